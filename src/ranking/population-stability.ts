/** One bin of a distribution: families in the version of reference, and in the one that is looked at. */
export type Bin = { readonly before: number; readonly after: number };

/** How far a distribution has moved, and how far chance alone would move one of so many. */
export type Stability = {
  readonly psi: number;
  /** (bins - 1) x (1/before + 1/after): what the index comes to between two draws of one population. */
  readonly noise: number;
  readonly bins: number;
};

/** Counts get half a family more, so that an empty bin is no infinite surprise. */
const HALF = 0.5;

/** Population stability index: the sum over bins of (p - q) x ln(p / q). Same bins, whatever their order, same index to the sixth decimal. */
export function stabilityOf(bins: readonly Bin[]): Stability {
  const before = bins.reduce((sum, bin) => sum + bin.before + HALF, 0);
  const after = bins.reduce((sum, bin) => sum + bin.after + HALF, 0);
  const psi = bins.reduce((sum, bin) => {
    const [p, q] = [(bin.after + HALF) / after, (bin.before + HALF) / before];
    return sum + (p - q) * Math.log(p / q);
  }, 0);
  const noise = Math.max(0, bins.length - 1) * (1 / before + 1 / after);
  return { psi: sixDecimals(psi), noise: sixDecimals(noise), bins: bins.length };
}

const sixDecimals = (value: number): number => Math.round(value * 1e6) / 1e6 + 0;

/** Families that answered so; negative is a reason for having no answer. */
export type AnswerCount = Bin & { readonly answer: number };

/** With more answers than this they are laid together by the tenths of the version of reference. */
const MOST_ANSWERS = 20;

/** Bins of one variable: its answers, or tenths of them; all without an answer are one bin. */
export function binsOf(counts: readonly AnswerCount[]): readonly Bin[] {
  const absent = together(counts.filter(({ answer }) => answer < 0));
  const known = counts.filter(({ answer }) => answer >= 0).sort((a, b) => a.answer - b.answer);
  const bins = known.length > MOST_ANSWERS ? tenths(known) : known;
  return absent === undefined ? bins : [...bins, absent];
}

function tenths(known: readonly AnswerCount[]): readonly Bin[] {
  const all = known.reduce((sum, { before }) => sum + before, 0);
  const parts: AnswerCount[][] = Array.from({ length: 10 }, () => []);
  let reached = 0;
  for (const one of known) {
    // Whoever answers alike is in one bin, the one that the first of them is in.
    const part = all === 0 ? 0 : Math.min(9, Math.floor((reached * 10) / all));
    parts[part]?.push(one);
    reached += one.before;
  }
  return parts.flatMap((part) => together(part) ?? []);
}

function together(counts: readonly Bin[]): Bin | undefined {
  if (counts.length === 0) return undefined;
  return counts.reduce<Bin>(
    (sum, { before, after }) => ({ before: sum.before + before, after: sum.after + after }),
    { before: 0, after: 0 },
  );
}
