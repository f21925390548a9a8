import type { DuckDb } from "#engine/duckdb/database.ts";
import { type Crossing, comparePairs } from "./compare.ts";
import { equalLevel, swappedLevel } from "./comparison-levels.ts";
import type { DraftInput } from "./link-draft.ts";
import type { ReadField } from "./standardise.ts";
import { isAcrossOnly, mayLink } from "./topology.ts";

/** Pairs drawn to see how often unequal values are nearly equal by chance: so many a record, within bounds. */
const DRAWN_A_RECORD = 5;
const DRAWN = { least: 20_000, most: 100_000 };
/** Records among which it is counted how often two fields are equal together. */
const COUNTED = 12_000;
/** More than the distinct values of any field, so that two of them make one number. */
const VALUES = 2 ** 26;

/** How often each level is reached among all pairs that may be linked, `levels[field][level]`. */
export type Chances = {
  readonly levels: readonly (readonly number[])[];
  /** Records in which the field is known. */
  readonly known: readonly number[];
  readonly joint: readonly JointChance[];
};

/** How often two fields are equal together, among so many pairs of records; `holdsTrue`: true pairs are among them. */
export type JointChance = {
  readonly one: number;
  readonly other: number;
  readonly pairs: number;
  readonly together: number;
  readonly oneEqual: number;
  readonly otherEqual: number;
  readonly holdsTrue: boolean;
};

/** What chance alone does: equality in closed form from value counts, nearness from pairs drawn by digest. */
export async function readChances(
  db: DuckDb,
  draft: { readonly inputs: readonly DraftInput[]; readonly seed: number },
  fields: readonly ReadField[],
  crossed: readonly Crossing[],
  records: number,
): Promise<Chances> {
  await drawPairs(db, draft, records);
  await comparePairs(db, fields, crossed, "drawn_pair", "drawn_level");
  const levels: number[][] = [];
  for (const field of fields) {
    levels.push(await levelChances(db, draft.inputs, field, crossed));
  }
  const counts = fields.map(({ no }) => `count(*) filter (where v${no} <> 0) as n${no}`);
  const [row] = await db.all<Record<string, bigint>>(
    `select ${counts.join(", ") || "0 as n"} from rec`,
  );
  const known = fields.map(({ no }) => Number(row?.[`n${no}`] ?? 0n));
  await db.run("drop table drawn_pair");
  await db.run("drop table drawn_level");
  return { levels, known, joint: await jointChances(db, draft.inputs, fields, records) };
}

/** How many pairs are drawn of so many records. */
export const drawnPairs = (records: number): number =>
  Math.min(DRAWN.most, Math.max(DRAWN.least, records * DRAWN_A_RECORD));

async function drawPairs(
  db: DuckDb,
  { inputs, seed }: { readonly inputs: readonly DraftInput[]; readonly seed: number },
  records: number,
): Promise<void> {
  const drawn = drawnPairs(records);
  const place = (side: string): string =>
    `(cast('0x' || substr(md5('${side} ' || ${seed} || ' ' || i), 1, 13) as bigint) % ${Math.max(1, records)})`;
  // Who was drawn is settled before the two are put in order: a planner that sees the order first would try all pairs.
  await db.run(`create or replace table drawn_place as
    select ${place("a")} as x, ${place("b")} as y from range(${drawn}) t(i)`);
  await db.run(`create or replace table drawn_record as
    select p.rid as p, p.input_no as of_p, q.rid as q, q.input_no as of_q
    from drawn_place d join rec p on p.place = d.x join rec q on q.place = d.y`);
  const [one, other] = ["{'rid': p, 'input_no': of_p}", "{'rid': q, 'input_no': of_q}"];
  await db.run(`create or replace table drawn_pair as
    select l.rid as a, r.rid as b, 0 as key_no from (
      select case when p < q then ${one} else ${other} end as l, case when p < q then ${other} else ${one} end as r
      from drawn_record
    ) where ${mayLink(inputs)}`);
  for (const table of ["drawn_place", "drawn_record"]) await db.run(`drop table ${table}`);
}

async function levelChances(
  db: DuckDb,
  inputs: readonly DraftInput[],
  { no, kind }: ReadField,
  crossed: readonly Crossing[],
): Promise<number[]> {
  const equal = equalLevel(kind);
  const rows = await db.all<{ level: number; n: bigint }>(
    `select g${no} as level, count(*) as n from drawn_level where g${no} > 0 group by 1`,
  );
  const drawn = new Array<number>(swappedLevel(kind) + 1).fill(0);
  for (const { level, n } of rows) drawn[level] = Number(n);
  const unequal = drawn.slice(1, equal).reduce((sum, n) => sum + n, 0);
  const isEqual = await equalChance(db, inputs, no);
  const shares = drawn.map((n, level) => {
    if (level === 0 || level > equal) return 0;
    if (level === equal) return isEqual;
    return ((1 - isEqual) * (n + 0.5 / equal)) / (unequal + 0.5);
  });
  const crossing = crossed.find(({ one, other }) => one.no === no || other.no === no);
  if (crossing !== undefined) shares[swappedLevel(kind)] = await swapChance(db, crossing);
  return shares;
}

