import type { Tx } from "#store/transact.ts";

/** Deciles up to which a family is called poor where overlaps and gaps are told: whom PKH may serve (SK, domain "desil 1-4"). */
export const POOR_DECILE = 4;
/** Deciles from which it is called better off: beyond those of PBI-JK and Sembako. */
export const BETTER_DECILE = 6;

/** Families of one region, decile and set of programs; nobody is named. */
export type HoldingRow = {
  readonly area: string;
  /** 0 where a family has no decile. */
  readonly decile: number;
  readonly programs: readonly string[];
  readonly families: number;
};

/** No program, one, two, three or more. */
export const HELD = 4;
const DECILES = 11;

/** Counts by decile and number of programs, flat: the four numbers of decile 0, of 1, and so on. */
export function matrixOf(rows: readonly HoldingRow[]): readonly number[] {
  const counts = Array.from({ length: DECILES * HELD }, () => 0);
  for (const { decile, programs, families } of rows) {
    const place = decile * HELD + Math.min(HELD - 1, programs.length);
    counts[place] = (counts[place] ?? 0) + families;
  }
  return counts;
}

/** Families that hold a place in all of these. */
export const holdersOf = (rows: readonly HoldingRow[], programs: readonly string[]): number =>
  rows.reduce(
    (sum, row) => sum + (programs.every((one) => row.programs.includes(one)) ? row.families : 0),
    0,
  );

/** Cells of a matrix: of these deciles, with at least so many programs and at most so many. */
export function cellsOf(
  [from, to]: readonly [number, number],
  [least, most]: readonly [number, number],
): readonly number[] {
  return Array.from({ length: DECILES * HELD }, (_, i) => i).filter((i) => {
    const [decile, held] = [Math.floor(i / HELD), i % HELD];
    return decile >= from && decile <= to && held >= least && held <= most;
  });
}

/** Counts a version anew, after its outcomes were loaded or lists brought beside them. */
export const countHoldings = (tx: Tx, versionNo: number): Promise<unknown> =>
  tx.query("select dtsen.count_holdings($1)", [versionNo]);
