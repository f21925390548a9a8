import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { rm } from "node:fs/promises";
import { finished } from "node:stream/promises";
import { type DuckDb, text } from "#engine/duckdb/database.ts";
import { nameForms } from "./kanon.ts";

const COLUMNS = [
  ["name_id", "bigint"],
  ["strict_key", "bigint"],
  ["kanon_key", "bigint"],
  ["sorted_key", "bigint"],
  ["joined_key", "bigint"],
  ["word_1", "bigint"],
  ["word_2", "bigint"],
  ["word_3", "bigint"],
  ["word_4", "bigint"],
  ["word_5", "bigint"],
  ["word_count", "int"],
  ["last_word", "bigint"],
  ["has_initial", "int"],
  ["letters_key", "bigint"],
  ["initials", "varchar"],
  ["joined", "varchar"],
] as const;

/** Rows written between two looks at whether the disk keeps up. */
const ROWS_A_WRITE = 4096;

/**
 * Table `name_form`: every distinct name once, in the forms that matching compares. Reads Parquet
 * (name_id, name); `file` must lie in a private folder, for it can be read back to names.
 */
export async function writeNameForms(db: DuckDb, names: string, file: string): Promise<number> {
  const lines = `${file}.tsv`;
  const out = createWriteStream(lines);
  const rows = await writeLines(db, names, out);
  out.end();
  await finished(out);
  const types = COLUMNS.map(([name, type]) => `${text(name)}: ${text(type)}`).join(", ");
  await db.run(`copy (
    select * replace (coalesce(joined, '') as joined, coalesce(initials, '') as initials)
    from read_csv(${text(lines)}, delim = '\t', header = false, quote = '', columns = {${types}})
  ) to ${text(file)} (format parquet)`);
  await rm(lines);
  return rows;
}

async function writeLines(
  db: DuckDb,
  names: string,
  out: ReturnType<typeof createWriteStream>,
): Promise<number> {
  const form = nameForms();
  let rows = 0;
  let waiting = "";
  const query = `select name_id, name from read_parquet(${text(names)}) order by name_id`;
  for await (const chunk of db.chunks(query)) {
    const [ids = [], texts = []] = chunk.columns;
    for (let i = 0; i < chunk.rows; i++) waiting += line(String(ids[i]), form(String(texts[i])));
    rows += chunk.rows;
    if (waiting.length < ROWS_A_WRITE * 64) continue;
    if (!out.write(waiting)) await once(out, "drain");
    waiting = "";
  }
  out.write(waiting);
  return rows;
}

function line(id: string, form: ReturnType<ReturnType<typeof nameForms>>): string {
  const { strictKey, kanonKey, sortedKey, joinedKey, words, wordCount, lastWord } = form;
  const keys = [id, strictKey, kanonKey, sortedKey, joinedKey, ...words, wordCount, lastWord];
  return `${[...keys, form.hasInitial, form.lettersKey, form.initials, form.joined].join("\t")}\n`;
}
