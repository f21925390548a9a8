import { equalLevel } from "./comparison-levels.ts";
import type { FieldKind } from "./job.ts";
import { type Counted, kinOdds, type Model, oddsOf } from "./model.ts";

/** Kin of which more than this share could be one entity may have moved; fewer than this share of its pairs have. */
const MOVED = { believed: 0.3, few: 0.15 };
/** What stays when somebody moves. */
const LASTING: ReadonlySet<FieldKind> = new Set(["name", "date", "id"]);

/** Strangers agree in what tells somebody apart no oftener than this. */
const SELDOM = 0.06;

/** How likely the pairs of each vector are one entity, and how likely kin: of any sort, and of each. */
export type Judged = Counted & {
  readonly chance: Float64Array;
  readonly kinChance: Float64Array;
  readonly kinChances: readonly Float64Array[];
};

/** The chances of every vector under a model. */
export function judge(model: Model, counted: Counted): Judged {
  const odds = oddsOf(model, counted);
  const { same: chance, kin: kinChances } = odds;
  const kinChance = new Float64Array(chance.length);
  for (let i = 0; i < chance.length; i++) {
    const [one, other] = [chance[i] as number, kinOdds(odds, i)];
    const all = 1 + one + other;
    chance[i] = one / all;
    kinChance[i] = other / all;
    for (const own of kinChances) own[i] = (own[i] as number) / all;
  }
  return { ...counted, chance, kinChance, kinChances };
}

/** Of the last sort of kin: who agrees in one thing alone carries a usual value of it. */
export function areKin({ kin, fields }: Model): boolean {
  const q = kin.at(-1)?.q ?? [];
  const agrees = fields.filter(({ kind, u }, f) => {
    const near = (shares: readonly number[] = []): number =>
      shares.slice(2, equalLevel(kind) + 1).reduce((sum, one) => sum + one, 0);
    return near(q[f]) > 0.4 && near(q[f]) > 4 * near(u);
  });
  return agrees.length > 1;
}

/**
 * Where no column was told to be a name, a day or a number of somebody: the columns of words in which strangers seldom
 * agree. Those are what stays when somebody moves.
 */
export function nameLike(
  fields: readonly { readonly kind: FieldKind; readonly isWords?: boolean }[],
  { fields: learned }: Model,
): readonly number[] {
  if (fields.some(({ kind }) => LASTING.has(kind))) return [];
  return fields.flatMap(({ kind, isWords }, f) => {
    const isTelling = (learned[f]?.u[equalLevel(kind)] ?? 1) <= SELDOM;
    return isWords === true && isTelling ? [f] : [];
  });
}

/** What the kin are judged against. */
type Court = {
  readonly counted: Counted;
  readonly start: Model;
  readonly names: readonly number[];
};

/**
 * Whether those of the last sort of kin are rather entities that changed in several ways at once, as who moves house: before anything
 * was learned most of them would have been believed to be one, and they are few, or their names, days and numbers agree.
 */
export function areMoved(
  model: Model,
  { counted, start, names }: Court,
  expected: number,
): boolean {
  const { same } = oddsOf(start, counted);
  const { pairs, kinChances } = judge(model, counted);
  const kinChance = kinChances.at(-1) ?? new Float64Array(pairs.length);
  let [kin, believed] = [0, 0];
  for (let i = 0; i < pairs.length; i++) {
    const odds = same[i] as number;
    const own = (pairs[i] as number) * (kinChance[i] as number);
    kin += own;
    believed += (own * odds) / (1 + odds);
  }
  if (believed < MOVED.believed * kin) return false;
  const q = model.kin.at(-1)?.q ?? [];
  const differs = (f: number): boolean => (q[f]?.[1] ?? 0) > 0.5;
  const isTold = model.fields.some(({ kind }, f) => LASTING.has(kind) && differs(f));
  const areOthers = isTold || (names.length > 0 && names.every(differs));
  // Who marries keeps the given name: where no name at all agrees it is somebody else, however few they are.
  const called = model.fields.flatMap(({ kind }, f) => (kind === "name" ? [f] : []));
  if (called.length > 0 && called.every(differs)) return false;
  return !areOthers || believed < MOVED.few * expected;
}
