import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { join } from "node:path";
import { parseRegionCode, readTier } from "#domain/region-code.ts";
import { type DuckDb, text } from "#engine/duckdb/database.ts";
import { readDeliveredDay } from "./delivered-day.ts";
import type { DictionaryKind } from "./read-cell.ts";
import { nameReader } from "./read-name.ts";

/** What one distinct written value is read as. `value` holds only A-Z, digits and spaces. */
type Entry = { readonly value: string | number | null; readonly note: string | null };

/** What a dictionary must know of the delivery and of the world. */
export type DictionaryContext = {
  /** yyyymmdd of the delivery. */
  readonly asOf: number;
  /** Whether a village or regency code is, or ever was, in the list of regions. */
  readonly isKnownRegion: (code: string) => boolean;
};

/**
 * Table `dictionary_<kind>` (written, value, note): every distinct written value once, read in
 * TypeScript by the law book and streamed through in chunks. `written` is SQL of one text column.
 */
export async function makeDictionary(
  db: DuckDb,
  kind: DictionaryKind,
  written: string,
  workFolder: string,
  context: DictionaryContext,
): Promise<void> {
  const read = reader(kind, context);
  await db.run(
    `create or replace table dictionary_source as
    select row_number() over () as n, written
    from (select distinct written from (${written}) where written is not null)`,
  );
  const file = join(workFolder, `dictionary-${kind}.txt`);
  await writeEntries(db, file, read);
  const type = kind === "date" ? "INTEGER" : "VARCHAR";
  await db.run(
    `create or replace table dictionary_${kind} as
    select s.written, r.value, r.note
    from read_csv(${text(file)}, header = false, auto_detect = false, delim = '|', quote = '',
      escape = '', nullstr = '', columns = {'n': 'BIGINT', 'value': '${type}', 'note': 'VARCHAR'}) r
    join dictionary_source s on s.n = r.n`,
  );
  await db.run("drop table dictionary_source");
}

async function writeEntries(
  db: DuckDb,
  file: string,
  read: (written: string) => Entry,
): Promise<void> {
  const stream = createWriteStream(file, { mode: 0o600 });
  for await (const { columns, rows } of db.chunks("select n, written from dictionary_source")) {
    const [numbers = [], texts = []] = columns;
    let block = "";
    for (let i = 0; i < rows; i++) {
      const { value, note } = read(String(texts[i]));
      block += `${numbers[i]}|${value ?? ""}|${note ?? ""}\n`;
    }
    if (!stream.write(block)) await once(stream, "drain");
  }
  stream.end();
  await once(stream, "close");
}

function reader(kind: DictionaryKind, context: DictionaryContext): (written: string) => Entry {
  if (kind === "name") return nameReader();
  if (kind === "date") {
    return (written) => {
      const { day, note } = readDeliveredDay(written, context.asOf);
      return { value: day, note };
    };
  }
  return (written) => readRegion(written, kind, context);
}

function readRegion(
  written: string,
  tier: "village" | "regency",
  { isKnownRegion }: DictionaryContext,
): Entry {
  const code = parseRegionCode(written.replaceAll(/[\s-]/g, ""));
  if (!code.ok) return { value: null, note: "region-unreadable" };
  if (readTier(code.value) !== tier) return { value: null, note: "region-other-tier" };
  if (!isKnownRegion(code.value)) return { value: null, note: "region-unknown" };
  return { value: code.value, note: null };
}
