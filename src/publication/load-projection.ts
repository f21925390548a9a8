import { strictName } from "#domain/person-name.ts";
import type { Progress } from "#domain/progress.ts";
import type { DuckDb } from "#engine/duckdb/database.ts";
import { blindIndex, encryptField, type FieldKeys } from "#store/field-cipher.ts";
import type { Desk } from "#store/open.ts";
import { copyBytes, copySink, copyText } from "./copy-sink.ts";
import { loadRedirects } from "./load-redirects.ts";
import type { LookupKeys } from "./lookup-keys.ts";
import { maskName } from "./masked-name.ts";
import {
  FAMILY_COLUMNS,
  familyRows,
  OUTCOME_COLUMNS,
  outcomeLines,
  PERSON_COLUMNS,
  personRows,
  projectionViews,
  type VersionFiles,
} from "./projection-rows.ts";
import { makeSources } from "./projection-sources.ts";

/** Whose names the public may search by: people of this age who are alive. Children's are not. */
const SEARCHABLE_AGE = 17;
const ALIVE = 1;
const NULL = "\\N";

/** What a load needs besides the files; keys never leave this process. */
export type LoadTools = {
  readonly desk: Desk;
  readonly db: DuckDb;
  readonly fields: FieldKeys;
  readonly lookup: LookupKeys;
  /** Where the identity ledger's segments lie. */
  readonly ledgerFolder: string;
};

export type LoadReport = {
  readonly families: number;
  readonly persons: number;
  readonly outcomes: number;
  readonly seconds: number;
};

/**
 * Loads a version into projection tables beside those in force. Column chunks stream from the engine
 * through the ciphers into COPY; memory does not grow with the nation. Readers see nothing of it until
 * close_projection attaches it whole.
 */
export async function loadProjection(
  tools: LoadTools,
  files: VersionFiles,
  programs: readonly string[],
  progress: Progress,
): Promise<LoadReport> {
  const started = performance.now();
  const { desk, db } = tools;
  const tell = (step: string, of: number) => (done: number) =>
    progress({ room: "publication", step, done, of });
  for (const view of projectionViews(files)) await db.run(view);
  const groups = await makeSources(db);
  const [rows] = await db.all<{ families: bigint; persons: bigint; outcomes: bigint }>(
    `select (select count(*) from family) as families, (select count(*) from outcome) as outcomes,
      (select count(*) from person where family_id is not null) as persons`,
  );
  const counts = {
    families: Number(rows?.families ?? 0n),
    persons: Number(rows?.persons ?? 0n),
    outcomes: Number(rows?.outcomes ?? 0n),
  };
  // Before anything can be read: who is hidden for safety is marked through these.
  await loadRedirects(desk, db, { versionNo: files.versionNo, ledgerFolder: tools.ledgerFolder });
  await desk.worker.query("select dtsen.open_projection($1)", [files.versionNo]);
  await loadFamilies(
    tools,
    familyRows(files.versionNo, programs, groups),
    files.versionNo,
    tell("keluarga", counts.families),
  );
  await loadPersons(
    tools,
    personRows(files.versionNo, groups),
    files.versionNo,
    tell("individu", counts.persons),
  );
  await loadOutcomes(tools, files.versionNo, tell("putusan", counts.outcomes));
  await indexProjection(desk, files.versionNo, tell("indeks", 0));
  await desk.worker.query("select dtsen.close_projection($1)", [files.versionNo]);
  return { ...counts, seconds: (performance.now() - started) / 1000 };
}

/** One index a transaction: none stands open so long that the sealer of the audit log must wait for it. */
async function indexProjection(
  desk: Desk,
  versionNo: number,
  tell: (done: number) => void,
): Promise<void> {
  for (let nth = 1; ; nth++) {
    const { rows } = await desk.worker.query<{ built: boolean }>(
      "select dtsen.index_projection($1, $2) as built",
      [versionNo, nth],
    );
    if (rows[0]?.built !== true) return;
    tell(nth);
  }
}

async function loadFamilies(
  { desk, db, fields }: LoadTools,
  query: string,
  versionNo: number,
  tell: (done: number) => void,
): Promise<void> {
  const sinks = { family: FAMILY_COLUMNS, public_sheet: SHEET_COLUMNS };
  await intoTables(desk, versionNo, sinks, async (write) => {
    for await (const chunk of chunksOf(db, query, tell)) {
      const [ids, kks, names, bits, reviewed, heads, tails] = chunk.columns;
      let [family, sheet] = ["", ""];
      for (let i = 0; i < chunk.rows; i++) {
        const kk = textOf(kks?.[i]);
        const rowId = ids?.[i] as bigint;
        const place = { table: "family", column: "kk_enc", rowId };
        const sealed = kk === undefined ? undefined : encryptField(fields, place, kk);
        const index = kk === undefined ? undefined : blindIndex(fields, "kk", kk);
        family += `${heads?.[i]}\t${copyBytes(sealed)}\t${copyBytes(index)}\t${tails?.[i]}\n`;
        sheet += `${versionNo}\t${rowId}\t${maskName(textOf(names?.[i]) ?? "")}\t${bits?.[i]}\t${reviewed?.[i]}\n`;
      }
      await write({ family, public_sheet: sheet }, chunk.rows);
    }
  });
}

