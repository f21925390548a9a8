import type { DuckDb } from "#engine/duckdb/database.ts";
import { DESIGNED, PUBLISHED, type PublishedFigure } from "./published.ts";

/** A figure as published and as it came out. */
export type FittedFigure = {
  readonly figure: string;
  readonly published: number;
  readonly fitted: number;
  readonly source: string;
};

/** Counts of all chunks so far, one pair a figure. */
export type Tally = { readonly part: number[]; readonly of: number[] };

const FIGURES: readonly PublishedFigure[] = [...PUBLISHED, ...DESIGNED];

export const emptyTally = (): Tally => ({
  part: FIGURES.map(() => 0),
  of: FIGURES.map(() => 0),
});

/** What the figures ask of: one row for all persons or families that are alike. */
const ALIKE = {
  person:
    "select slot <> 12 as is_alive, sex, relationship, marital_status, age, count(*) as n from person_seed p join calendar c on c.days = p.days group by all",
  family: "select size, count(*) as n from family_size group by all",
} as const;

/** Adds the chunk just made to the tally: one pass over its persons and one over its families. */
export async function addToTally(db: DuckDb, tally: Tally): Promise<void> {
  for (const table of ["person", "family"] as const) {
    const counts = FIGURES.flatMap((figure, i) =>
      figure.table === table
        ? [
            `coalesce(sum(n) filter (${figure.part}), 0)::bigint as part${i}`,
            `coalesce(sum(n) filter (${figure.of}), 0)::bigint as of${i}`,
          ]
        : [],
    );
    const [row] = await db.all<Record<string, bigint>>(
      `select ${counts.join(", ")} from (${ALIKE[table]})`,
    );
    for (const [i, figure] of FIGURES.entries()) {
      if (figure.table !== table) continue;
      tally.part[i] = (tally.part[i] ?? 0) + Number(row?.[`part${i}`]);
      tally.of[i] = (tally.of[i] ?? 0) + Number(row?.[`of${i}`]);
    }
  }
}

/** Published beside fitted. */
export const readTally = (tally: Tally): readonly FittedFigure[] =>
  FIGURES.map(({ figure, published, source, factor }, i) => ({
    figure,
    published,
    fitted: (factor * (tally.part[i] ?? 0)) / Math.max(1, tally.of[i] ?? 0),
    source,
  }));
