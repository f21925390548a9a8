import type { CountedTable, CrossTable } from "#contract/cross-tables.ts";
import {
  type CrossTable as Counted,
  getTableVariable,
  sayTableValue,
  type TableQuestion,
} from "#domain/cross-table.ts";
import type { DecileBasis } from "#domain/decile-basis.ts";
import {
  LAKE_JOB_REASON_WORDS,
  LAKE_JOB_STATE_WORDS,
  type LakeJobReason,
  type LakeJobState,
} from "#domain/lake-job.ts";
import { SMALLEST_CELL } from "#publication/read-figures.ts";
import type { Tx } from "#store/transact.ts";
import { namedRegion, readRegionNames } from "./region-names.ts";

type JobRow = {
  readonly job_no: number;
  readonly version_no: number;
  readonly label: string;
  readonly basis: DecileBasis;
  readonly question: TableQuestion;
  readonly state: LakeJobState;
  readonly asked_at: Date;
  readonly ended_at: Date | null;
  readonly reason: LakeJobReason | null;
  readonly result: Counted | null;
};

/** A job of whoever acts, within the villages where they still hold the right; else undefined. */
export async function readCrossTable(tx: Tx, jobNo: number): Promise<CrossTable | undefined> {
  const [row] = await tx.query<JobRow>(
    `select j.job_no, j.version_no, v.label, v.basis, j.question, j.state, j.asked_at, j.ended_at, j.reason, j.result
     from dtsen.lake_job j join dtsen.version v on v.version_no = j.version_no
     where j.job_no = $1 and j.kind = 'cross-table'`,
    [jobNo],
  );
  if (row === undefined) return undefined;
  const { question, result } = row;
  const names = await readRegionNames(tx, [question.area, ...(result?.regions ?? [])]);
  return {
    job: String(row.job_no),
    state: row.state,
    stateWords: { ...LAKE_JOB_STATE_WORDS[row.state] },
    askedAt: row.asked_at.toISOString(),
    ...(row.ended_at === null ? {} : { endedAt: row.ended_at.toISOString() }),
    question: { ...question, variables: [...question.variables], versionNo: row.version_no },
    region: namedRegion(question.area, names),
    version: row.label,
    decileBasis: row.basis,
    variables: question.variables.map(variableOf),
    ...(row.reason === null
      ? {}
      : { reason: { code: row.reason, words: { ...LAKE_JOB_REASON_WORDS[row.reason] } } }),
    ...(result === null ? {} : { table: writeTable(question, result, names) }),
  };
}

function variableOf(id: string): CrossTable["variables"][number] {
  const { words, says, mark } = getTableVariable(id);
  return {
    id,
    words: { ...words },
    ...(says === undefined ? {} : { says: { ...says } }),
    ...(mark === undefined ? {} : { mark: { ...mark } }),
  };
}

function writeTable(
  { variables }: TableQuestion,
  counted: Counted,
  names: ReadonlyMap<string, string>,
): CountedTable {
  const known = variables.map(getTableVariable);
  return {
    rows: counted.regions.map((code, i) => ({
      region: namedRegion(code, names),
      cells: [...(counted.cells[i] ?? [])],
      sum: counted.regionSums[i] ?? null,
    })),
    columns: counted.columns.map((values, i) => ({
      values: [...values],
      words: known.map((variable, at) => ({ ...sayTableValue(variable, values[at] ?? 0) })),
      sum: counted.columnSums[i] ?? null,
    })),
    sum: counted.sum,
    withheld: counted.withheld,
    smallest: SMALLEST_CELL,
  };
}
