import type { ClusterCase } from "#contract/review-quality.ts";
import { formatCount } from "#web/kit/format.ts";
import { useSpeech } from "#web/kit/words/language.tsx";

/** The number of a record in its cluster's list, as drawing, tables and sentences name it. */
export function useRecordNumbers({ members }: ClusterCase): (recordKey: string) => string {
  const { language } = useSpeech();
  const place = new Map(members.map(({ recordKey }, i) => [recordKey, i + 1]));
  return (recordKey) => formatCount(place.get(recordKey) ?? 0, language);
}
