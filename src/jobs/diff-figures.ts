import {
  COMPARED_PATHS,
  FAMILY_PATHS,
  MOVE_CAUSES,
  MOVE_DIRECTIONS,
  MOVE_REASONS,
  type MoveReason,
} from "#domain/version-move.ts";
import { type DuckDb, text } from "#engine/duckdb/database.ts";
import { nationTable, type RegionTable, regionTables } from "#publication/move-tables.ts";
import { SMALLEST_CELL } from "#publication/read-figures.ts";
import type { Comparison } from "#ranking/diff/compare-versions.ts";
import { binsOf, type Stability, stabilityOf } from "#ranking/population-stability.ts";
import { RANKED_VARIABLES } from "#ranking/ranked-variables.ts";

/** Deciles that a reader asks about, both ends with them. */
export type DecileCut = { readonly from: number; readonly to: number };

/** What one reason did in the whole nation. Null where fewer than ten families would be told of. */
export type ReasonSum = {
  readonly reason: MoveReason;
  readonly raised: number | null;
  readonly lowered: number | null;
  /** Millionths of log rupiah, over all families. */
  readonly sum: number | null;
};

/** Stability of the score, and of every variable the ranking reads. */
export type Drift = Stability & { readonly of: string };

/** Everything that is told of two versions without telling of any family. */
export type DiffFigures = {
  /** Columns: FAMILY_PATHS by their places. */
  readonly paths: readonly RegionTable[];
  /** Columns: MOVE_DIRECTIONS, then MOVE_CAUSES, by their places. */
  readonly moves: readonly RegionTable[];
  /** Columns: CUT_CHANGES, then MOVE_CAUSES, by their places. */
  readonly cut?: readonly RegionTable[];
  readonly reasons: readonly ReasonSum[];
  /** Rows: decile before; columns: after; place 0 is not in that version, the last the sum. */
  readonly transition: readonly (readonly (number | null)[])[];
  readonly drift: readonly Drift[];
};

/** Counts a comparison. */
export async function readDiffFigures(
  db: DuckDb,
  comparison: Comparison,
  cut?: DecileCut,
): Promise<DiffFigures> {
  await db.run(
    `create view move as select *, ${regency()} as regency, ${cause("decile_after <> decile_before", "decile_by_score * (decile_after - decile_before) > 0")} as cause
     from read_parquet(${text(comparison.moveFile)})`,
  );
  const every = (list: readonly unknown[]) => list.map((_, place) => place);
  const count = async (columns: readonly string[], values: readonly (readonly number[])[]) =>
    regionTables(await countBy(db, columns), values);
  return {
    paths: await count([placeIn("path", FAMILY_PATHS)], [every(FAMILY_PATHS)]),
    moves: await count(
      [DIRECTION, placeIn("cause", MOVE_CAUSES)],
      [every(MOVE_DIRECTIONS), every(MOVE_CAUSES)],
    ),
    ...(cut === undefined
      ? {}
      : { cut: await count(cutColumns(cut), [[0, 1, 2, 3], every(MOVE_CAUSES)]) }),
    reasons: await sumReasons(db),
    transition: await readTransition(db),
    drift: await readDrift(db, comparison),
  };
}

const COMPARED = `path in (${COMPARED_PATHS.map((path) => text(path)).join(", ")})`;
const regency = (): string => "lpad(cast(coalesce(village_no, 0) // 1000000 as varchar), 4, '0')";

/** Families that are in one version alone moved by their path. */
const cause = (hasMoved: string, byScore: string): string =>
  `case when not ${COMPARED} then path when not (${hasMoved}) or ${byScore} then chief_reason else 'cuts' end`;

const DIRECTION = `case when not ${COMPARED} then 1 when decile_after < decile_before then 0 when decile_after > decile_before then 2 else 1 end`;

const placeIn = (column: string, list: readonly string[]): string =>
  `case ${column} ${list.map((name, place) => `when ${text(name)} then ${place}`).join(" ")} end`;

