import type { DraftInput } from "./link-draft.ts";

/** Whether nothing but links between files is asked for: no file holds anybody twice. */
export const isAcrossOnly = (inputs: readonly DraftInput[]): boolean =>
  inputs.length > 1 && inputs.every(({ oneRecordPerEntity }) => oneRecordPerEntity);

/** Whether a lone file that is said to hold nobody twice is searched all the same: nothing else could be meant. */
const mayHoldTwice = (inputs: readonly DraftInput[], no: number): boolean =>
  inputs[no]?.oneRecordPerEntity !== true;

/** SQL: records `l` and `r` are a pair that may be linked, each such pair once. */
export function mayLink(inputs: readonly DraftInput[]): string {
  const within = inputs.flatMap((_, no) => (mayHoldTwice(inputs, no) ? [no] : []));
  if (within.length === inputs.length) return "l.rid < r.rid";
  const same = within.length === 0 ? "" : ` or l.input_no in (${within.join(", ")})`;
  return `l.rid < r.rid and (l.input_no <> r.input_no${same})`;
}

/** Pairs that may be linked among so many records of each input. */
export function pairsAmong(inputs: readonly DraftInput[], counts: ArrayLike<number>): number {
  let [all, pairs] = [0, 0];
  for (let no = 0; no < inputs.length; no++) {
    const n = counts[no] ?? 0;
    all += n;
    if (!mayHoldTwice(inputs, no)) pairs -= (n * (n - 1)) / 2;
  }
  return pairs + (all * (all - 1)) / 2;
}
