import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { finished } from "node:stream/promises";
import { type DuckDb, text } from "#engine/duckdb/database.ts";
import { digest52 } from "../kanon.ts";
import { dateOrder } from "./date-forms.ts";
import type { DraftField, DraftInput, LinkDraft } from "./link-draft.ts";
import { formMaker, PARTS, partOf, type ValueForm } from "./value-forms.ts";

/** A field with the parts that keys may be made of: those of its kind, and those the user named. */
export type ReadField = DraftField & { readonly no: number; readonly parts: readonly string[] };

/** SQL: the share of numbers that are lower, those that are equal counted half. */
const RANK = `((sum(c.n) over (partition by f.z order by f.x) - c.n / 2) / sum(c.n) over (partition by f.z))::double`;
/** Share of values from which a word is too common to tell two texts apart. */
const COMMON_WORD = 0.02;
const SIGNS_A_WRITE = 1 << 18;

export function fieldsOf({ fields, blocking = [] }: LinkDraft): readonly ReadField[] {
  const named = blocking.flat().map((key) => key.split(":"));
  return fields.map((field, no) => {
    const starts = named
      .filter(([column, part = ""]) => column === field.column && /^\d+$/.test(part))
      .map(([, part = ""]) => part);
    return { ...field, no, parts: [...new Set([...PARTS[field.kind], ...starts])] };
  });
}

/**
 * Table `rec` (rid, input_no, v0, v1, …, place), of all records but third and later copies: every value as a whole number, 0 where nothing is known; `place` is a
 * shuffled number that does not depend on the order of files, for drawing.
 * Tables `form0`, `form1`, … : each distinct value once, in the forms that are compared (v, whole, joined, sorted,
 * words, x, y, z), its parts as digests (p0, p1, …), and the records that carry it (n).
 */
export async function standardise(
  db: DuckDb,
  draft: LinkDraft,
  fields: readonly ReadField[],
): Promise<void> {
  const source = `read_parquet(${text(draft.recordFile)})`;
  for (const field of fields) await readField(db, draft, field, source);
  const values = fields.map(({ no }) => `coalesce(m${no}.v, 0)::int as v${no}`);
  const joins = fields.map(
    ({ no }) => `left join value${no} m${no} on m${no}.written = trim(cast(r.f${no} as varchar))`,
  );
  const columns = fields.map(({ no }) => `v${no}`);
  await db.run(`create or replace table every_rec as
    select r.rid, r.input_no::int as input_no, cast(r.id as varchar) as id, ${values.join(", ") || "0 as v"}
    from ${source} r ${joins.join("\n")}`);
  await foldCopies(db, draft.inputs, columns);
  await db.run(`create or replace table rec as
    select r.* exclude (id), row_number() over (order by md5(id), id, ${columns.map((v) => `${v}, `).join("")}rid) - 1 as place
    from every_rec r where not exists (select 1 from copied c where c.rid = r.rid) order by rid`);
  await db.run("drop table every_rec");
  for (const { no, parts, kind } of fields) {
    await db.run(`drop table value${no}`);
    const own = kind === "number" ? `f.* replace (${RANK} as y)` : "f.*";
    await db.run(`create or replace table form${no} as
      select ${own}, c.n from read_f${no} f join (select v${no} as v, count(*)::int as n from rec group by 1) c using (v)
      order by v`);
    await db.run(`drop table read_f${no}`);
    if (parts.length === 0) throw new Error("a field has no part");
  }
}

/** So many records of the same values are compared like any others: they tell how often an entity is copied. */
const COMPARED_COPIES = 2;

/**
 * Table `copied` (rid, first, second): the third and later records that are equal in every field, beside the two that are
 * compared in their stead. A customer of a thousand rows, or a placeholder, would else be most of what is learned.
 */
async function foldCopies(
  db: DuckDb,
  inputs: readonly DraftInput[],
  columns: readonly string[],
): Promise<void> {
  const often = inputs.flatMap(({ oneRecordPerEntity }, no) => (oneRecordPerEntity ? [] : [no]));
  const isKnown = columns.map((v) => `${v} <> 0`).join(" or ") || "false";
  const isOften = often.length === 0 ? "false" : `input_no in (${often.join(", ")})`;
  await db.run(`create or replace table copied as
    select r.rid, s.first, s.second from every_rec r join (
      select min(rid) as first, min(rid, ${COMPARED_COPIES})[${COMPARED_COPIES}] as second, ${columns.join(", ") || "0 as v"}
      from every_rec where ${isOften} and (${isKnown}) group by ${columns.join(", ") || "3"} having count(*) > ${COMPARED_COPIES}
    ) s using (${columns.join(", ") || "v"}) where ${isOften} and r.rid <> s.first and r.rid <> s.second`);
}

