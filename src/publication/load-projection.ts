import { strictName } from "#domain/person-name.ts";
import type { Progress } from "#domain/progress.ts";
import type { DuckDb } from "#engine/duckdb/database.ts";
import { blindIndex, encryptField, type FieldKeys } from "#store/field-cipher.ts";
import type { Desk } from "#store/open.ts";
import { type CopySink, copyBytes, copySink, copyText } from "./copy-sink.ts";
import type { LookupKeys } from "./lookup-keys.ts";
import { maskName } from "./masked-name.ts";
import {
  familyRows,
  OUTCOME_COLUMNS,
  outcomeLines,
  personRows,
  projectionViews,
  type VersionFiles,
} from "./projection-rows.ts";

/** Whose names the public may search by: people of this age who are alive. Children's are not. */
const SEARCHABLE_AGE = 17;
const ALIVE = 1;

/** What a load needs besides the files; keys never leave this process. */
export type LoadTools = {
  readonly desk: Desk;
  readonly db: DuckDb;
  readonly fields: FieldKeys;
  readonly lookup: LookupKeys;
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
  const [rows] = await db.all<{ families: bigint; persons: bigint; outcomes: bigint }>(
    `select (select count(*) from family) as families, (select count(*) from outcome) as outcomes,
      (select count(*) from person where family_id is not null) as persons`,
  );
  const counts = {
    families: Number(rows?.families ?? 0n),
    persons: Number(rows?.persons ?? 0n),
    outcomes: Number(rows?.outcomes ?? 0n),
  };
  await desk.worker.query("select dtsen.open_projection($1)", [files.versionNo]);
  await loadFamilies(tools, files.versionNo, programs, tell("keluarga", counts.families));
  await loadPersons(tools, files.versionNo, tell("individu", counts.persons));
  await loadOutcomes(tools, files.versionNo, tell("putusan", counts.outcomes));
  progress({ room: "publication", step: "indeks", done: 0, of: 1 });
  await desk.worker.query("select dtsen.close_projection($1)", [files.versionNo]);
  progress({ room: "publication", step: "indeks", done: 1, of: 1 });
  return { ...counts, seconds: (performance.now() - started) / 1000 };
}

const FAMILY_COLUMNS =
  `version_no family_id head_person_id size village_no domicile_village_no kk_enc kk_index head_name
   address rt rw latitude longitude facts_as_of facts score decile_national decile_province
   decile_regency percentile model_id sources`.split(/\s+/);

async function loadFamilies(
  tools: LoadTools,
  versionNo: number,
  programs: readonly string[],
  tell: (done: number) => void,
): Promise<void> {
  const { desk, db, fields } = tools;
  const sinks = {
    family: { columns: FAMILY_COLUMNS },
    public_sheet: { columns: ["version_no", "family_id", "masked_head", "programs"] },
  };
  await intoTables(desk, versionNo, sinks, async (write) => {
    for await (const rows of rowsOf(db, familyRows(programs), tell)) {
      let [family, sheet] = ["", ""];
      for (const row of rows) {
        const kk = textOf(row.kk);
        const id = row.family_id as bigint;
        family += line(versionNo, [
          ...pick(row, [
            "family_id",
            "head_person_id",
            "size",
            "village_no",
            "domicile_village_no",
          ]),
          copyBytes(
            kk === undefined
              ? undefined
              : encryptField(fields, { table: "family", column: "kk_enc", rowId: id }, kk),
          ),
          copyBytes(kk === undefined ? undefined : blindIndex(fields, "kk", kk)),
          ...pick(row, FAMILY_COLUMNS.slice(8)),
        ]);
        const masked = maskName(textOf(row.head_name) ?? "");
        sheet += line(versionNo, [String(id), copyText(masked), String(row.bits)]);
      }
      await write({ family, public_sheet: sheet });
    }
  });
}

const PERSON_COLUMNS =
  `version_no person_id family_id village_no domicile_village_no name name_key nik_enc nik_index
   kk_index birth_date mother_name phone_enc identity_status life_status facts sources`.split(
    /\s+/,
  );

