import { equalLevel } from "./comparison-levels.ts";
import type { FieldKind } from "./job.ts";
import { type Model, oddsOf, type VectorCount } from "./model.ts";

/** Kin of which more than this share could be one entity may have moved; fewer than this share of its pairs have. */
const MOVED = { believed: 0.3, few: 0.15 };
/** What stays when somebody moves. */
const LASTING: ReadonlySet<FieldKind> = new Set(["name", "date", "id"]);

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
 * Whether those taken for kin are rather entities that changed in several ways at once, as who moves house: before anything
 * was learned most of them would have been believed to be one, and they are few, or their names, days and numbers agree.
 */
export function areMoved(
  model: Model,
  vectors: readonly VectorCount[],
  start: Model,
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
  const areOthers = model.kin.some(({ q }) =>
    model.fields.some(({ kind }, f) => LASTING.has(kind) && (q[f]?.[1] ?? 0) > 0.5),
  );
  return !areOthers || believed < MOVED.few * expected;
}
