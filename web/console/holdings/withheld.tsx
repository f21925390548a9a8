import { formatCount } from "#web/kit/format.ts";
import { useSpeech } from "#web/kit/words/language.tsx";

/** A count, or the sign that it is withheld. */
export function Counted({ value }: { readonly value: number | null }) {
  const { words, language } = useSpeech();
  if (value !== null) return formatCount(value, language);
  return (
    <>
      <span aria-hidden="true">*</span>
      <span className="unseen">{words.holdings.withheld}</span>
    </>
  );
}