async function loadPersons(
  tools: LoadTools,
  versionNo: number,
  tell: (done: number) => void,
): Promise<void> {
  const { desk, db, fields, lookup } = tools;
  const sinks = {
    person: { columns: PERSON_COLUMNS },
    lookup_name: { columns: ["version_no", "name_key", "family_id", "person_id", "village_no"] },
  };
  await intoTables(desk, versionNo, sinks, async (write) => {
    for await (const rows of rowsOf(db, personRows(), tell)) {
      let [person, names] = ["", ""];
      for (const row of rows) {
        const id = row.person_id as bigint;
        const [name, nik, kk, phone] = ["name", "nik", "kk", "phone"].map((key) =>
          textOf(row[key]),
        );
        const key = name === undefined ? undefined : strictName(name);
        person += line(versionNo, [
          ...pick(row, ["person_id", "family_id", "village_no", "domicile_village_no", "name"]),
          copyText(key),
          copyBytes(
            nik === undefined
              ? undefined
              : encryptField(fields, { table: "person", column: "nik_enc", rowId: id }, nik),
          ),
          copyBytes(nik === undefined ? undefined : blindIndex(fields, "nik", nik)),
          copyBytes(kk === undefined ? undefined : blindIndex(fields, "kk", kk)),
          ...pick(row, ["birth_date", "mother_name"]),
          copyBytes(
            phone === undefined
              ? undefined
              : encryptField(fields, { table: "person", column: "phone_enc", rowId: id }, phone),
          ),
          ...pick(row, ["identity_status", "life_status", "facts", "sources"]),
        ]);
        const isSearchable = row.life_status === ALIVE && Number(row.age) >= SEARCHABLE_AGE;
        if (!isSearchable || key === undefined || key.length < 2) continue;
        const village = row.village_no as bigint;
        names += line(versionNo, [
          copyBytes(lookup.nameIndex(village, key)),
          ...pick(row, ["family_id", "person_id", "village_no"]),
        ]);
      }
      await write({ person, lookup_name: names });
    }
  });
}

async function loadOutcomes(
  { desk, db }: LoadTools,
  versionNo: number,
  tell: (done: number) => void,
): Promise<void> {
  await intoTables(desk, versionNo, { outcome: { columns: OUTCOME_COLUMNS } }, async (write) => {
    let done = 0;
    for await (const { columns, rows } of db.chunks(outcomeLines(versionNo))) {
      await write({ outcome: (columns[0] as readonly string[]).join("") });
      done += rows;
      tell(done);
    }
  });
}

type Row = Readonly<Record<string, unknown>>;

/** Rows of a query, a chunk at a time: the one place where rows become objects. */
async function* rowsOf(db: DuckDb, sql: string, tell: (done: number) => void) {
  let done = 0;
  for await (const { names, columns, rows } of db.chunks(sql)) {
    yield Array.from(
      { length: rows },
      (_, i): Row => Object.fromEntries(names.map((name, column) => [name, columns[column]?.[i]])),
    );
    done += rows;
    tell(done);
  }
}

/** One COPY a table, each on a connection of its own, all ended or all given up. */
async function intoTables<Name extends string>(
  desk: Desk,
  versionNo: number,
  tables: Readonly<Record<Name, { readonly columns: readonly string[] }>>,
  work: (write: (lines: Readonly<Record<Name, string>>) => Promise<void>) => Promise<void>,
): Promise<void> {
  const names = Object.keys(tables) as Name[];
  const clients = await Promise.all(names.map(() => desk.worker.connect()));
  let isBroken = true;
  try {
    const sinks = new Map<Name, CopySink>();
    for (const [i, name] of names.entries()) {
      const client = clients[i];
      if (client === undefined) throw new Error("one connection a table was asked for");
      const table = `dtsen_loading.${name}_v${versionNo}`;
      sinks.set(name, copySink(client, table, tables[name].columns));
    }
    await work(async (lines) => {
      for (const name of names) await sinks.get(name)?.write(lines[name]);
    });
    for (const sink of sinks.values()) await sink.end();
    isBroken = false;
  } finally {
    for (const client of clients) client.release(isBroken);
  }
}

const textOf = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" ? value : undefined;

const pick = (row: Row, names: readonly string[]): string[] =>
  names.map((name) => copyText(row[name] as string | number | bigint | null));

const line = (versionNo: number, fields: readonly string[]): string =>
  `${versionNo}\t${fields.join("\t")}\n`;
