import { join } from "node:path";
import type { Progress } from "#domain/progress.ts";
import { type DuckDb, openDuckDb, text } from "#engine/duckdb/database.ts";
import type { Engine, EngineLimits, Pipeline } from "#engine/engine.ts";
import { type Constraints, decisionUnits, type NamedRecord } from "./decision-units.ts";
import { namedRecords, reviewedTuples } from "./named-records.ts";
import { lastWords, type ReviewDecision } from "./review-decisions.ts";

/** Plain files of a private folder. */
export type DecisionsDraft = {
  readonly decisions: readonly ReviewDecision[];
  readonly personFiles: readonly string[];
  /** Staged persons of deliveries that decisions name and that this run does not read. */
  readonly earlierFiles: readonly string[];
  /** reviewed_record of the parent version. */
  readonly carriedFiles: readonly string[];
  /** Receives decided_unit, apart_unit, named_record, reviewed_tuple and decision_word: who people are is in them. */
  readonly privateFolder: string;
  readonly limits: EngineLimits;
};

/** What a run is held to, and where its tables lie. */
export type SettledDecisions = Constraints & { readonly folder: string };

/**
 * From the desk's decisions to hard constraints of this run. A decision names record keys, and those change
 * with every delivery: it holds for every record of the same source that says the same of who it is (NIK,
 * name, day of birth, card, mother, sex; without NIK also the village).
 */
export async function settleDecisions(
  engine: Engine,
  draft: DecisionsDraft,
  progress: Progress,
): Promise<SettledDecisions> {
  const words = lastWords(draft.decisions);
  const { privateFolder: folder } = draft;
  const db = await openDuckDb(draft.limits);
  try {
    await writeKeys(db, words, folder);
    await engine.run(pipeline(engine, draft), progress);
    const named = await db.all<NamedRecord>(`\
select asked_key as "askedKey", record_key as "recordKey", cast(anchor_place as int) as "anchorPlace"
from read_parquet(${text(file(folder, "named_record"))}) order by all`);
    const settled = decisionUnits(words, named);
    await writeConstraints(db, settled, folder);
    return { ...settled, folder };
  } finally {
    db.close();
  }
}

/** A table of settled decisions. */
export const decisionFile = (
  { folder }: Pick<SettledDecisions, "folder">,
  table: "decided_unit" | "apart_unit" | "decision_word" | "named_record" | "reviewed_tuple",
): string => file(folder, table);

/** Whether people decided anything that a run is held to; without that no step asks. */
export const isDecided = (decisions: SettledDecisions | undefined): boolean =>
  (decisions?.records.length ?? 0) > 0;

/** Units that are one person, and units that never are, as inputs. */
export const decidedInputs = (decisions: SettledDecisions | undefined): Pipeline["inputs"] =>
  decisions === undefined || !isDecided(decisions)
    ? []
    : (["decided_unit", "apart_unit"] as const).map((table) => ({
        table,
        files: [decisionFile(decisions, table)],
      }));

const file = (folder: string, table: string): string => join(folder, `${table}.parquet`);

function pipeline(engine: Engine, draft: DecisionsDraft) {
  const has = {
    earlier: draft.earlierFiles.length > 0,
    carried: draft.carriedFiles.length > 0,
  };
  return {
    name: "matching",
    inputs: [
      { table: "asked_key", files: [file(draft.privateFolder, "asked_key")] },
      { table: "staged_person", files: draft.personFiles },
      ...(has.earlier ? [{ table: "earlier_person", files: draft.earlierFiles }] : []),
      ...(has.carried ? [{ table: "carried_record", files: draft.carriedFiles }] : []),
    ],
    stages: [...reviewedTuples(has), ...namedRecords(engine.dialect)],
    outputs: ["reviewed_tuple", "named_record"].map((table) => ({
      table,
      file: file(draft.privateFolder, table),
      order: [],
    })),
  };
}

async function writeKeys(
  db: DuckDb,
  words: readonly ReviewDecision[],
  folder: string,
): Promise<void> {
  const keys = new Set(words.flatMap(({ leftKey, rightKey }) => [leftKey, rightKey]));
  await writeTable(
    db,
    file(folder, "asked_key"),
    ["record_key bigint"],
    [...keys].map((k) => [k]),
  );
}

async function writeConstraints(db: DuckDb, made: Constraints, folder: string): Promise<void> {
  await writeTable(
    db,
    file(folder, "decided_unit"),
    ["record_key bigint", "unit_key bigint", "is_anchored int", "is_anchor int"],
    made.records.map((r) => [r.recordKey, r.unitKey, Number(r.isAnchored), Number(r.isAnchor)]),
  );
  await writeTable(
    db,
    file(folder, "apart_unit"),
    ["unit_key bigint", "other_key bigint"],
    made.apart.map(({ unitKey, otherKey }) => [unitKey, otherKey]),
  );
  await writeTable(
    db,
    file(folder, "decision_word"),
    ["record_key bigint", "decision_no bigint", "verdict varchar", "actor varchar"],
    made.words.map(({ recordKey, decision, isSetAside }) => [
      recordKey,
      decision.decisionNo,
      text(isSetAside ? "set-aside" : decision.verdict),
      text(decision.actor),
    ]),
  );
}

/** Rows a statement: whoever reviews for years still writes a file in one breath. */
const ROWS_A_STATEMENT = 10_000;

async function writeTable(
  db: DuckDb,
  to: string,
  columns: readonly string[],
  rows: readonly (readonly (bigint | number | string)[])[],
): Promise<void> {
  await db.run(`create or replace table written (${columns.join(", ")})`);
  for (let from = 0; from < rows.length; from += ROWS_A_STATEMENT) {
    const values = rows.slice(from, from + ROWS_A_STATEMENT).map((row) => `(${row.join(", ")})`);
    await db.run(`insert into written values ${values.join(", ")}`);
  }
  await db.run(`copy written to ${text(to)} (format parquet)`);
}
