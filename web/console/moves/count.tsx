import { formatCount } from "#web/kit/format.ts";
import { useSpeech } from "#web/kit/words/language.tsx";

/** A count, or the sign that it is withheld. */
export function Count({ count }: { readonly count: number | null }) {
  const { words, language } = useSpeech();
  if (count !== null) return <>{formatCount(count, language)}</>;
  return (
    <>
      <span aria-hidden="true">*</span>
      <span className="unseen">{words.moves.withheld}</span>
    </>
  );
}