/** Chance that two records that may be linked carry the same value, counted and not drawn. */
async function equalChance(db: DuckDb, inputs: readonly DraftInput[], no: number): Promise<number> {
  const single = inputs.flatMap((input, i) => (input.oneRecordPerEntity ? [i] : []));
  const isSingle = single.length === 0 ? "false" : `input_no in (${single.join(", ")})`;
  const pairs = (of: string): string => `(select sum(n * (n - 1.0) - w) from (
    select sum(n) as n, sum(case when ${isSingle} then n * (n - 1.0) else 0.0 end) as w from ${of}))`;
  const [row] = await db.all<{ chance: number | null }>(`
    with of_value as materialized (
      select v${no} as v, input_no, count(*)::double as n from rec where v${no} <> 0 group by 1, 2
    ), of_input as (select 0 as v, input_no, sum(n) as n from of_value group by 2)
    select (${pairs("of_value group by v")} / nullif(${pairs("of_input group by v")}, 0))::double as chance`);
  return Math.min(1, Math.max(0, row?.chance ?? 0));
}

async function swapChance(db: DuckDb, { one, other }: Crossing): Promise<number> {
  const [row] = await db.all<{ chance: number | null }>(`
    select (sum(f.n * o.n::double) / ((select sum(n) from form${one.no}) * (select sum(n)::double from form${other.no})))::double as chance
    from form${one.no} f join form${other.no} o using (p0)`);
  return Math.max(1e-10, (row?.chance ?? 0) ** 2);
}

/** Counted among records of one file where files hold nobody twice, so that no true pair is among them. */
async function jointChances(
  db: DuckDb,
  inputs: readonly DraftInput[],
  fields: readonly ReadField[],
  records: number,
): Promise<readonly JointChance[]> {
  const across = isAcrossOnly(inputs);
  const every = Math.max(1, Math.ceil(records / COUNTED));
  const columns = [across ? "input_no" : "0 as file", ...fields.map(({ no }) => `v${no}`)];
  const [files = [], ...values] = await readColumns(
    db,
    `select ${columns.join(", ")} from rec where place % ${every} = 0 order by place`,
    columns.length,
  );
  const rowsOf = [...Map.groupBy(files.keys(), (row) => files[row]).values()];
  const found: JointChance[] = [];
  for (const one of fields) {
    for (const other of fields) {
      if (one.no >= other.no) continue;
      const joint = countTogether(rowsOf, values[one.no] ?? [], values[other.no] ?? []);
      if (joint.pairs > 0)
        found.push({ ...joint, one: one.no, other: other.no, holdsTrue: !across });
    }
  }
  return found;
}

async function readColumns(db: DuckDb, query: string, width: number): Promise<readonly number[][]> {
  const all = Array.from({ length: width }, (): number[] => []);
  for await (const { columns } of db.chunks(query)) {
    for (const [i, column] of columns.entries()) {
      for (const value of column) all[i]?.push(Number(value));
    }
  }
  return all;
}

/** Pairs of records of one file that know both values, and those of them that are equal in one, the other, or both. */
function countTogether(
  files: readonly (readonly number[])[],
  one: readonly number[],
  other: readonly number[],
): Pick<JointChance, "pairs" | "together" | "oneEqual" | "otherEqual"> {
  let [pairs, oneEqual, otherEqual, together] = [0, 0, 0, 0];
  for (const file of files) {
    const rows = file.filter((row) => one[row] !== 0 && other[row] !== 0);
    const equal = (key: (row: number) => number): number =>
      equalPairs(Float64Array.from(rows, key));
    pairs += (rows.length * (rows.length - 1)) / 2;
    oneEqual += equal((row) => one[row] as number);
    otherEqual += equal((row) => other[row] as number);
    together += equal((row) => (one[row] as number) * VALUES + (other[row] as number));
  }
  return { pairs, oneEqual, otherEqual, together };
}

function equalPairs(numbers: Float64Array): number {
  numbers.sort();
  let [pairs, before] = [0, 0];
  for (let i = 1; i < numbers.length; i++) {
    before = numbers[i] === numbers[i - 1] ? before + 1 : 0;
    pairs += before;
  }
  return pairs;
}
