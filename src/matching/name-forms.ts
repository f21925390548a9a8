import { rm, writeFile } from "node:fs/promises";
import type { Dialect } from "#engine/dialect.ts";
import { type DuckDb, text } from "#engine/duckdb/database.ts";
import type { Step } from "#engine/step.ts";
import { FEW_LETTERS, wordForm } from "./kanon.ts";

/** Words of a name that are read; nothing that is said after them is compared. */
const PLACES = [1, 2, 3, 4, 5, 6, 7, 8] as const;
/** Words kept apart, so that names may share some of them. */
const KEPT = [1, 2, 3, 4, 5] as const;

/** Nearly all names have no more words than these, and so many spaces at most. */
const SHORT = [1, 2, 3, 4] as const;
const LONG = PLACES.slice(SHORT.length);
/** So many spaces that there may be more words: told without taking a name apart. */
const IS_LONG = `name like '${SHORT.map(() => "% ").join("")}%'`;

/** Below it a joined key stays, so that it fits a blocking key. */
const JOINED_KEYS = 2n ** 52n;

/**
 * Every distinct name of persons, mothers and statements once, numbered in the order of their
 * letters. Table `name_entry` (name_id bigint, name varchar).
 */
export function nameEntry(withEvidence: boolean): Step {
  return {
    table: "name_entry",
    sql: `\
select cast(row_number() over (order by name) as bigint) as name_id, name
from (
  select name from staged_person where name is not null
  union
  select mother_name as name from staged_person where mother_name is not null
${withEvidence ? "  union\n  select name from staged_evidence where name is not null" : ""}
) every_name`,
  };
}

/** Table `name_word` (word): a nation has few words in its many names. */
export function nameWord(): Step {
  const words = [
    ...SHORT.map((place) => `select ${wordAt(place)} as word from name_entry`),
    ...LONG.map((place) => `select ${wordAt(place)} as word from name_entry where ${IS_LONG}`),
  ];
  return {
    table: "name_word",
    sql: `select word from (\n${words.join("\nunion\n")}\n) every_word where word <> ''`,
  };
}

const wordAt = (place: number): string => `split_part(name, ' ', ${place})`;

const WORD_COLUMNS = {
  word: "varchar",
  kanon: "varchar",
  digest: "bigint",
  initial: "varchar",
  is_initial: "int",
  letters: "int",
  letters_digest: "bigint",
} as const;

/**
 * Table `word_form`: every word once, folded. Reads Parquet (word); `file` must lie in a private
 * folder, for it can be read back to words of names.
 */
export async function writeWordForms(db: DuckDb, words: string, file: string): Promise<void> {
  const lines: string[] = [];
  for (const { word } of await db.all<{ word: string }>(
    `select word from read_parquet(${text(words)}) order by word`,
  )) {
    const { kanon, digest, initial, isInitial, letters, lettersDigest } = wordForm(word);
    if (kanon === "") continue;
    lines.push([word, kanon, digest, initial, isInitial, letters, lettersDigest].join("\t"));
  }
  const written = `${file}.tsv`;
  await writeFile(written, lines.map((line) => `${line}\n`).join(""), { mode: 0o600 });
  const types = Object.entries(WORD_COLUMNS).map(([name, type]) => `${text(name)}: ${text(type)}`);
  await db.run(`copy (
    select * from read_csv(${text(written)}, delim = '\t', header = false, quote = '', auto_detect = false, columns = {${types.join(", ")}})
  ) to ${text(file)} (format parquet)`);
  await rm(written);
}

/**
 * Table `name_form`: every distinct name once, in the forms that matching compares. `kanon_key` says the
 * words in order, `sorted_key` in any order, `joined_key` without spaces; `letters_key` the letters of
 * a name of three or four, in any order. 0 is said of nothing. Few names are long: only they are asked for all their words.
 */
export function nameForm(dialect: Dialect): Step {
  return {
    table: "name_form",
    sql: `\
select f.*, case when joined = '' then 0 else ${dialect.digest60("joined")} % ${JOINED_KEYS} end as joined_key
from (
${formsOf(SHORT, `not ${IS_LONG}`)}
  union all
${formsOf(PLACES, IS_LONG)}
) f`,
    isScattered: true,
  };
}

/** SQL: the forms of names under a condition, of so many of their words. */
function formsOf(places: readonly number[], condition: string): string {
  const { said, sum, all } = over(places);
  const kept = KEPT.map((place) =>
    places.includes(place)
      ? `${digestOf(place)} as word_${place}`
      : `cast(0 as bigint) as word_${place}`,
  );
  return `\
  select n.name_id, n.name, ${sum((place) => `${2 * place - 1} * ${digestOf(place)}`)} as kanon_key,
    ${sum(digestOf)} as sorted_key, ${kept.join(", ")},
    least(${sum((place) => `case when w${place}.word is null then 0 else 1 end`)}, ${KEPT.length}) as word_count,
    coalesce(${all((place) => `w${place}.digest`, -1)}, 0) as last_word,
    greatest(${all((place) => `coalesce(w${place}.is_initial, 0)`)}) as has_initial,
    case when ${sum((place) => `coalesce(w${place}.letters, 0)`)} in (3, ${FEW_LETTERS})
      then ${sum((place) => `coalesce(w${place}.letters_digest, 0)`)} else 0 end as letters_key,
    concat(${all((place) => `coalesce(w${place}.initial, '')`)}) as initials,
    concat(${all((place) => `coalesce(w${place}.kanon, '')`)}) as joined
  from (
    select name_id, name, ${places.map((place) => `${wordAt(place)} as word_at_${place}`).join(", ")}
    from name_entry where ${condition}
  ) n
  ${said}`;
}

const digestOf = (place: number): string => `coalesce(w${place}.digest, 0)`;

/** The joins of some words of a name, and what is said of each of them, added up or one after the other. */
function over(places: readonly number[]) {
  type Said = (place: number) => string;
  const inOrder = (order: number): readonly number[] =>
    order < 0 ? [...places].reverse() : places;
  return {
    said: places
      .map((place) => `left join word_form w${place} on w${place}.word = n.word_at_${place}`)
      .join("\n  "),
    sum: (term: Said): string => places.map(term).join(" + "),
    all: (term: Said, order = 1): string => inOrder(order).map(term).join(", "),
  };
}
