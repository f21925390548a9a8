import type { DuckDb } from "#engine/duckdb/database.ts";
import type { ReadSums, Sums } from "./bandwidth.ts";
import type { Moments } from "./line-fit.ts";

/** What is measured, as SQL over a row of `near_line`, in thousandths; null where it cannot be told. */
export type MeasureSql = string;

/** All families, or those of one side with a line of no meaning among them. */
export type LinePlace = { readonly at: number; readonly side?: "inside" | "outside" };
export const THE_LINE: LinePlace = { at: 0 };

const MILLI = 1000;

/** Families by their distance to a line: those whom lots parted stand on it and are compared apart. */
function from(measure: MeasureSql, { at, side }: LinePlace): string {
  const only = side === undefined ? "" : side === "inside" ? " and x < 0" : " and x > 0";
  return `(select cast(x - (${at}) as hugeint) as x, x < ${at} as inside, village_no, is_paid, cast(${measure} as hugeint) as y
from near_line where x <> 0${only}) t where y is not null`;
}

const power = (k: number): string =>
  k === 0 ? "1" : Array.from({ length: k }, () => "x").join(" * ");
const sums = (name: string, upTo: number, times: string): string =>
  Array.from(
    { length: upTo + 1 },
    (_, k) => `sum(cast(${times} * ${power(k)} as hugeint)) as ${name}${k}`,
  ).join(", ");
const numbers = (row: Record<string, unknown>, name: string, upTo: number): readonly number[] =>
  Array.from({ length: upTo + 1 }, (_, k) => Number(row[`${name}${k}`] ?? 0n));

/** Plain sums of both sides, for the rule of the band. */
export function sumsFrom(db: DuckDb, measure: MeasureSql): ReadSums {
  return async (within) => {
    const near = within === undefined ? "" : ` and abs(x) <= ${Math.round(within)}`;
    const rows = await db.all<Record<string, bigint> & { inside: boolean }>(
      `select inside, count(*) as n, ${sums("p", 6, "1")}, ${sums("m", 3, "y")}, sum(y * y) as square
from ${from(measure, THE_LINE)}${near} group by inside`,
    );
    const of = (isIn: boolean): Sums => {
      const row = rows.find(({ inside }) => inside === isIn);
      return {
        families: Number(row?.n ?? 0n),
        powers: numbers(row ?? {}, "p", 6),
        measured: numbers(row ?? {}, "m", 3).map((sum) => sum / MILLI),
        square: Number(row?.square ?? 0n) / MILLI ** 2,
      };
    };
    return { inside: of(true), outside: of(false) };
  };
}

/** Whole-number sums by village and side within the band: what every fit over it is made of. */
export async function readMoments(
  db: DuckDb,
  measure: MeasureSql,
  band: number,
  place: LinePlace = THE_LINE,
): Promise<readonly Moments[]> {
  const weight = `(${band} - abs(x))`;
  const rows = await db.all<Record<string, bigint> & { inside: boolean }>(
    `select village_no, inside, count(*) as n, ${sums("p", 4, weight)}, ${sums("m", 2, `${weight} * y`)}, ${sums("t", 2, `${weight} * is_paid`)}
from ${from(measure, place)} and abs(x) < ${band} group by village_no, inside order by village_no, inside`,
  );
  const scaled = (values: readonly number[]) => values.map((value, k) => value / band ** (k + 1));
  return rows.map((row) => ({
    cluster: Number(row.village_no),
    isIn: row.inside,
    families: Number(row.n),
    powers: scaled(numbers(row, "p", 4)),
    measured: scaled(numbers(row, "m", 2)).map((value) => value / MILLI),
    taken: scaled(numbers(row, "t", 2)),
  }));
}

/** Families of one stretch of the distance, with their mean. */
export type Bin = {
  readonly isIn: boolean;
  /** Middle of the stretch, in bands; below nought inside. */
  readonly at: number;
  readonly families: number;
  readonly mean: number;
};

const BINS = 8;

/** Means of eight stretches of the band on each side, for the eye. */
export async function readBins(
  db: DuckDb,
  measure: MeasureSql,
  band: number,
): Promise<readonly Bin[]> {
  const rows = await db.all<{ inside: boolean; bin: bigint; n: bigint; y: bigint }>(
    `select inside, (abs(x) * ${BINS}) // ${band} as bin, count(*) as n, sum(y) as y
from ${from(measure, THE_LINE)} and abs(x) < ${band} group by inside, bin order by inside, bin`,
  );
  return rows.map(({ inside, bin, n, y }) => ({
    isIn: inside,
    at: ((inside ? -1 : 1) * (Number(bin) + 0.5)) / BINS,
    families: Number(n),
    mean: Number(y) / Number(n) / MILLI,
  }));
}

/** Where the families of one side stand in the middle: a line of no meaning is drawn there. */
export async function readMiddle(db: DuckDb, side: "inside" | "outside"): Promise<number> {
  const [row] = await db.all<{ middle: bigint | null }>(
    `select quantile_disc(x, 0.5) as middle from near_line where ${side === "inside" ? "x < 0" : "x > 0"}`,
  );
  return Number(row?.middle ?? 0n);
}