/** Places in CUT_CHANGES and MOVE_CAUSES: by the own score where the old cuts would have said the same. */
function cutColumns({ from, to }: DecileCut): readonly string[] {
  const within = (decile: string) => `coalesce(${decile} between ${from} and ${to}, false)`;
  const [was, is] = [within("decile_before"), within("decile_after")];
  const change = `case when ${was} and ${is} then 0 when ${is} then 1 when ${was} then 2 else 3 end`;
  const atOldCuts = within("(decile_before + decile_by_score)");
  return [change, placeIn(`(${cause(`${was} <> ${is}`, `${atOldCuts} = ${is}`)})`, MOVE_CAUSES)];
}

async function countBy(db: DuckDb, columns: readonly string[]) {
  const names = columns.map((_, i) => `v${i}`);
  const rows = await db.all<Record<string, number | string | bigint>>(
    `select regency, ${columns.map((sql, i) => `${sql} as v${i}`).join(", ")}, count(*) as families
     from move group by all order by all`,
  );
  return rows.map((row) => ({
    regency: String(row.regency),
    values: names.map((name) => Number(row[name])),
    families: Number(row.families),
  }));
}

async function sumReasons(db: DuckDb): Promise<readonly ReasonSum[]> {
  const sums: ReasonSum[] = [];
  for (const reason of MOVE_REASONS) {
    const by = `by_${reason}`;
    const [row] = await db.all<{ raised: bigint; lowered: bigint; total: bigint | null }>(
      `select count(*) filter (${by} > 0) as raised, count(*) filter (${by} < 0) as lowered,
         cast(sum(${by}) as bigint) as total from move where ${COMPARED}`,
    );
    const [raised, lowered] = [Number(row?.raised ?? 0n), Number(row?.lowered ?? 0n)];
    const total =
      raised + lowered > 0 && raised + lowered < SMALLEST_CELL ? null : Number(row?.total ?? 0n);
    sums.push({ reason, raised: orWithheld(raised), lowered: orWithheld(lowered), sum: total });
  }
  return sums;
}

const orWithheld = (count: number): number | null =>
  count > 0 && count < SMALLEST_CELL ? null : count;

/** Deciles and, at place 0, families that are not in the version. */
const PLACES = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const;

async function readTransition(db: DuckDb) {
  const rows = await db.all<{ row: number; column: number; families: bigint }>(
    `select coalesce(case when path <> 'split' then decile_before end, 0) as "row",
       coalesce(decile_after, 0) as "column", count(*) as families from move group by all`,
  );
  return nationTable(
    rows.map(({ row, column, families }) => ({ row, column, families: Number(families) })),
    PLACES,
  );
}

async function readDrift(db: DuckDb, comparison: Comparison): Promise<readonly Drift[]> {
  const bins = await db.all<{ before: bigint; after: bigint }>(
    `select before, after from read_parquet(${text(comparison.scoreBinFile)}) order by bin`,
  );
  const side = (one: "before" | "after") =>
    `(select *, ${one === "before" ? "families" : "0"} as before, ${one === "after" ? "families" : "0"} as after
      from read_parquet(${text(comparison.answerFiles[one])}))`;
  const answers = await db.all<{
    variable: string;
    answer: bigint;
    before: bigint;
    after: bigint;
  }>(
    `select variable, answer, cast(sum(before) as bigint) as before, cast(sum(after) as bigint) as after
     from (select * from ${side("before")} union all select * from ${side("after")}) both_sides
     group by variable, answer order by variable, answer`,
  );
  const numbers = answers.map(({ variable, answer, before, after }) => ({
    variable,
    answer: Number(answer),
    before: Number(before),
    after: Number(after),
  }));
  const scoreBins = bins.map(({ before, after }) => ({
    before: Number(before),
    after: Number(after),
  }));
  return [
    { of: "score", ...stabilityOf(scoreBins) },
    ...RANKED_VARIABLES.map(({ id }) => ({
      of: id,
      ...stabilityOf(binsOf(numbers.filter(({ variable }) => variable === id))),
    })),
  ];
}
