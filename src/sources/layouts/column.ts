import type { LayoutColumn } from "../layout.ts";

type Reads = LayoutColumn["reads"];

/** A column that fills one staged column; synonyms are other headers seen for it, lower case. */
export function column(
  header: string,
  fills: string,
  reads: Reads,
  ...synonyms: readonly string[]
): LayoutColumn {
  return { header, fills, reads, synonyms, isRequired: false };
}

/** A column without which a row says nothing: its absence from the header refuses the delivery. */
export function required(
  header: string,
  fills: string,
  reads: Reads,
  ...synonyms: readonly string[]
): LayoutColumn {
  return { header, fills, reads, synonyms, isRequired: true };
}

/** A column of coded answers; the list is named with its edition, such as "roof-material/dtsen". */
export function coded(
  header: string,
  fills: string,
  codeList: string,
  ...synonyms: readonly string[]
): LayoutColumn {
  return { header, fills, reads: "code", codeList, synonyms, isRequired: false };
}

/** A column that is delivered and read past: minimal data, or known better from elsewhere. */
export function ignored(header: string, ...synonyms: readonly string[]): LayoutColumn {
  return { header, fills: null, reads: "nothing", synonyms, isRequired: false };
}
