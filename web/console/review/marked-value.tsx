import { useSpeech } from "#web/kit/words/language.tsx";
import type { Run } from "./differing-letters.ts";

/**
 * A value with the letters that the other record lacks underlined: by shape first, colour second. Who listens hears
 * the value whole, then what differs: letters read apart would be no word.
 */
export function MarkedValue({ runs }: { readonly runs: readonly Run[] }) {
  const { review } = useSpeech().words;
  const text = (some: readonly Run[], between: string) => some.map((run) => run.text).join(between);
  const differing = runs.filter(({ differs }) => differs);
  if (differing.length === 0) return text(runs, "");
  return (
    <>
      <span aria-hidden="true">
        {runs.map(({ text, differs }, place) =>
          differs ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: runs of one value never change places
            <mark key={place} className="differs">
              {text}
            </mark>
          ) : (
            text
          ),
        )}
      </span>
      <span className="unseen">{review.marked(text(runs, ""), text(differing, ", "))}</span>
    </>
  );
}
