import { rm } from "node:fs/promises";
import { join } from "node:path";
import { type DuckDb, text } from "#engine/duckdb/database.ts";
import { sha256OfFile } from "#lake/manifest.ts";
import { type CopyValue, copyRows } from "#store/copy.ts";
import type { Desk } from "#store/open.ts";
import { asWorker, type Tx } from "#store/transact.ts";
import { countHoldings } from "./holding-figures.ts";

const COLUMNS = [
  "family_id",
  "program",
  "unit",
  "unit_id",
  "outcome",
  "place",
  "first_reason",
  "rules_true",
  "rules_unknown",
  "amount_rupiah",
  "ruleset_id",
] as const;

/** Where the rows of a brought list lie in the lake, so that they outlive the projection they were brought beside. */
export const broughtFile = (lists: string, versionNo: number, program: string): string =>
  join(lists, String(versionNo), `${program}.parquet`);

/** The same rows of view `outcome` for one program, kept for the next projection. */
export const keepBrought = (db: DuckDb, program: string, file: string): Promise<unknown> =>
  db.run(`copy (${rowsOf(program)}) to ${text(file)} (format parquet, compression zstd)`);

const rowsOf = (program: string): string =>
  `select ${COLUMNS.join(", ")} from outcome where program = ${text(program)} order by unit, unit_id`;

/** A list is known by its own rows, whatever it was reckoned beside. */
export async function listDigest(db: DuckDb, program: string, work: string): Promise<string> {
  return digestOf(db, rowsOf(program), join(work, `${program}.csv`));
}

async function digestOf(db: DuckDb, rows: string, file: string): Promise<string> {
  await db.run(`copy (${rows}) to ${text(file)} (format csv)`);
  try {
    return await sha256OfFile(file);
  } finally {
    await rm(file, { force: true });
  }
}

/** Lays rows of `from` beside the outcomes of a version that stands at the desk; answers how many were taken. */
export async function layLists(
  tx: Tx,
  db: DuckDb,
  from: string,
  { versionNo, programs }: { readonly versionNo: number; readonly programs: readonly string[] },
): Promise<number> {
  await tx.query(`create temporary table list_brought (family_id bigint, program text, unit text, unit_id bigint,
    outcome text, place int, first_reason text, rules_true bigint, rules_unknown bigint, amount_rupiah bigint,
    ruleset_id text) on commit drop`);
  await tx.query("grant select on pg_temp.list_brought to dtsen_owner");
  await copyRows(tx, "pg_temp.list_brought", COLUMNS, valuesOf(db, from));
  let taken = 0;
  for (const program of programs) {
    const [row] = await tx.query<{ taken: number }>(
      "select dtsen.take_brought_list($1, $2) as taken",
      [versionNo, program],
    );
    taken += row?.taken ?? 0;
  }
  await tx.query("select dtsen.mark_brought_lists()");
  await countHoldings(tx, versionNo);
  return taken;
}

async function* valuesOf(db: DuckDb, from: string): AsyncGenerator<readonly CopyValue[]> {
  const cells = COLUMNS.map((name) => (name.startsWith("rules_") ? `coalesce(${name}, 0)` : name));
  for await (const chunk of db.chunks(`select ${cells.join(", ")} from ${from}`)) {
    for (let i = 0; i < chunk.rows; i++) {
      yield chunk.columns.map((column) => (column[i] ?? null) as CopyValue);
    }
  }
}

/** Of lists that were brought beside a version: those laid beside its new projection, and those whose rows are gone or changed. */
export type BroughtAgain = {
  readonly brought: readonly string[];
  readonly lost: readonly string[];
};

/** After a projection was made anew: lists of other programs as they were brought, known by their digests. */
export async function bringAgain(
  desk: Desk,
  db: DuckDb,
  { versionNo, lists, work }: { versionNo: number; lists: string; work: string },
): Promise<BroughtAgain> {
  const known = await asWorker(desk, (tx) =>
    tx.query<{ program: string; sha256: string }>(
      `select program_code as program, outcome_sha256 as sha256 from dtsen.version_list
       where version_no = $1 and is_brought order by 1`,
      [versionNo],
    ),
  );
  const found = { brought: [] as string[], lost: [] as string[] };
  for (const { program, sha256 } of known) {
    const file = broughtFile(lists, versionNo, program);
    const rows = `select * from read_parquet(${text(file)})`;
    const digest = await digestOf(db, rows, join(work, `${program}.csv`)).catch(() => undefined);
    if (digest !== sha256) {
      found.lost.push(program);
      await asWorker(desk, (tx) => forget(tx, versionNo, program));
      continue;
    }
    await asWorker(desk, (tx) =>
      layLists(tx, db, `read_parquet(${text(file)})`, { versionNo, programs: [program] }),
    );
    found.brought.push(program);
  }
  return found;
}

const forget = (tx: Tx, versionNo: number, program: string) =>
  tx.query("delete from dtsen.version_list where version_no = $1 and program_code = $2", [
    versionNo,
    program,
  ]);
