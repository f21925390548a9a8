import { join } from "node:path";
import { type Progress, quiet } from "#domain/progress.ts";
import { accept, type Result } from "#domain/result.ts";
import { type DuckDb, openDuckDb } from "#engine/duckdb/database.ts";
import type { EngineLimits } from "#engine/engine.ts";
import type { Layout } from "#sources/layout.ts";
import { type LoadProblem, loadRows } from "#sources/load-rows.ts";
import type { SavedMapping } from "#sources/match-header.ts";
import type { DictionaryContext } from "./dictionaries.ts";
import { findIssues } from "./quality-issues.ts";
import type { EarlierRows } from "./repeated-rows.ts";
import { writeReturnFile } from "./return-file.ts";
import { STAGED_TABLES } from "./staged-table.ts";
import { filledColumns, standardise } from "./standardise.ts";
import { returnLines, writeQuarantine, writeStaged } from "./write-staged.ts";

/** A delivered file and what is known about it before it is opened. */
export type DeliveredFile = {
  readonly file: string;
  readonly layout: Layout;
  readonly deliveryNo: number;
  /** yyyymmdd. */
  readonly asOf: number;
  readonly saved?: SavedMapping;
  readonly isKnownRegion: DictionaryContext["isKnownRegion"];
  /** The delivery that it goes on from, where its source delivers a whole list again. */
  readonly earlier?: EarlierRows;
};

/** What became of a delivered file; rows received = accepted + refused. */
export type StageReport = {
  readonly rowsReceived: number;
  readonly rowsAccepted: number;
  readonly rowsRefused: number;
  /** Accepted rows that say word for word what the earlier delivery said, and keep their keys. */
  readonly rowsRepeated: number;
  /** Rows per rule that refused them; a row may break several. */
  readonly refusedByRule: Readonly<Record<string, number>>;
  /** Cells per rule that was noted; their rows are kept. */
  readonly foundByRule: Readonly<Record<string, number>>;
  /** Rows read as windows-1252 because they were not UTF-8. */
  readonly rowsRepaired: number;
  /** Headers that no layout names; nothing of them is kept. */
  readonly unknownHeaders: readonly string[];
  readonly seconds: number;
};

/** The three plain files that staging leaves in its private folder, for the caller to seal. */
export const stagedFiles = (folder: string, set: Layout["set"]) => ({
  staged: join(folder, `${STAGED_TABLES[set].name}.parquet`),
  quarantine: join(folder, "quarantine.parquet"),
  returned: join(folder, "return.csv"),
});

export type StageAnswer = Result<StageReport, LoadProblem> & {
  readonly missing?: readonly string[];
};

/** Reads, standardises and judges one delivered file; leaves plain files in the private `folder`. */
export async function stageDelivery(
  delivered: DeliveredFile,
  folder: string,
  limits: Omit<EngineLimits, "workFolder">,
  progress: Progress = quiet,
): Promise<StageAnswer> {
  const started = performance.now();
  const db = await openDuckDb({ ...limits, workFolder: join(folder, "spill") });
  try {
    const staged = await stageInto(db, delivered, folder, progress);
    if (!staged.ok) return staged;
    return accept({ ...staged.value, seconds: (performance.now() - started) / 1000 });
  } finally {
    db.close();
  }
}

async function stageInto(
  db: DuckDb,
  delivered: DeliveredFile,
  folder: string,
  progress: Progress,
): Promise<Result<Omit<StageReport, "seconds">, LoadProblem> & { missing?: readonly string[] }> {
  const { layout, asOf, deliveryNo, isKnownRegion, earlier } = delivered;
  const tell = (step: string, done: number): void =>
    progress({ room: "staging", step: `${layout.source} ${layout.set}: ${step}`, done, of: 4 });
  tell("read", 0);
  const loaded = await loadRows(db, delivered.file, layout, folder, delivered.saved);
  if (!loaded.ok) return loaded;
  tell("standardise", 1);
  await standardise(db, layout, loaded.value, folder, { asOf, isKnownRegion });
  tell("judge", 2);
  const filled = filledColumns(loaded.value);
  await findIssues(db, layout, filled);
  tell("write", 3);
  const stamp = {
    ...{ deliveryNo, source: layout.source, set: layout.set, asOf },
    ...(earlier === undefined ? {} : { earlier }),
  };
  const files = stagedFiles(folder, layout.set);
  const read = filled.map(({ name }) => name);
  const rowsRepeated = await writeStaged(db, stamp, read, files.staged);
  await writeQuarantine(db, stamp, files.quarantine);
  await writeReturnFile(returnLines(db), files.returned);
  const counts = await countIssues(db);
  return accept({
    rowsReceived: loaded.value.received,
    rowsAccepted: loaded.value.received - counts.rowsRefused,
    ...counts,
    rowsRepeated,
    rowsRepaired: loaded.value.repaired,
    unknownHeaders: loaded.value.columns.unknown,
  });
}

async function countIssues(
  db: DuckDb,
): Promise<Pick<StageReport, "rowsRefused" | "refusedByRule" | "foundByRule">> {
  const [refused] = await db.all<{ n: bigint }>("select count(*) as n from refused");
  const rows = await db.all<{ code: string; severity: string; n: bigint }>(
    `select r.code, r.severity, count(*) as n from issue i join rule r on r.rule = i.rule
    group by r.code, r.severity order by r.code`,
  );
  const of = (severity: string): Record<string, number> =>
    Object.fromEntries(
      rows.filter((row) => row.severity === severity).map(({ code, n }) => [code, Number(n)]),
    );
  return {
    rowsRefused: Number(refused?.n ?? 0n),
    refusedByRule: of("refuse"),
    foundByRule: of("finding"),
  };
}
