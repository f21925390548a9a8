import type { DuckDb } from "#engine/duckdb/database.ts";
import { equalLevel } from "./comparison-levels.ts";
import type { Scorer } from "./score.ts";
import type { Chances } from "./strangers.ts";

/** A rare value is trusted less than its count says: it may be one person's mistake. */
const RARE_DAMPING = 1;
/** The most that rarity may add. */
export const RAREST_MILLI_BITS = 6_000;
/** A share of strangers comes in crowds: one telephone of a whole firm, one day that stands for an unknown one. */
const CROWDS = { share: 0.25, most: 0.1 };
/** More partners than this nobody has. */
const MOST_PARTNERS = 1000;

/**
 * Of the `others` who carry a value beside a record, how many are strangers: on average so many strangers and
 * so many partners share one. Where hardly any stranger does, even three of a value are one entity; where many do, only
 * what goes beyond the partners one may have.
 */
export function strangersAmong(others: number, strangers: number, partners: number): number {
  const ratio = (mean: number): number => mean / (1 + mean);
  const [one, other] = [ratio(Math.max(strangers, 1e-12)), ratio(Math.max(partners, 1e-6))];
  const crowds = Math.min(CROWDS.most, strangers * CROWDS.share);
  const chance = (n: number): number =>
    (1 - crowds) * (1 - one) * one ** n + crowds / ((n + 1) * (n + 2));
  let [sum, all] = [0, 0];
  let share = 1;
  for (let k = 0; k <= Math.min(others, MOST_PARTNERS); k++) {
    const weight = share * chance(others - k);
    sum += weight * (others - k);
    all += weight;
    share *= other;
  }
  return all > 0 ? sum / all : others;
}

/**
 * Tables `rarity0`, …: what an equal value weighs more or less than equality on average does (`bits`), and for kin
 * (`kin0`). Of the records that share a value some are one entity: only the others make it common.
 */
export async function makeRarities(
  db: DuckDb,
  { fields, model }: Pick<Scorer, "fields" | "model">,
  { known: knownOf }: Pick<Chances, "known">,
  records: number,
): Promise<void> {
  const columns = ["bits", ...model.kin.map((_, i) => `kin${i}`)];
  for (const { no, kind } of fields) {
    const equal = equalLevel(kind);
    const known = Math.max(1, knownOf[no] ?? 1);
    const [m, u] = [model.fields[no]?.m[equal] ?? 1, model.fields[no]?.u[equal] ?? 1];
    const sharing = model.kin.reduce(
      (sum, { pairs, q }) => sum + pairs * (q[no]?.[equal] ?? 0),
      model.expected * m,
    );
    const partners = (2 * sharing * known) / Math.max(1, records) ** 2;
    const counts = await db.all<{ n: number }>(`select distinct n from form${no} order by n`);
    const rows = counts.map(({ n }) => {
      const strangers = strangersAmong(Math.max(1, n - 1), u * known, partners);
      const bits = Math.log2((u * known) / strangers);
      const damped = bits > 0 ? Math.min(bits * RARE_DAMPING, RAREST_MILLI_BITS / 1000) : bits;
      const ofKin = model.kin.map(({ q }) => kinRarity(q[no]?.[equal] ?? 1, u, damped));
      return `(${[n, ...[damped, ...ofKin].map((one) => Math.round(1000 * one))].join(", ")})`;
    });
    const none = `(0${columns.map(() => ", 0").join("")})`;
    await db.run(`create or replace table rarity${no} as
      select f.v, ${columns.map((column) => `w.${column}::int as ${column}`).join(", ")}
      from form${no} f join (values ${rows.length === 0 ? none : rows.join(", ")}) w(n, ${columns.join(", ")}) using (n)
      order by f.v`);
  }
}

/** What kin share they share whatever it is; only what they share by chance is rarer where the value is. */
function kinRarity(q: number, u: number, bits: number): number {
  const shared = Math.max(0, (q - u) / Math.max(1e-12, 1 - u));
  const byChance = (1 - shared) * u;
  return bits + Math.log2((shared + byChance * 2 ** -bits) / (shared + byChance));
}
