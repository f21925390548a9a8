import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type DuckDb, openDuckDb } from "#engine/duckdb/database.ts";
import type { Key } from "./blocking-key.ts";
import { makeCandidates } from "./candidates.ts";
import { connected } from "./cluster-records.ts";
import type { DraftInput } from "./link-draft.ts";
import type { ReadField } from "./standardise.ts";

let folder = "";
let db: DuckDb;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "dtsen-candidates-"));
  db = await openDuckDb({ threads: 2, memory: "256MB", workFolder: folder });
});
afterAll(async () => {
  db.close();
  await rm(folder, { recursive: true, force: true });
});

const field = (no: number): ReadField => ({
  column: `c${no}`,
  kind: "category",
  no,
  parts: ["whole", "start"],
});
const [ONE, TWO, THREE] = [field(0), field(1), field(2)] as const;
const KEYS: readonly Key[] = [
  { name: "one", terms: [{ field: ONE, part: 0 }] },
  {
    name: "start of one, two",
    terms: [
      { field: ONE, part: 1 },
      { field: TWO, part: 0 },
    ],
  },
  { name: "either", terms: [{ either: [TWO, THREE], part: 0 }] },
];

type Record = { readonly input: number; readonly values: readonly [number, number, number] };

async function load(records: readonly Record[]): Promise<void> {
  const rows = records.map(
    ({ input, values }, i) => `(${[i + 1, input, ...values, i].join(", ")})`,
  );
  await db.run(
    "create or replace table rec (rid bigint, input_no int, v0 int, v1 int, v2 int, place int)",
  );
  if (rows.length > 0) await db.run(`insert into rec values ${rows.join(", ")}`);
  for (const no of [0, 1, 2]) {
    await db.run(`create or replace table form${no} as
      select v::int as v, (1000 + v)::bigint as p0, (2000 + v // 2)::bigint as p1 from range(1, 9) t(v)`);
  }
}

/** The rule again, in slow words: which records agree in a key, and which pairs that makes. */
function plainReading(
  records: readonly Record[],
  inputs: readonly DraftInput[],
): readonly string[] {
  const keysOf = ({ values: [one, two, three] }: Record): readonly (string | undefined)[] => [
    one === 0 ? undefined : `${one}`,
    one === 0 || two === 0 ? undefined : `${Math.floor(one / 2)} ${two}`,
    two === 0 || three === 0 ? undefined : [two, three].sort().join(" "),
  ];
  const found: string[] = [];
  for (const [i, left] of records.entries()) {
    for (const [j, right] of records.entries()) {
      if (i >= j) continue;
      if (left.input === right.input && inputs[left.input]?.oneRecordPerEntity) continue;
      const others = keysOf(right);
      const key = keysOf(left).findIndex((value, k) => value !== undefined && value === others[k]);
      if (key >= 0) found.push(`${i + 1} ${j + 1} ${key}`);
    }
  }
  return found.sort();
}

const VALUE = fc.integer({ min: 0, max: 6 });
const RECORDS = fc.array(
  fc.record({ input: fc.integer({ min: 0, max: 1 }), values: fc.tuple(VALUE, VALUE, VALUE) }),
  { maxLength: 12 },
);

test("finds, on DuckDB, each pair once under the first key that a plain reading finds it by", async () => {
  await fc.assert(
    fc.asyncProperty(RECORDS, fc.boolean(), fc.boolean(), async (records, first, second) => {
      const inputs = [first, second].map((one, i) => ({ name: `${i}`, oneRecordPerEntity: one }));
      await load(records);
      await makeCandidates(db, { inputs, records: records.length, keys: KEYS, refinements: [] });
      const found = await db.all<{ pair: string }>(
        "select concat(a, ' ', b, ' ', key_no) as pair from candidate",
      );
      expect(found.map(({ pair }) => pair).sort()).toEqual(plainReading(records, inputs));
    }),
    { numRuns: 25 },
  );
});

const ONLY = [{ name: "only", oneRecordPerEntity: false }];
const BY_TWO = { inputs: ONLY, keys: KEYS.slice(0, 1), refinements: [{ field: TWO, part: 0 }] };

test("a block too large is refined, and what stays too large is reported, never dropped in silence", async () => {
  const records: Record[] = Array.from({ length: 20 }, (_, i) => ({
    input: 0,
    values: [1, i < 12 ? 1 : 2 + (i % 4), 0],
  }));
  await load(records);
  const alike = async (): Promise<number> => {
    const [row] = await db.all<{ n: bigint }>(
      "select count(*) as n from candidate join rec l on l.rid = a join rec r on r.rid = b where l.v1 = r.v1",
    );
    return Number(row?.n);
  };
  const [report] = await makeCandidates(db, { ...BY_TWO, records: 20, hot: 60 });
  expect(report).toMatchObject({ name: "one", hotBlocks: 1, leftOut: 66 });
  const [all] = await makeCandidates(db, { ...BY_TWO, records: 20, hot: 70 });
  expect([all, await alike()]).toMatchObject([{ name: "one", hotBlocks: 1, leftOut: 0 }, 70]);
});

test("a block too large is held together by neighbours, each compared once, and costs by its records", async () => {
  const records: Record[] = Array.from({ length: 400 }, (_, i) => ({
    input: 0,
    values: [1, 1 + (i % 8), i % 2],
  }));
  await load(records);
  const [report] = await makeCandidates(db, { ...BY_TWO, records: 400, hot: 60 });
  const pairs = await db.all<{ a: bigint; b: bigint }>("select a, b from candidate");
  expect(new Set(pairs.map(({ a, b }) => `${a} ${b}`)).size).toBe(pairs.length);
  expect(pairs.length).toBe(report?.pairs);
  expect(pairs.length).toBeLessThan(12 * 400);
  const edges = pairs.map(({ a, b }) => ({ a: Number(a), b: Number(b), above: 0 }));
  expect(new Set(connected(edges).values())).toEqual(new Set([1]));
});
