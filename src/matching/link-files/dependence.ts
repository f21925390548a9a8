import type { Counted, FieldModel } from "./model.ts";
import type { JointChance } from "./strangers.ts";

/**
 * Two fields that say partly the same, such as postcode and city: where both agree, the `child` keeps what it adds.
 * In thousandths of its weight that are taken off: `agree` where both speak for, `differ` where both speak against.
 */
export type Dependence = {
  readonly child: number;
  readonly parent: number;
  readonly agree: number;
  readonly differ: number;
};

/** Joint equalities that chance would not make by itself. */
const LEAST_SURPRISE = 40;
/** Less than this is not worth a word. */
const LEAST = 0.05;
/** Fields that share less than this of what they say agree for a reason that only some pairs have: see kin. */
const REPEATS = 0.6;
/** Fields whose errors come together this often err as one, and those that do so more often hold copies of one entry. */
const ERR_AS_ONE = 0.5;
const COPIED = 0.8;
/** A pair this likely counts among those whose errors are looked at. */
const LIKELY = 0.5;

/**
 * A tree: each field leans on the one earlier field, by what it tells, that it repeats most. Columns that are swapped now and
 * then err as one without saying the same.
 */
export function dependences(
  joint: readonly JointChance[],
  fields: readonly FieldModel[],
  prior: number,
  correlations: readonly number[],
  isSwap: (one: number, other: number) => boolean,
): readonly Dependence[] {
  const telling = fields.map((field) => -Math.log2(equalOf(field.u)));
  const order = fields
    .map((_, f) => f)
    .sort((a, b) => (telling[b] ?? 0) - (telling[a] ?? 0) || a - b);
  const tied: Dependence[] = [];
  for (const [place, child] of order.entries()) {
    let best: Dependence | undefined;
    let strongest = 0;
    for (const parent of order.slice(0, place)) {
      const seen = joint.find(
        ({ one, other }) => one === Math.min(child, parent) && other === Math.max(child, parent),
      );
      if (seen === undefined) continue;
      const together = correlations[child * fields.length + parent] ?? 0;
      const differ = together >= ERR_AS_ONE ? together : 0;
      const copied = together >= COPIED && !isSwap(child, parent) ? together : 0;
      const same = repeated(seen, fields, prior, telling[child] ?? 1);
      const agree = Math.max(copied, same < REPEATS ? 0 : same);
      const strength = agree + differ / 2;
      if (strength < LEAST || strength <= strongest) continue;
      strongest = strength;
      best = { child, parent, agree: Math.round(agree * 1000), differ: Math.round(differ * 1000) };
    }
    if (best !== undefined) tied.push(best);
  }
  // Leaves first: a child's weight is cut by what its parent says itself.
  return tied.reverse();
}

/** The share of the child's information that its parent holds already, judged by strangers. */
function repeated(
  seen: JointChance,
  fields: readonly FieldModel[],
  prior: number,
  telling: number,
): number {
  const [one, other] = [fields[seen.one], fields[seen.other]];
  if (one === undefined || other === undefined || telling <= 0) return 0;
  const truly = (share: number): number => (seen.holdsTrue ? 1.2 * prior * seen.pairs * share : 0);
  const together = seen.together - truly(equalOf(one.m) * equalOf(other.m));
  const oneEqual = Math.max(
    seen.oneEqual - truly(equalOf(one.m)),
    seen.pairs * equalOf(one.u) * 0.5,
  );
  const otherEqual = Math.max(
    seen.otherEqual - truly(equalOf(other.m)),
    seen.pairs * equalOf(other.u) * 0.5,
  );
  const byChance = (oneEqual * otherEqual) / seen.pairs;
  if (together < LEAST_SURPRISE + 1.5 * byChance) return 0;
  return Math.min(1, Math.max(0, Math.log2(together / byChance) / telling));
}

/** The equal level is the last but one: after it comes only the swap. */
const equalOf = (shares: readonly number[]): number => shares.at(-2) ?? 1;

/** How far errors of two fields come together among likely pairs, `[child * fields + parent]`. */
export function matchCorrelation({
  width,
  levels,
  pairs,
  chance,
}: Counted & { readonly chance: Float64Array }): readonly number[] {
  const found = new Array<number>(width * width).fill(0);
  const likely = placesOf(chance, LIKELY);
  for (let i = 0; i < width; i++) {
    for (let j = i + 1; j < width; j++) {
      let [n, both, one, other] = [0, 0, 0, 0];
      for (let k = 0; k < likely.length; k++) {
        const at = likely[k] as number;
        const x = levels[at * width + i] as number;
        const y = levels[at * width + j] as number;
        if (x === 0 || y === 0) continue;
        const weight = (pairs[at] as number) * (chance[at] as number);
        n += weight;
        if (x === 1) one += weight;
        if (y === 1) other += weight;
        if (x === 1 && y === 1) both += weight;
      }
      const spread = Math.sqrt(one * (n - one) * other * (n - other));
      const isSeen = both > 5 && spread > 0;
      const correlation = isSeen ? (n * both - one * other) / spread : 0;
      found[i * width + j] = found[j * width + i] = Math.max(0, correlation);
    }
  }
  return found;
}

function placesOf(numbers: Float64Array, least: number): readonly number[] {
  const places: number[] = [];
  for (let i = 0; i < numbers.length; i++) if ((numbers[i] as number) >= least) places.push(i);
  return places;
}
