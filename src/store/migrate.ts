import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type pg from "pg";

type Migration = { readonly name: string; readonly sql: string; readonly sha256: string };

const FOLDER = join(import.meta.dirname, "migrations");
const LOCK = 7402602;

/** Why a database and this program do not belong together; the program looks for no way round. */
export type SchemaProblem = {
  readonly kind: "taught-otherwise" | "taught-more";
  /** The first migration in which they differ. */
  readonly migration: string;
};
const PROBLEMS = new WeakMap<Error, SchemaProblem>();

/** The reason behind an exception of migrate, or undefined where it is something else. */
export function schemaProblem(error: unknown): SchemaProblem | undefined {
  return error instanceof Error ? PROBLEMS.get(error) : undefined;
}

function refuseSchema(kind: SchemaProblem["kind"], migration: string): never {
  const stop = new Error(`schema refused: ${kind}, ${migration}`);
  PROBLEMS.set(stop, { kind, migration });
  throw stop;
}

/**
 * Brings a database up to date, forward only, each file in its own transaction. A released file never
 * changes: its checksum is stored and compared. Answers the names of what was applied now.
 */
export async function migrate(owner: pg.Client, upTo?: string): Promise<readonly string[]> {
  await owner.query("select pg_advisory_lock($1)", [LOCK]);
  try {
    await makeSchema(owner);
    return await applyMissing(owner, upTo);
  } finally {
    await owner.query("select pg_advisory_unlock($1)", [LOCK]);
  }
}

async function makeSchema(owner: pg.Client): Promise<void> {
  await owner.query(`
    create schema if not exists dtsen;
    alter default privileges revoke execute on functions from public;
    create table if not exists dtsen.migration (
      name text primary key, sha256 text not null, applied_at timestamptz not null default now());
    comment on table dtsen.migration is
      'policy: reference; what this database has been taught, with checksums'`);
}

async function applyMissing(owner: pg.Client, upTo?: string): Promise<readonly string[]> {
  const known = await owner.query<{ name: string; sha256: string }>(
    "select name, sha256 from dtsen.migration order by name",
  );
  const checksums = new Map(known.rows.map(({ name, sha256 }) => [name, sha256]));
  const migrations = await readMigrations();
  refuseUnknown([...checksums.keys()], migrations);
  const applied: string[] = [];
  for (const migration of migrations) {
    if (upTo !== undefined && migration.name > upTo) break;
    if (isApplied(migration, checksums)) continue;
    await apply(owner, migration);
    applied.push(migration.name);
  }
  return applied;
}

function isApplied({ name, sha256 }: Migration, checksums: ReadonlyMap<string, string>): boolean {
  const stored = checksums.get(name);
  if (stored === undefined) return false;
  if (stored === sha256) return true;
  return refuseSchema("taught-otherwise", name);
}

function refuseUnknown(stored: readonly string[], migrations: readonly Migration[]): void {
  const unknown = stored.find((name) => !migrations.some((migration) => migration.name === name));
  if (unknown !== undefined) refuseSchema("taught-more", unknown);
}

async function apply(owner: pg.Client, { name, sql, sha256 }: Migration): Promise<void> {
  await owner.query("begin");
  try {
    await owner.query("set local search_path = dtsen, pg_temp");
    await owner.query(sql);
    await owner.query("insert into dtsen.migration (name, sha256) values ($1, $2)", [name, sha256]);
    await owner.query("commit");
  } catch (error) {
    await owner.query("rollback");
    throw new Error(`migration ${name} failed, nothing of it remains`, { cause: error });
  }
}

/** All migrations in order, with checksums. */
export async function readMigrations(): Promise<readonly Migration[]> {
  const names = (await readdir(FOLDER)).filter((name) => name.endsWith(".sql")).sort();
  return await Promise.all(
    names.map(async (name) => {
      const sql = await readFile(join(FOLDER, name), "utf8");
      return { name, sql, sha256: createHash("sha256").update(sql).digest("hex") };
    }),
  );
}
