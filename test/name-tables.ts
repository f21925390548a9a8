import { join } from "node:path";
import { duckdbDialect } from "#engine/dialect.ts";
import { type DuckDb, text } from "#engine/duckdb/database.ts";
import { nameForm, nameWord, writeWordForms } from "#matching/name-forms.ts";

/** Table `name_form` of these names, numbered from 1 in this order, made the way matching makes it. */
export async function writeNameTables(
  db: DuckDb,
  names: readonly string[],
  folder: string,
): Promise<void> {
  const rows = names.map((name, i) => `(cast(${i + 1} as bigint), ${text(name)})`);
  await db.run(`create or replace table name_entry as
    select * from (values ${rows.join(", ")}) t(name_id, name)`);
  const [words, forms] = [join(folder, "name_word.parquet"), join(folder, "word_form.parquet")];
  await db.run(`copy (${nameWord().sql}) to ${text(words)} (format parquet)`);
  await writeWordForms(db, words, forms);
  await db.run(`create or replace view word_form as select * from read_parquet(${text(forms)})`);
  await db.run(`create or replace table name_form as ${nameForm(duckdbDialect).sql}`);
}
