import type { PlainDate } from "./plain-date.ts";
import { say, type Words } from "./words.ts";

/** Nine cuts between ten deciles; each is named by the last decile below it. */
export const CUTS = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const;

/** Where a family stands to a cut between deciles, as far as the facts and the model can tell. */
export const CUT_STATES = ["clear-in", "borderline", "clear-out"] as const;
export type CutState = (typeof CUT_STATES)[number];

/** What is clear and what is not, from a day on. */
export type CutBounds = {
  readonly validFrom: string;
  readonly source: string;
  /** In percent: from here on truly below the cut is likely, up to there unlikely. */
  readonly likelyFrom: number;
  readonly unlikelyUpTo: number;
  /** In percent: how many models of other samples must place a family on the same side. */
  readonly sameSide: number;
  /** How much the error of a family grows in a year without news, in thousandths of its variance. */
  readonly ageingPerYear: number;
  /** After so many months facts are as old as can be. */
  readonly oldestMonths: number;
};

/** The first in force first. */
export const CUT_BOUNDS: readonly [CutBounds, ...CutBounds[]] = [
  {
    validFrom: "2025-02-05",
    source:
      "Batas proyek sendiri: peluang 35-65 % atau kurang dari 90 % model sampel lain. Penuaan: enam negara kehilangan 1,5-1,9 poin ketepatan setahun, yang pada R2 0,5 adalah 64 per seribu ragam setahun (our own bounds; ageing from a study of six countries)",
    likelyFrom: 65,
    unlikelyUpTo: 35,
    sameSide: 90,
    ageingPerYear: 64,
    oldestMonths: 120,
  },
];

/** The bounds in force on a day; those of the first day for what is older. */
export function cutBoundsOn(day: PlainDate): CutBounds {
  return CUT_BOUNDS.findLast(({ validFrom }) => validFrom <= day) ?? CUT_BOUNDS[0];
}

/** What a version says of how sure a family's place is. */
export type PlaceBand = {
  /** Deciles between which its place lies, whatever sample had taught the model. */
  readonly low: number;
  readonly high: number;
  /** In percent, for each of the nine cuts: how likely it is truly below it. */
  readonly below: readonly number[];
};

/** Clear only where other samples would say the same, and the chance does not speak against it. */
export function cutStateOf(
  { low, high, below }: PlaceBand,
  cut: number,
  bounds: CutBounds,
): CutState {
  const chance = below[cut - 1] ?? 50;
  if (high <= cut && chance >= bounds.likelyFrom) return "clear-in";
  return low > cut && chance <= bounds.unlikelyUpTo ? "clear-out" : "borderline";
}

export const CUT_STATE_WORDS: Readonly<Record<CutState, Words>> = {
  "clear-in": say("jelas di dalam", "clearly in"),
  borderline: say("dekat batas", "borderline"),
  "clear-out": say("jelas di luar", "clearly out"),
};
