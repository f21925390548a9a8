import { errorRateOf } from "#ranking/r-squared-check.ts";
import { type Cut, cutAt, type Standing, taken } from "./standing.ts";

/** Rows to be judged, made ready once: places by truth and by score, and what each row counts. */
export type Judged = {
  readonly truth: Standing;
  readonly score: Standing;
  /** Design weight times members. */
  readonly weight: Float64Array;
  /** A class has its own poor; else the poor of a quota are as many as the quota. */
  readonly isClass: boolean;
};

/** At one quota. Shares are 0 to 1, each of what its name says. */
export type QuotaErrors = {
  readonly quota: number;
  /** Poor and not selected, over the poor: undercoverage. */
  readonly exclusion: number;
  /** Selected and not poor, over the selected: leakage. */
  readonly inclusion: number;
  /** Selected and not poor, over those who are not poor. */
  readonly inclusionOfNotPoor: number;
  /** Wrong either way, over everybody. */
  readonly wrong: number;
  readonly poor: number;
  /** Share of everybody who stand exactly on the cut: what a lottery would decide. */
  readonly onTheCut: number;
  /** The exclusion error that R2 alone would buy in a normal world; null of a class. */
  readonly expectedFromRSquared: number | null;
};

/** Who is truly poor at a quota. */
export const poorCut = ({ truth, isClass }: Judged, weight: Float64Array, quota: number): Cut =>
  isClass ? { place: 0, share: 1 } : cutAt(truth, weight, quota);

/** The errors of selecting the lowest scores until a share of the weight is reached. */
export function quotaErrors(
  judged: Judged,
  quota: number,
  rSquared: number,
  isCounted: (row: number) => boolean = () => true,
): QuotaErrors {
  const { truth, score, weight, isClass } = judged;
  const poor = poorCut(judged, weight, quota);
  const cut = cutAt(score, weight, quota);
  let [all, allPoor, selected, both, tied] = [0, 0, 0, 0, 0];
  for (let row = 0; row < weight.length; row++) {
    if (!isCounted(row)) continue;
    const w = weight[row] as number;
    const p = taken(poor, truth.place[row] as number);
    const a = taken(cut, score.place[row] as number);
    all += w;
    allPoor += w * p;
    selected += w * a;
    both += w * p * a;
    if (score.place[row] === cut.place) tied += w;
  }
  const share = (part: number, whole: number): number => (whole > 0 ? part / whole : 0);
  return {
    quota,
    exclusion: share(allPoor - both, allPoor),
    inclusion: share(selected - both, selected),
    inclusionOfNotPoor: share(selected - both, all - allPoor),
    wrong: share(allPoor + selected - 2 * both, all),
    poor: share(allPoor, all),
    onTheCut: share(tied, all),
    expectedFromRSquared: isClass ? null : errorRateOf(rSquared, quota),
  };
}

/** Errors that hurt most, at a quota of 40 %. */
export type SevereErrors = {
  /** Of the truly poorest tenth, the share not selected. */
  readonly bottom10Missed: number;
  /** Of the selected, the share truly in the upper 40 % and the upper 20 %. */
  readonly selectedOfTop40: number;
  readonly selectedOfTop20: number;
};

/** Whom a selection of 40 % wrongs worst. Undefined of a class, which knows no poorest among the poor. */
export function severeErrors({ truth, score, weight, isClass }: Judged): SevereErrors | undefined {
  if (isClass) return undefined;
  const [tenth, sixty, eighty] = [0.1, 0.6, 0.8].map((quota) => cutAt(truth, weight, quota));
  const cut = cutAt(score, weight, 0.4);
  let [poorest, missed, selected, above60, above80] = [0, 0, 0, 0, 0];
  for (let row = 0; row < weight.length; row++) {
    const w = weight[row] as number;
    const place = truth.place[row] as number;
    const a = taken(cut, score.place[row] as number);
    const p = taken(tenth as Cut, place);
    poorest += w * p;
    missed += w * p * (1 - a);
    selected += w * a;
    above60 += w * a * (1 - taken(sixty as Cut, place));
    above80 += w * a * (1 - taken(eighty as Cut, place));
  }
  return {
    bottom10Missed: missed / poorest,
    selectedOfTop40: above60 / selected,
    selectedOfTop20: above80 / selected,
  };
}
