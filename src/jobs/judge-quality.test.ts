import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { QUALITY_GATES } from "#domain/quality-gate.ts";
import { FAMILY_FACTS } from "#domain/variables/catalogue.ts";
import { type DuckDb, openDuckDb, text } from "#engine/duckdb/database.ts";
import { duckdbEngine } from "#engine/duckdb/duckdb-engine.ts";
import type { Engine } from "#engine/engine.ts";
import { MEMBER_FACTS } from "#ranking/model-input.ts";
import { RANKED_VARIABLES } from "#ranking/ranked-variables.ts";
import { writeTwoNations } from "#test/two-nations.ts";
import { judgeQuality } from "./judge-quality.ts";

let folder: string;
let db: DuckDb;
let engine: Engine;
const file = (name: string) => join(folder, `${name}.parquet`);
const rows = (name: string) => `read_parquet(${text(file(name))})`;
const write = (name: string, sql: string) =>
  db.run(`copy (${sql}) to ${text(file(name))} (format parquet)`);
const ask = async (sql: string): Promise<number> => {
  const [row] = await db.all<{ n: bigint | number }>(`select (${sql}) as n`);
  return Number(row?.n);
};

/** Any order will do; a quarter later some hundred have gone three deciles up. */
const rank = (side: string, shift: string) => `
  select family_id, size, village_no, cast(score as bigint) as score,
    cast(ntile(10) over (order by score, family_id) as int) as decile_national
  from (select *, hash(family_id) % 1000000 + ${shift} as score from ${rows(`family-${side}`)})`;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "quality-"));
  db = await openDuckDb({ threads: 1, memory: "1GB", workFolder: join(folder, "spill") });
  engine = await duckdbEngine({ threads: 2, memory: "1GB", workFolder: join(folder, "spill") });
  await writeTwoNations(db, 1500, file);
  await write("rank-before", rank("before", "0"));
  await write("rank-after", rank("after", "case when family_id % 8 = 0 then 400000 else 0 end"));
  await write(
    "person-doubled",
    `select * replace (case when person_id % 50 = 0 then 'ganda' else identity_status end as identity_status,
       case when person_id % 37 = 0 then 2 else life_status end as life_status,
       case when person_id % 37 = 0 then -2 else diploma end as diploma, case when person_id % 37 = 0 then -2 else works end as works) from ${rows("person-after")}`,
  );
  await write(
    "membership",
    "select i as record_key, case when i % 4 = 0 then 'spine' when i % 3 = 0 then 'residual' else 'link' end as band from range(1, 4001) t(i)",
  );
  await write(
    "review_pair",
    "select i as record_key, case when i % 2 = 0 then 'repeat' else 'unsure' end as cause from range(1, 101) t(i)",
  );
});
afterAll(async () => {
  db.close();
  await engine.close();
  await rm(folder, { recursive: true, force: true });
});

const judge = (hasBefore: boolean) =>
  judgeQuality(engine, {
    now: {
      family: file("family-after"),
      person: file("person-doubled"),
      rank: file("rank-after"),
      membership: file("membership"),
      reviewPair: file("review_pair"),
    },
    ...(hasBefore
      ? {
          before: {
            family: file("family-before"),
            person: file("person-before"),
            rank: file("rank-before"),
          },
        }
      : {}),
    asOf: "2026-07-01",
    workFolder: join(folder, "work"),
    limits: { threads: 1, memory: "1GB", workFolder: join(folder, "spill") },
  });

test("every figure is what a plain count says, and is judged by its bound", async () => {
  const judged = await judge(true);
  expect(judged.map(({ gate }) => gate)).toEqual(QUALITY_GATES);
  const figures = Object.fromEntries(judged.map(({ gate, figure }) => [gate, figure]));
  const house = RANKED_VARIABLES.map(({ id }) => id).filter((id) => FAMILY_FACTS.includes(id));
  const absent = [...house, "floor_area"].map(
    (id) => `(select count(*) from ${rows("family-after")} where ${id} < 0)`,
  );
  const families = await ask(`select count(*) from ${rows("family-after")}`);
  const missing = await ask(`select ${absent.join(" + ")}`);
  expect(figures.completeness).toBe(Math.ceil((missing * 1000) / (families * absent.length)));
  const living = `${rows("person-doubled")} where life_status <> 2`;
  const counts = (codes: string) =>
    MEMBER_FACTS.map((id) => `(select count(*) from ${living} and ${id} ${codes})`).join(" + ");
  const unsaid = await ask(`select ${counts("in (-1, -2, -3)")}`);
  const said = await ask(`select ${counts("not in (-4, -5)")}`);
  expect(unsaid).toBeGreaterThan(0);
  expect(figures["member-completeness"]).toBe(Math.ceil((unsaid * 1000) / said));
  const persons = await ask(`select count(*) from ${rows("person-doubled")}`);
  const doubles = await ask(
    `select count(*) from ${rows("person-doubled")} where identity_status = 'ganda'`,
  );
  expect(figures.duplicates).toBe(Math.ceil(((doubles + 50) * 1000) / persons));
  expect(figures.unmatched).toBe(Math.ceil((1000 * 1000) / 3000));
  const before = await ask(`select count(*) from ${rows("family-before")}`);
  const left = await ask(`select count(*) from ${rows("family-before")} b
    where not exists (from ${rows("family-after")} a where a.family_id = b.family_id)
      and not exists (from ${rows("person-before")} p join ${rows("person-after")} q using (person_id)
        where p.family_id = b.family_id and q.family_id is not null)`);
  expect(left).toBeGreaterThan(0);
  expect(figures.removed).toBe(Math.ceil((left * 1000) / before));
  const both = `${rows("rank-before")} o join ${rows("rank-after")} n using (family_id)`;
  const shifted = await ask(
    `select count(*) from ${both} where abs(o.decile_national - n.decile_national) >= 2`,
  );
  const same = await ask(`select count(*) from ${both}`);
  expect(figures["decile-shift"]).toBe(Math.ceil((shifted * 1000) / same));
  for (const { figure, bound, outcome } of judged) {
    expect(outcome).toBe((figure ?? 0) > bound ? "failed" : "passed");
  }
  const failed = judged.filter(({ outcome }) => outcome === "failed").map(({ gate }) => gate);
  expect(failed).toEqual(expect.arrayContaining(["duplicates", "unmatched"]));
});

test("the first version is judged by itself alone", async () => {
  const judged = await judge(false);
  const outcomes = Object.fromEntries(judged.map(({ gate, outcome }) => [gate, outcome]));
  expect(outcomes).toMatchObject({
    removed: "first",
    "score-shift": "first",
    "decile-shift": "first",
  });
  expect(outcomes.completeness).toBe("passed");
});
