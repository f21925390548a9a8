import type { DuckDb } from "#engine/duckdb/database.ts";
import { formJoins, type Key, keyDigest, type Term, termDigest } from "./blocking-key.ts";
import type { DraftInput } from "./link-draft.ts";
import type { ReadField } from "./standardise.ts";
import { mayLink } from "./topology.ts";

/** Records looked at to tell how large blocks would be. */
const SAMPLE = 8_000;
/** Records whose partners under one strict key are looked at, and how many pairs at most. */
const SEED_RECORDS = 6_000;
const SEED_PAIRS = 8_000;

/** Digests of all terms of every so-manieth record, a column a term, 0 where not known. */
export type Sample = {
  readonly terms: readonly Term[];
  readonly columns: readonly Float64Array[];
  readonly inputNo: Int32Array;
  readonly inputs: readonly DraftInput[];
  /** Pairs in all records for each pair in the sample. */
  readonly scale: number;
  readonly records: number;
};

export async function readSample(
  db: DuckDb,
  fields: readonly ReadField[],
  inputs: readonly DraftInput[],
  records: number,
): Promise<Sample> {
  const terms = fields.flatMap((field) => field.parts.map((_, part): Term => ({ field, part })));
  const every = Math.max(1, Math.ceil(records / SAMPLE));
  const rows = Math.ceil(records / every);
  const columns = terms.map(() => new Float64Array(rows));
  const inputNo = new Int32Array(rows);
  const digests = terms.map((term, i) => `${termDigest(term)}::double as t${i}`);
  const query = `select r.input_no, ${digests.join(", ")} from rec r ${formJoins(terms)}
    where r.place % ${every} = 0 order by r.place`;
  let at = 0;
  for await (const chunk of db.chunks(query)) {
    for (let row = 0; row < chunk.rows; row++) {
      inputNo[at + row] = Number(chunk.columns[0]?.[row]);
      for (let t = 0; t < terms.length; t++) {
        const column = columns[t];
        if (column !== undefined) column[at + row] = Number(chunk.columns[t + 1]?.[row]);
      }
    }
    at += chunk.rows;
  }
  return {
    terms,
    columns,
    inputNo: inputNo.subarray(0, at),
    inputs,
    scale: every * every,
    records,
  };
}

/** Pairs a record that agreeing in all these terms would make, judged by the sample. */
export function pairsARecord(sample: Sample, terms: readonly number[]): number {
  const [held, heldOfInput] = [new Map<number, number>(), new Map<number, number>()];
  let pairs = 0;
  const rows = sample.inputNo.length;
  for (let row = 0; row < rows; row++) {
    const key = keyOfRow(sample, terms, row);
    if (key < 0) continue;
    const before = held.get(key) ?? 0;
    held.set(key, before + 1);
    pairs += before;
    const input = sample.inputNo[row] ?? 0;
    if (sample.inputs[input]?.oneRecordPerEntity !== true) continue;
    const own = key * 16 + (input % 16);
    const ofInput = heldOfInput.get(own) ?? 0;
    heldOfInput.set(own, ofInput + 1);
    pairs -= ofInput;
  }
  return (pairs * sample.scale) / Math.max(1, sample.records);
}

/** One number below 2^48 for the terms of a record, -1 where one is not known. */
function keyOfRow(sample: Sample, terms: readonly number[], row: number): number {
  let key = 0;
  for (const t of terms) {
    const digest = sample.columns[t]?.[row] ?? 0;
    if (digest === 0) return -1;
    key =
      ((key % 4_194_304) * 67_108_864 + Math.floor(key / 4_194_304) * 31 + digest) %
      281_474_976_710_597;
  }
  return key;
}

/** How the terms of some pairs agree, a sign a term: y(es), n(o), or m(issing), and how many pairs do so. */
export type Agreement = { readonly signs: string; readonly pairs: number };

/** How the pairs agree that each strict key finds among records drawn by their number. */
export async function seedAgreements(
  db: DuckDb,
  sample: Sample,
  keys: readonly Key[],
): Promise<readonly (readonly Agreement[])[]> {
  const every = Math.max(1, Math.floor(sample.records / SEED_RECORDS));
  await db.run("create or replace table seed_pair (key_no int, a bigint, b bigint)");
  for (const [no, { terms }] of keys.entries()) {
    const digest = `select r.rid, r.place, r.input_no, ${keyDigest(terms.map(termDigest))} as k
      from rec r ${formJoins(terms)}`;
    await db.run(`insert into seed_pair
      select ${no}, l.rid, r.rid from (${digest}) l join (${digest}) r on l.k = r.k
      where ${mayLink(sample.inputs)} and (l.place + r.place) % ${every} = 0
      order by least(l.place, r.place), greatest(l.place, r.place) limit ${SEED_PAIRS}`);
  }
  const digests = sample.terms.map((term, i) => `${termDigest(term)} as t${i}`);
  await db.run(`create or replace table seed_part as
    select r.rid, ${digests.join(", ")} from rec r ${formJoins(sample.terms)}
    where r.rid in (select a from seed_pair union select b from seed_pair)`);
  const signs = sample.terms.map(
    (_, i) =>
      `case when l.t${i} = 0 or r.t${i} = 0 then 'm' when l.t${i} = r.t${i} then 'y' else 'n' end`,
  );
  const found = await db.all<{ key_no: number; signs: string; pairs: bigint }>(
    `select key_no, concat(${signs.join(", ")}) as signs, count(*) as pairs
     from seed_pair p join seed_part l on l.rid = p.a join seed_part r on r.rid = p.b
     group by all order by key_no, signs`,
  );
  await db.run("drop table seed_pair");
  await db.run("drop table seed_part");
  return keys.map((_, no) =>
    found
      .filter(({ key_no }) => key_no === no)
      .map((row) => ({ signs: row.signs, pairs: Number(row.pairs) })),
  );
}
