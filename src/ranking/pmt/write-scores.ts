import { type DuckDb, identifier, text } from "#engine/duckdb/database.ts";
import { standingOf } from "./metrics/standing.ts";
import type { ReadSurvey } from "./read-survey.ts";

/** Columns of numbers beside the rows of a survey, in the order of its file. */
export type ScoreColumns = readonly {
  readonly name: string;
  readonly type: "double" | "integer";
  readonly values: ArrayLike<number>;
}[];

/** Rows that go into one statement. */
const AT_ONCE = 4000;

/** Scores on unseen groups by layer, with fold and target, as Parquet. */
export async function writeScores(
  db: DuckDb,
  survey: ReadSurvey,
  scores: ReadonlyMap<string, Float64Array>,
  file: string,
): Promise<void> {
  const { fold, target } = survey.table;
  await writeRows(db, survey, file, [
    { name: "fold", type: "integer", values: fold },
    { name: "target", type: "double", values: target },
    ...[...scores].map(([name, values]) => ({ name, type: "double" as const, values })),
  ]);
}

/** Writes numbers beside the row's number and the household's id, where the survey names one. */
export async function writeRows(
  db: DuckDb,
  { rowNo, idPlace }: Pick<ReadSurvey, "rowNo" | "idPlace">,
  file: string,
  columns: ScoreColumns,
): Promise<void> {
  const names = columns.map(({ name, type }) => `${identifier(name)} ${type}`);
  await db.run(`create or replace temp table told (row_no bigint, ${names.join(", ")})`);
  for (let from = 0; from < rowNo.length; from += AT_ONCE) {
    const rows: string[] = [];
    for (let row = from; row < Math.min(from + AT_ONCE, rowNo.length); row++)
      rows.push(`(${[rowNo[row], ...columns.map(({ values }) => values[row])].join(",")})`);
    await db.run(`insert into told values ${rows.join(",")}`);
  }
  const id = idPlace === undefined ? "" : `c${idPlace} as id, `;
  const kept = columns.map(({ name }) => identifier(name)).join(", ");
  await db.run(
    `copy (select row_no as row, ${id}${kept} from told join survey_file using (row_no) order by row_no)
    to ${text(file)} (format parquet, compression zstd)`,
  );
}

/** Percentile 1 to 100 and tenth 1 to 10 of each score among those scored; who ties goes to the poorer part. */
export function partsOf(scores: Float64Array, weight: Float64Array) {
  const { order, place } = standingOf(scores);
  const total = weight.reduce((sum, w) => sum + w, 0);
  const [percentile, decile] = [new Int32Array(scores.length), new Int32Array(scores.length)];
  let below = 0;
  for (let start = 0; start < order.length; ) {
    const here = place[order[start] as number];
    let own = 0;
    let end = start;
    while (end < order.length && place[order[end] as number] === here)
      own += weight[order[end++] as number] as number;
    const part = (parts: number): number =>
      Math.min(Math.floor((below / total) * parts * (1 + 1e-12)) + 1, parts);
    for (let k = start; k < end; k++) {
      percentile[order[k] as number] = part(100);
      decile[order[k] as number] = part(10);
    }
    below += own;
    start = end;
  }
  return { percentile, decile };
}
