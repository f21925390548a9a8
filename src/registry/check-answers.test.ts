import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { duckdbDialect } from "#engine/dialect.ts";
import { type DuckDb, openDuckDb } from "#engine/duckdb/database.ts";
import { answeredEvidence, type CheckAnswer } from "./check-answers.ts";

let db: DuckDb;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "check-answers-"));
  db = await openDuckDb({ threads: 1, memory: "500MB", workFolder: folder });
  // 4 was merged into 2 by this version; 5 into 3 long ago, and lives again.
  await db.run("create table person_id as select unnest([1, 2, 3, 5])::bigint as unit_id");
  await db.run("create table family_id as select unnest([1, 2])::bigint as unit_id");
  await db.run("create table person_heir as select 4::bigint as old_id, 2::bigint as unit_id");
  await db.run("create table family_heir as select 3::bigint as old_id, 2::bigint as unit_id");
});
afterAll(async () => {
  db.close();
  await rm(folder, { recursive: true, force: true });
});

type Stated = {
  readonly person: bigint | null;
  readonly family: bigint;
  readonly amount: bigint | null;
  readonly day: number;
};
const KIND = { source: "bpjs-tk", subjectKind: "person", statement: "monthly-wage" };

async function evidenceAfter(stated: readonly Stated[], answers: readonly CheckAnswer[]) {
  const rows = stated.map(
    ({ person, family, amount, day }, i) =>
      `(${i}, 'bpjs-tk', 'person', ${person}, ${family}, 'monthly-wage', ${amount}, ${day}, 700)`,
  );
  const columns =
    "record_key, source, subject_kind, person_id, family_id, statement, amount, observed_on, match_probability_milli";
  await db.run(`create or replace table stated_evidence as
    select ${columns.replace("person_id", "cast(person_id as bigint) as person_id")}
    from (values ${rows.join(", ")}) as t (${columns})`);
  for (const { table, sql } of answeredEvidence(answers, duckdbDialect)) {
    await db.run(`create or replace table ${table} as ${sql}`);
  }
  const kept = await db.all<{ record_key: number; milli: number }>(
    "select record_key, match_probability_milli as milli from evidence order by record_key",
  );
  return kept.map(({ record_key, milli }) => [Number(record_key), milli]);
}

const answer = (rest: Partial<CheckAnswer>): CheckAnswer => ({
  checkId: 1,
  unit: "person",
  askedId: 1n,
  standsId: 1n,
  amount: 100n,
  observedOn: 20260501,
  verdict: "dismissed",
  ...KIND,
  ...rest,
});
const wage = (person: bigint | null, amount: bigint | null = 100n, day = 20260501): Stated => ({
  person,
  family: 1n,
  amount,
  day,
});

test("what was set aside is left out; a newer day, a larger amount and another person count afresh", async () => {
  const stated = [wage(1n), wage(1n, 90n), wage(1n, 101n), wage(1n, 100n, 20260601), wage(2n)];
  expect(await evidenceAfter(stated, [answer({})])).toEqual([
    [2, 700],
    [3, 700],
    [4, 700],
  ]);
});

test("what two people confirmed is sure, of that amount and day alone", async () => {
  const stated = [wage(1n), wage(1n, 90n), wage(1n, 100n, 20260601), wage(2n)];
  expect(await evidenceAfter(stated, [answer({ verdict: "confirmed" })])).toEqual([
    [0, 1000],
    [1, 700],
    [2, 700],
    [3, 700],
  ]);
});

test("an answer follows whom it is about into a merge, and stays with whoever lives again", async () => {
  const merged = answer({ askedId: 4n, standsId: 4n });
  expect(await evidenceAfter([wage(2n), wage(1n)], [merged])).toEqual([[1, 700]]);
  const parted = answer({ askedId: 5n, standsId: 3n });
  expect(await evidenceAfter([wage(5n), wage(3n)], [parted])).toEqual([[1, 700]]);
  const gone = answer({ askedId: 9n, standsId: 9n });
  expect(await evidenceAfter([wage(1n)], [gone])).toEqual([[0, 700]]);
});

test("an answer about a house is not one about a member, nor the other way", async () => {
  const house = answer({ unit: "family" });
  expect(await evidenceAfter([wage(1n), wage(null)], [house])).toEqual([[0, 700]]);
  expect(await evidenceAfter([wage(1n), wage(null)], [answer({})])).toEqual([[1, 700]]);
});

test("where one person was answered both ways, neither counts", async () => {
  const both = [answer({}), answer({ askedId: 4n, standsId: 1n, verdict: "confirmed" })];
  await db.run("update person_heir set unit_id = 1");
  expect(await evidenceAfter([wage(1n)], both)).toEqual([[0, 700]]);
  await db.run("update person_heir set unit_id = 2");
});

test("agrees with a plain reading", async () => {
  const person = fc.constantFrom(1n, 2n, null);
  const amount = fc.constantFrom(null, 1n, 90n, 100n);
  const day = fc.constantFrom(20260501, 20260601);
  const stated = fc.array(fc.record({ person, family: fc.constant(1n), amount, day }), {
    minLength: 1,
    maxLength: 5,
  });
  const answers = fc.array(
    fc.record({
      unit: fc.constantFrom("person" as const, "family" as const),
      askedId: fc.constantFrom(1n, 2n, 4n),
      amount: amount.map((one) => one ?? undefined),
      observedOn: day,
      verdict: fc.constantFrom("confirmed" as const, "dismissed" as const),
    }),
    { minLength: 1, maxLength: 4 },
  );
  await fc.assert(
    fc.asyncProperty(stated, answers, async (rows, drawn) => {
      const said = drawn.map((one) => answer({ ...one, standsId: one.askedId }));
      expect(await evidenceAfter(rows, said)).toEqual(plainReading(rows, said));
    }),
    { numRuns: 25 },
  );
});

function plainReading(rows: readonly Stated[], answers: readonly CheckAnswer[]) {
  return rows.flatMap((row, i) => {
    const about = answers.filter(({ unit, askedId, observedOn, amount, verdict }) => {
      const isWhom =
        unit === "person"
          ? row.person === (askedId === 4n ? 2n : askedId)
          : row.person === null && askedId === 1n;
      const [stated, asked] = [row.amount ?? 1n, amount ?? 1n];
      return (
        isWhom &&
        observedOn === row.day &&
        (verdict === "dismissed" ? stated <= asked : stated === asked)
      );
    });
    const verdicts = new Set(about.map(({ verdict }) => verdict));
    if (verdicts.size !== 1) return [[i, 700]];
    return verdicts.has("dismissed") ? [] : [[i, 1000]];
  });
}
