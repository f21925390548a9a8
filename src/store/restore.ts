import { createHash } from "node:crypto";
import { createReadStream, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { accept, type Result, refuse } from "#domain/result.ts";
import type { BackedUpTable, BackupManifest } from "./backup.ts";
import { type DecidedErasure, repeatErasures } from "./erasure.ts";
import type { Desk } from "./open.ts";
import { inTransaction, type Tx } from "./transact.ts";

export type RestoreProblem =
  | "no-manifest"
  | "file-missing"
  | "file-changed"
  | "desk-not-empty"
  | "other-schema";

/**
 * Fills an empty desk from a backup, all or nothing. Everyone signs in anew afterwards. Whoever was
 * erased since the backup (`erasures`: the lake's journal) is erased again before it is committed.
 */
export async function restore(
  desk: Desk,
  folder: string,
  erasures: readonly DecidedErasure[],
): Promise<Result<BackupManifest, RestoreProblem>> {
  const path = join(folder, "manifest.json");
  if (!existsSync(path)) return refuse("no-manifest");
  const manifest = JSON.parse(readFileSync(path, "utf8")) as BackupManifest;
  const files = await checkFiles(folder, manifest.tables);
  if (!files.ok) return files;
  return await inTransaction(desk.owner, async (tx) => {
    if (!(await hasSameSchema(tx, manifest))) return refuse("other-schema");
    const [used] = await tx.query<{ is_used: boolean }>(
      "select exists (select from dtsen.account) or exists (select from dtsen.delivery) or exists (select from dtsen.audit_entry) as is_used",
    );
    if (used?.is_used !== false) return refuse("desk-not-empty");
    await clear(tx, manifest.tables);
    for (const table of manifest.tables) await copyBack(tx, folder, table);
    await settle(tx);
    await repeatErasures(tx, erasures);
    return accept(manifest);
  });
}

async function checkFiles(
  folder: string,
  tables: readonly BackedUpTable[],
): Promise<Result<"whole", RestoreProblem>> {
  for (const { file, sha256 } of tables) {
    const path = join(folder, file);
    if (!existsSync(path)) return refuse("file-missing");
    const digest = createHash("sha256");
    await pipeline(createReadStream(path), digest);
    if (digest.digest("hex") !== sha256) return refuse("file-changed");
  }
  return accept("whole");
}

async function hasSameSchema(tx: Tx, { migrations }: BackupManifest): Promise<boolean> {
  const own = await tx.query<{ name: string; sha256: string }>(
    "select name, sha256 from dtsen.migration order by name",
  );
  return JSON.stringify(own) === JSON.stringify(migrations);
}

/** What migrating and the law book had already put there. */
async function clear(tx: Tx, tables: readonly BackedUpTable[]): Promise<void> {
  const names = tables.filter(({ versionNo }) => versionNo === null).map(({ table }) => table);
  for (const table of names.toReversed()) {
    if (table.startsWith("audit_")) continue;
    await tx.query(`delete from dtsen.${pg.escapeIdentifier(table)}`);
  }
}

async function copyBack(tx: Tx, folder: string, given: BackedUpTable): Promise<void> {
  const { table, versionNo } = given;
  if (versionNo === null) {
    await asItWas(tx, table, () =>
      copyIn(tx, folder, given, `dtsen.${pg.escapeIdentifier(table)}`),
    );
    return;
  }
  const [is] = await tx.query<{ open: boolean }>(
    "select to_regclass('dtsen_loading.family_v' || $1) is not null as open",
    [versionNo],
  );
  if (is?.open !== true) await tx.query("select dtsen.open_projection($1)", [versionNo]);
  await copyIn(tx, folder, given, `dtsen_loading.${pg.escapeIdentifier(`${table}_v${versionNo}`)}`);
}

/**
 * COPY refuses where row-level security binds: its owner is freed of it inside this transaction. And a row that comes
 * back is no act of anybody: what a table asks of each new row (who gave it, whether it may be said at all) was asked then.
 */
async function asItWas(tx: Tx, table: string, work: () => Promise<void>): Promise<void> {
  const name = `dtsen.${pg.escapeIdentifier(table)}`;
  const [owner] = await tx.query<{ role: string }>(
    "select pg_get_userbyid(relowner) as role from pg_class where oid = $1::regclass",
    [name],
  );
  await tx.query(`alter table ${name} no force row level security`);
  await tx.query(`set local role ${pg.escapeIdentifier(owner?.role ?? "")}`);
  const asked = await questionsOfNewRows(tx, name);
  for (const trigger of asked) await tx.query(`alter table ${name} disable trigger ${trigger}`);
  await work();
  for (const trigger of asked) await tx.query(`alter table ${name} enable trigger ${trigger}`);
  await tx.query("reset role");
  await tx.query(`alter table ${name} force row level security`);
}

/** Triggers before a row is inserted: bits 0, 1 and 2 of tgtype are row, before and insert. */
async function questionsOfNewRows(tx: Tx, table: string): Promise<readonly string[]> {
  const rows = await tx.query<{ tgname: string }>(
    "select tgname from pg_trigger where tgrelid = $1::regclass and not tgisinternal and tgtype & 7 = 7 order by 1",
    [table],
  );
  return rows.map(({ tgname }) => pg.escapeIdentifier(tgname));
}

async function copyIn(tx: Tx, folder: string, given: BackedUpTable, target: string): Promise<void> {
  const columns = given.columns.map((column) => pg.escapeIdentifier(column)).join(", ");
  const sink = (tx.client as pg.Client).query(copyFrom(`copy ${target} (${columns}) from stdin`));
  await pipeline(createReadStream(join(folder, given.file)), createGunzip(), sink);
}

/** Counters go on where they were; the sealer goes on above the entries that were sealed. */
async function settle(tx: Tx): Promise<void> {
  await tx.query("set constraints all immediate");
  const open = await tx.query<{ version_no: number }>(
    "select version_no from dtsen.version where to_regclass('dtsen_loading.family_v' || version_no) is not null",
  );
  for (const { version_no } of open)
    await tx.query("select dtsen.close_projection($1)", [version_no]);
  const counters = await tx.query<{ table: string; column: string }>(
    `select c.relname as table, a.attname as column from pg_class c join pg_attribute a on a.attrelid = c.oid
     where c.relnamespace = 'dtsen'::regnamespace and c.relkind = 'r' and a.attidentity <> ''`,
  );
  for (const { table, column } of counters) {
    const name = pg.escapeIdentifier(column);
    await tx.query(
      `select setval(pg_get_serial_sequence($1, $2), coalesce(max(${name}), 0) + 1, false) from dtsen.${pg.escapeIdentifier(table)}`,
      [`dtsen.${table}`, column],
    );
  }
  await tx.query(
    "update dtsen.audit_watermark set sealed_xid = '1', sealed_seq = (select coalesce(max(seq), 0) from dtsen.audit_leaf)",
  );
}
