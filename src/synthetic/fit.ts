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

/** Adds the chunk in `person` and `family` to the tally: one pass over each table. */
export async function addToTally(db: DuckDb, tally: Tally): Promise<void> {
  for (const table of ["person", "family"] as const) {
    const counts = FIGURES.flatMap((figure, i) =>
      figure.table === table
        ? [
            `count(*) filter (${figure.part}) as part${i}`,
            `count(*) filter (${figure.of}) as of${i}`,
          ]
        : [],
    );
    const [row] = await db.all<Record<string, bigint>>(`select ${counts.join(", ")} from ${table}`);
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
