import { BIN_MILLI_BITS, type WeightBin } from "./expected-pairs.ts";
import type { CurvePoint } from "./link-draft.ts";
import { chanceOfWeight } from "./model.ts";

export type Chosen = {
  readonly milliBits: number;
  readonly probability: number;
  readonly reason: string;
  readonly curve: readonly CurvePoint[];
};

/** Where a threshold may lie: from odds of one to sixty-four to odds of a million to one. */
const LOWEST = -6_000;
const HIGHEST = 20_000;
/** Differences of expected F1 that a valley may cost: so much, or in small files about one pair. */
const AS_GOOD = 0.002;
const ONE_PAIR = 0.5;
/** Differences of expected F1 that mean nothing. */
const FLAT = 0.0002;

/**
 * The threshold at which the expected F1 is best: every pair counts as true with its probability, and `found` is the
 * share of true pairs that were compared at all. Probabilities of the
 * model are too sure of themselves, so the lowest place of the valley beside it, where hardly any pair lies, is taken.
 */
export function chooseThreshold(
  bins: readonly WeightBin[],
  given: number | undefined,
  found = 1,
): Chosen {
  const curve = expectedCurve(bins, found);
  if (given !== undefined) {
    const milliBits = weightOfChance(given);
    return {
      milliBits,
      probability: given,
      reason: "Given in the job.",
      curve: curve.map(({ point }) => point),
    };
  }
  const best = bestOf(curve);
  if (best === undefined) {
    const reason = "No pair is likely enough to be one entity: even odds are asked for.";
    return { milliBits: 0, probability: 0.5, reason, curve: [] };
  }
  const truly = bins.reduce((sum, bin) => sum + bin.right, 0);
  const asGood = Math.max(AS_GOOD, ONE_PAIR / Math.max(1, truly));
  const milliBits = valleyNear(bins, curve, { best, asGood });
  const probability = chanceOfWeight(milliBits);
  const point = curve.find((one) => one.milliBits === milliBits)?.point ?? best.point;
  const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
  const reason = `Chosen for the best expected F1: at ${bitsOf(milliBits)} bits about ${percent(point.expectedPrecision)} of links are right and ${percent(point.expectedRecall)} of true pairs are linked, as far as the weights can tell${milliBits === best.milliBits ? "" : `; moved from ${bitsOf(best.milliBits)} bits to where fewest pairs lie`}.`;
  return { milliBits, probability, reason, curve: curve.map((one) => one.point) };
}

const bitsOf = (milliBits: number): string => (milliBits / 1000).toFixed(1);

const weightOfChance = (chance: number): number => {
  const inside = Math.min(1 - 1e-12, Math.max(1e-12, chance));
  return Math.round(1000 * Math.log2(inside / (1 - inside)));
};

type OnCurve = { readonly milliBits: number; readonly point: CurvePoint };

function expectedCurve(bins: readonly WeightBin[], found: number): readonly OnCurve[] {
  const truly = bins.reduce((sum, bin) => sum + bin.right, 0) / Math.max(0.01, found);
  const points: OnCurve[] = [];
  for (let milliBits = LOWEST; milliBits <= HIGHEST; milliBits += BIN_MILLI_BITS) {
    const above = bins.filter((bin) => bin.milliBits >= milliBits);
    const linked = above.reduce((sum, { pairs }) => sum + pairs, 0);
    const right = above.reduce((sum, bin) => sum + bin.right, 0);
    if (linked === 0 || truly === 0) break;
    const point = {
      threshold: chanceOfWeight(milliBits),
      expectedPrecision: right / linked,
      expectedRecall: right / truly,
      expectedF1: (2 * right) / (linked + truly),
    };
    points.push({ milliBits, point });
  }
  return points;
}

/** The middle of where the curve is as good as flat: where no pair lies, no end of the valley is better founded. */
function bestOf(curve: readonly OnCurve[]): OnCurve | undefined {
  const most = Math.max(...curve.map(({ point }) => point.expectedF1));
  const flat = curve.filter(({ point }) => point.expectedF1 >= most - FLAT);
  return flat[Math.floor(flat.length / 2)];
}

/** Where fewest pairs lie, their neighbours counted half, among places as good as the best; the nearest of equals. */
function valleyNear(
  bins: readonly WeightBin[],
  curve: readonly OnCurve[],
  { best, asGood }: { readonly best: OnCurve; readonly asGood: number },
): number {
  const pairsAt = new Map(bins.map((bin) => [bin.milliBits, bin.pairs]));
  const at = (place: number): number => pairsAt.get(place) ?? 0;
  const smooth = ({ milliBits }: OnCurve): number =>
    at(milliBits) + (at(milliBits - BIN_MILLI_BITS) + at(milliBits + BIN_MILLI_BITS)) / 2;
  const most = Math.max(...curve.map(({ point }) => point.expectedF1));
  const good = curve.filter(({ point }) => point.expectedF1 >= most - asGood);
  const far = ({ milliBits }: OnCurve): number => Math.abs(milliBits - best.milliBits);
  const [chosen = best] = good.sort((a, b) => smooth(a) - smooth(b) || far(a) - far(b));
  return chosen.milliBits;
}
