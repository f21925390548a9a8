import { createHash } from "node:crypto";
import { createWriteStream, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import pg from "pg";
import { to as copyTo } from "pg-copy-streams";
import type { Desk } from "./open.ts";
import { inTransaction, type Tx } from "./transact.ts";

export type BackedUpTable = {
  readonly table: string;
  readonly columns: readonly string[];
  /** Set for projections, which are restored version by version. */
  readonly versionNo: number | null;
  readonly file: string;
  readonly rows: number;
  readonly sha256: string;
};

/** What a backup folder says of itself: manifest.json. */
export type BackupManifest = {
  readonly madeAt: string;
  readonly server: string;
  readonly migrations: readonly { readonly name: string; readonly sha256: string }[];
  readonly tables: readonly BackedUpTable[];
  readonly rows: number;
  /** Lake manifests that belong to this desk (design 5.5). */
  readonly versions: readonly { readonly version_no: number; readonly manifest_sha256: string }[];
};

/** Live only now, or made anew from the law book, the lake and other tables; sessions must not rise again. */
export const NOT_BACKED_UP: readonly string[] = [
  "acting",
  "session",
  "sign_in_attempt",
  "lookup_budget",
  "migration",
  "lake_job_key",
  "audit_watermark",
  "hidden_unit",
  "past_family",
];

/** Copies the desk in one repeatable-read snapshot. Keys are elsewhere and stay there. */
export async function backUp(desk: Desk, folder: string, at: Date): Promise<BackupManifest> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const manifest = await inTransaction(desk.owner, async (tx) => {
    await tx.query("set transaction isolation level repeatable read, read only");
    const tables: BackedUpTable[] = [];
    for (const part of await listProjections(tx)) tables.push(await copyOut(tx, folder, part));
    for (const { table, columns } of await listTables(tx)) {
      tables.push(await copyOut(tx, folder, { table, columns, versionNo: null }));
    }
    return await describe(tx, tables, at);
  });
  writeFileSync(join(folder, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`, {
    mode: 0o600,
    flush: true,
  });
  return manifest;
}

type Draft = Pick<BackedUpTable, "table" | "columns" | "versionNo">;

/** Unpartitioned tables, each after those it references. */
async function listTables(tx: Tx): Promise<Pick<Draft, "table" | "columns">[]> {
  const rows = await tx.query<{ table: string; columns: string[]; needs: string[] }>(
    `select c.relname as table, ${COLUMNS} as columns,
       (select coalesce(array_agg(distinct r.relname::text), '{}') from pg_constraint k join pg_class r on r.oid = k.confrelid
        where k.conrelid = c.oid and k.contype = 'f' and k.confrelid <> c.oid) as needs
     from pg_class c where c.relnamespace = 'dtsen'::regnamespace and c.relkind = 'r' and not c.relispartition
       and c.relname <> all ($1) order by c.relname`,
    [NOT_BACKED_UP],
  );
  const ordered: typeof rows = [];
  while (ordered.length < rows.length) {
    const placed = new Set(ordered.map(({ table }) => table));
    const ready = rows.filter(
      ({ table, needs }) =>
        !placed.has(table) &&
        needs.every((each) => placed.has(each) || NOT_BACKED_UP.includes(each)),
    );
    if (ready.length === 0) throw new Error("tables reference each other in a circle");
    ordered.push(...ready);
  }
  return ordered;
}

const COLUMNS = `(select array_agg(a.attname::text order by a.attnum) from pg_attribute a
  where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '')`;

/** Each projection of each version. */
async function listProjections(tx: Tx): Promise<Draft[]> {
  const parents = await tx.query<{ table: string; columns: string[]; version_no: number }>(
    `select c.relname as table, ${COLUMNS} as columns, v.version_no
     from pg_class c cross join dtsen.version v
     where c.relnamespace = 'dtsen'::regnamespace and c.relkind = 'p' and not c.relispartition
       and to_regclass(format('dtsen.%I', c.relname || '_v' || v.version_no)) is not null
     order by v.version_no, c.relname`,
  );
  return parents.map(({ version_no, ...rest }) => ({ ...rest, versionNo: version_no }));
}

async function copyOut(tx: Tx, folder: string, draft: Draft): Promise<BackedUpTable> {
  const { table, columns, versionNo } = draft;
  const file = `${table}${versionNo === null ? "" : `_v${versionNo}`}.copy.gz`;
  const digest = createHash("sha256");
  const watch = new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      digest.update(chunk);
      done(null, chunk);
    },
  });
  const copying = (tx.client as pg.Client).query(copyTo(`copy (${selectOf(draft)}) to stdout`));
  await pipeline(
    copying,
    createGzip({ level: 1 }),
    watch,
    createWriteStream(join(folder, file), { mode: 0o600, flush: true }),
  );
  const rows = (copying as unknown as { rowCount: number }).rowCount;
  return { table, columns, versionNo, file, rows, sha256: digest.digest("hex") };
}

/** Sealed audit entries go as transaction 0, unsealed as 1: numbers of a server die with it. */
function selectOf({ table, columns, versionNo }: Draft): string {
  const names = columns.map((column) =>
    table === "audit_entry" && column === "xid"
      ? "case when exists (select from dtsen.audit_leaf l where l.entry_no = t.entry_no) then '0' else '1' end"
      : `t.${pg.escapeIdentifier(column)}`,
  );
  const only = versionNo === null ? "" : ` where t.version_no = ${versionNo}`;
  return `select ${names.join(", ")} from dtsen.${pg.escapeIdentifier(table)} t${only}`;
}

async function describe(
  tx: Tx,
  tables: readonly BackedUpTable[],
  at: Date,
): Promise<BackupManifest> {
  const [server] = await tx.query<{ server_version: string }>("show server_version");
  return {
    madeAt: at.toISOString(),
    server: server?.server_version ?? "",
    migrations: await tx.query("select name, sha256 from dtsen.migration order by name"),
    tables,
    rows: tables.reduce((sum, { rows }) => sum + rows, 0),
    versions: await tx.query(
      "select version_no, manifest_sha256 from dtsen.version where manifest_sha256 is not null order by 1",
    ),
  };
}
