import { equalLevel } from "./comparison-levels.ts";
import type { FieldKind } from "./job.ts";
import { type Model, oddsOf, type VectorCount } from "./model.ts";

/** Kin of which more than this share could be one entity may have moved; fewer than this share of its pairs have. */
const MOVED = { believed: 0.3, few: 0.15 };
/** What stays when somebody moves. */
const LASTING: ReadonlySet<FieldKind> = new Set(["name", "date", "id"]);

/** Strangers agree in what tells somebody apart no oftener than this. */
const SELDOM = 0.06;

/** How likely pairs of these levels are one entity, and how likely kin. */
export type Judged = VectorCount & { readonly chance: number; readonly kinChance: number };

/** The chances of every vector under a model. */
export function judge(model: Model, vectors: readonly VectorCount[]): readonly Judged[] {
  const { same, kin } = oddsOf(model);
  return vectors.map((vector) => {
    const [one, other] = [same(vector.levels), kin(vector.levels)];
    const all = 1 + one + other;
    return { ...vector, chance: one / all, kinChance: other / all };
  });
}

/** Who agrees in one thing alone carries a usual value of it. */
export const areKin = ({ kin, fields }: Model): boolean =>
  kin.some(({ q }) => {
    const agrees = fields.filter(({ kind, u }, f) => {
      const near = (shares: readonly number[] = []): number =>
        shares.slice(2, equalLevel(kind) + 1).reduce((sum, one) => sum + one, 0);
      return near(q[f]) > 0.4 && near(q[f]) > 4 * near(u);
    });
    return agrees.length > 1;
  });

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
  readonly vectors: readonly VectorCount[];
  readonly start: Model;
  readonly names: readonly number[];
};

/**
 * Whether those taken for kin are rather entities that changed in several ways at once, as who moves house: before anything
 * was learned most of them would have been believed to be one, and they are few, or their names, days and numbers agree.
 */
export function areMoved(
  model: Model,
  { vectors, start, names }: Court,
  expected: number,
): boolean {
  const { same } = oddsOf(start);
  let [kin, believed] = [0, 0];
  for (const { levels, pairs, kinChance } of judge(model, vectors)) {
    const odds = same(levels);
    kin += pairs * kinChance;
    believed += (pairs * kinChance * odds) / (1 + odds);
  }
  if (believed < MOVED.believed * kin) return false;
  const areOthers = model.kin.some(({ q }) => {
    const differs = (f: number): boolean => (q[f]?.[1] ?? 0) > 0.5;
    const isTold = model.fields.some(({ kind }, f) => LASTING.has(kind) && differs(f));
    return isTold || (names.length > 0 && names.every(differs));
  });
  return !areOthers || believed < MOVED.few * expected;
}