const SHEET_COLUMNS = ["version_no", "family_id", "masked_head", "programs", "reviewed"] as const;
const LOOKUP_COLUMNS = ["version_no", "name_key", "family_id", "person_id", "village_no"] as const;

async function loadPersons(
  { desk, db, fields, lookup }: LoadTools,
  query: string,
  versionNo: number,
  tell: (done: number) => void,
): Promise<void> {
  const sinks = { person: PERSON_COLUMNS, lookup_name: LOOKUP_COLUMNS };
  await intoTables(desk, versionNo, sinks, async (write) => {
    for await (const { columns, rows } of chunksOf(db, query, tell)) {
      const [ids, families, villages, names, niks, kks, phones, lives, ages, heads] = columns;
      let [person, lookups] = ["", ""];
      for (let i = 0; i < rows; i++) {
        const rowId = ids?.[i] as bigint;
        const seal = (column: string, value: string | undefined) =>
          value === undefined
            ? NULL
            : copyBytes(encryptField(fields, { table: "person", column, rowId }, value));
        const index = (kind: string, value: string | undefined) =>
          value === undefined ? NULL : copyBytes(blindIndex(fields, kind, value));
        const [name, nik, kk] = [textOf(names?.[i]), textOf(niks?.[i]), textOf(kks?.[i])];
        const key = name === undefined ? undefined : strictName(name);
        person += `${heads?.[i]}\t${copyText(name)}\t${copyText(key)}\t${seal("nik_enc", nik)}\t${index("nik", nik)}\t${index("kk", kk)}\t${seal("phone_enc", textOf(phones?.[i]))}\n`;
        const isSearchable = lives?.[i] === ALIVE && Number(ages?.[i]) >= SEARCHABLE_AGE;
        if (!isSearchable || key === undefined || key.length < 2) continue;
        const village = villages?.[i] as bigint;
        lookups += `${versionNo}\t${copyBytes(lookup.nameIndex(village, key))}\t${families?.[i]}\t${rowId}\t${village}\n`;
      }
      await write({ person, lookup_name: lookups }, rows);
    }
  });
}

async function loadOutcomes(
  { desk, db }: LoadTools,
  versionNo: number,
  tell: (done: number) => void,
): Promise<void> {
  await intoTables(desk, versionNo, { outcome: OUTCOME_COLUMNS }, async (write) => {
    for await (const { columns, rows } of chunksOf(db, outcomeLines(versionNo), tell)) {
      await write({ outcome: (columns[0] as readonly string[]).join("") }, rows);
    }
  });
}

/** Columns of a query, a chunk of at most some thousand rows at a time. */
async function* chunksOf(db: DuckDb, sql: string, tell: (done: number) => void) {
  let done = 0;
  for await (const chunk of db.chunks(sql)) {
    yield chunk;
    done += chunk.rows;
    tell(done);
  }
}

/** Rows after which the COPYs commit: the tables are not read yet, and no transaction stands open for long. */
const ROWS_A_COPY = 200_000;

type Write<Name extends string> = (
  lines: Readonly<Record<Name, string>>,
  rows: number,
) => Promise<void>;

/** COPYs into tables being loaded, each on a connection of its own, begun anew every so many rows. */
async function intoTables<Name extends string>(
  desk: Desk,
  versionNo: number,
  tables: Readonly<Record<Name, readonly string[]>>,
  work: (write: Write<Name>) => Promise<void>,
): Promise<void> {
  const names = Object.keys(tables) as Name[];
  const clients = await Promise.all(names.map(() => desk.worker.connect()));
  const begin = () =>
    names.map((name, i) => {
      const client = clients[i];
      if (client === undefined) throw new Error("one connection a table was asked for");
      return copySink(client, `dtsen_loading.${name}_v${versionNo}`, tables[name]);
    });
  let isBroken = true;
  try {
    let sinks = begin();
    let pending = 0;
    await work(async (lines, rows) => {
      for (const [i, name] of names.entries()) await sinks[i]?.write(lines[name]);
      pending += rows;
      if (pending < ROWS_A_COPY) return;
      for (const sink of sinks) await sink.end();
      sinks = begin();
      pending = 0;
    });
    for (const sink of sinks) await sink.end();
    isBroken = false;
  } finally {
    for (const client of clients) client.release(isBroken);
  }
}

const textOf = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" ? value : undefined;