async function readField(
  db: DuckDb,
  draft: LinkDraft,
  field: ReadField,
  source: string,
): Promise<void> {
  const { no } = field;
  await db.run(`create or replace table written${no} as
    select written, row_number() over (order by written)::int as w
    from (select distinct trim(cast(f${no} as varchar)) as written from ${source}) where written <> ''`);
  const values = await readValues(db, draft, field);
  const forms = join(draft.privateFolder, `form${no}.tsv`);
  const map = join(draft.privateFolder, `value${no}.tsv`);
  await writeLines(forms, formLines(field, values.forms));
  await writeLines(map, mapLines(values.ids));
  await db.run(`create or replace table value${no} as
    select w.written, m.v from written${no} w join read_csv(${text(map)}, delim = '\t', header = false, auto_detect = false,
      columns = {'w': 'INT', 'v': 'INT'}) m using (w)`);
  await db.run(`drop table written${no}`);
  const parts = field.parts.map((_, i) => `'p${i}': 'BIGINT'`).join(", ");
  await db.run(`create or replace table read_f${no} as
    select * replace (coalesce(whole, '') as whole, coalesce(joined, '') as joined, coalesce(sorted, '') as sorted,
      string_split(coalesce(words, ''), ' ') as words)
    from read_csv(${text(forms)}, delim = '\t', header = false, auto_detect = false, quote = '', columns = {'v': 'INT', 'whole': 'VARCHAR',
      'joined': 'VARCHAR', 'sorted': 'VARCHAR', 'words': 'VARCHAR', 'x': 'DOUBLE', 'y': 'DOUBLE', 'z': 'DOUBLE', ${parts}})`);
  await Promise.all([rm(forms), rm(map)]);
}

type Values = { readonly forms: readonly ValueForm[]; readonly ids: readonly number[] };

/** Values in the order of their text, so that numbers do not depend on the order of rows. */
async function readValues(db: DuckDb, draft: LinkDraft, field: ReadField): Promise<Values> {
  const query = `select written from written${field.no} order by w`;
  const order = field.kind === "date" ? dateOrder(await column(db, query)) : "day-first";
  const form = formMaker(field.kind, draft.profile, order);
  const places = new Map<string, number>();
  const forms: ValueForm[] = [];
  const ids: number[] = [];
  for await (const chunk of db.chunks(query)) {
    for (const written of chunk.columns[0] ?? []) {
      const made = form(String(written));
      if (made === undefined) {
        ids.push(0);
        continue;
      }
      const known = places.get(made.whole);
      if (known === undefined) forms.push(made);
      ids.push(known ?? forms.length);
      if (known === undefined) places.set(made.whole, forms.length);
    }
  }
  return { forms, ids };
}

async function column(db: DuckDb, query: string): Promise<readonly string[]> {
  const all: string[] = [];
  for await (const { columns } of db.chunks(query)) {
    for (const value of columns[0] ?? []) all.push(String(value));
  }
  return all;
}

function* formLines({ kind, parts }: ReadField, forms: readonly ValueForm[]): Iterable<string> {
  const carried = new Map<string, number>();
  for (const { words } of forms) {
    for (const word of words) carried.set(word, (carried.get(word) ?? 0) + 1);
  }
  const common = Math.max(20, forms.length * COMMON_WORD);
  for (const [i, form] of forms.entries()) {
    const byRarity = [...new Set(form.words)].sort(
      (a, b) => (carried.get(a) ?? 0) - (carried.get(b) ?? 0) || (a < b ? -1 : 1),
    );
    const telling = byRarity.filter((word) => (carried.get(word) ?? 0) <= common);
    const words = telling.length > 0 ? telling : byRarity.slice(0, 1);
    const digests = parts.map((part) => digest52(partOf(part, kind, form, byRarity[0] ?? "")));
    const texts = [form.whole, form.words.join(""), [...form.words].sort().join(" ")];
    yield `${[i + 1, ...texts, words.join(" "), ...form.numbers, ...digests].join("\t")}\n`;
  }
}

function* mapLines(ids: readonly number[]): Iterable<string> {
  for (const [i, id] of ids.entries()) yield `${i + 1}\t${id}\n`;
}

async function writeLines(file: string, lines: Iterable<string>): Promise<void> {
  const out = createWriteStream(file);
  let waiting = "";
  for (const line of lines) {
    waiting += line;
    if (waiting.length < SIGNS_A_WRITE) continue;
    if (!out.write(waiting)) await once(out, "drain");
    waiting = "";
  }
  out.write(waiting);
  out.end();
  await finished(out);
}
