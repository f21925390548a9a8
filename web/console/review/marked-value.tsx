import type { Run } from "./differing-letters.ts";

/** A value with the letters that the other record lacks underlined: by shape first, colour second. */
export function MarkedValue({ runs }: { readonly runs: readonly Run[] }) {
  return runs.map(({ text, differs }, place) =>
    differs ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: runs of one value never change places
      <mark key={place} className="differs">
        {text}
      </mark>
    ) : (
      text
    ),
  );
}
