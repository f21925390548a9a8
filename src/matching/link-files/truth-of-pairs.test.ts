import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { quiet } from "#domain/progress.ts";
import { type DuckDb, openDuckDb, text } from "#engine/duckdb/database.ts";
import { linkFiles } from "./link-files.ts";
import type { PlacedPairs } from "./place-truth.ts";
import { writePairs } from "./truth-of-pairs.ts";

const EXAMPLE = join(import.meta.dirname, "../../../examples/02-link-two-files");
const LIMITS = { threads: 1, memory: "1GB" };
let folder = "";
let db: DuckDb;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "dtsen-pairs-"));
  db = await openDuckDb({ ...LIMITS, workFolder: join(folder, "spill") });
});
afterAll(async () => {
  db.close();
  await rm(folder, { recursive: true, force: true });
});

const NAMES = ["left", "right"];
const PEOPLE = ["x", "y", "z", "nobody"];
type Pair = { readonly ids: readonly [string, string]; readonly inputs: readonly [string, string] };

/** Every id but "nobody" stands in both inputs, so that only the input tells whose it is. */
async function entitiesOf(pairs: readonly Pair[], isNamed: boolean) {
  const files = { recordFile: join(folder, "r.parquet"), truthFile: join(folder, "t.parquet") };
  await db.run(`copy (
    select (row_number() over (order by no, id))::bigint as rid, no::int as input_no, id
    from (values (0), (1)) i(no), (values ('x'), ('y'), ('z')) p(id)
  ) to ${text(files.recordFile)} (format parquet)`);
  const rows = pairs.map(({ ids, inputs }) => `('${[...ids, ...inputs].join("', '")}')`);
  await db.run(`create or replace view pair as select * from (
    select '' as c0, '' as c1, '' as c2, '' as c3 where false
    union all select * from (values ${rows.join(", ")})
  )`);
  const table = { view: "pair" } as PlacedPairs["table"];
  const inputs = isNamed ? { left: 2, right: 3 } : undefined;
  const placed: PlacedPairs = { kind: "pairs", table, left: 0, right: 1, inputs };
  const written = await writePairs(db, placed, NAMES, files);
  const truth = await db.all<{ rid: bigint; entity: string }>(
    `select rid, entity from read_parquet(${text(files.truthFile)}) order by rid`,
  );
  return { ...written, entities: truth.map(({ entity }) => Number(entity)) };
}

/** The lowest number of whoever is one with a record, by going through the pairs until nothing changes. */
function plainReading(pairs: readonly Pair[], isNamed: boolean) {
  const number = (id: string, input: string): number =>
    id === "nobody" ? 0 : NAMES.indexOf(input) * 3 + PEOPLE.indexOf(id) + 1;
  const known = pairs
    .map(({ ids: [l, r], inputs: [i, j] }): [number, number] =>
      isNamed ? [number(l, i), number(r, j)] : [number(l, "left"), number(r, "right")],
    )
    .filter(([one, other]) => one > 0 && other > 0);
  const entity = [0, 1, 2, 3, 4, 5, 6];
  for (let round = 0; round < 7; round++) {
    for (const [one, other] of known) {
      const low = Math.min(entity[one] ?? 0, entity[other] ?? 0);
      entity[one] = entity[other] = low;
    }
  }
  const entities = known.length === 0 ? [] : entity.slice(1);
  return { unknownPairs: pairs.length - known.length, entities };
}

test("pairs name entities, whoever stands in none is alone, and unknown records are counted", async () => {
  const two = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<[T, T]> => fc.tuple(one, one);
  const pair = fc.record({
    ids: two(fc.constantFrom(...PEOPLE)),
    inputs: two(fc.constantFrom(...NAMES)),
  });
  const lists = fc.array(pair, { minLength: 1, maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(lists, fc.boolean(), async (pairs, isNamed) => {
      expect(await entitiesOf(pairs, isNamed)).toEqual(plainReading(pairs, isNamed));
    }),
    { numRuns: 20 },
  );
});

test("a job is judged by a file of pairs as by one of entities, and is told what is missing", async () => {
  const copy = join(folder, "example");
  await cp(EXAMPLE, copy, { recursive: true });
  const job = JSON.parse(await readFile(join(copy, "job.json"), "utf8"));
  const truth = (await readFile(join(copy, "truth.csv"), "utf8")).trim().split("\n").slice(1);
  const rows = truth.map((line) => line.split(","));
  const pairs = rows.flatMap(([file, id, person]) =>
    rows
      .filter(([other, , same]) => file === "clinic" && other === "school" && same === person)
      .map(([, pupil]) => `${id},${pupil}`),
  );
  await writeFile(join(copy, "pairs.csv"), ["no,pupil", ...pairs, "C001,nobody", ""].join("\n"));
  const run = async (more: object) => {
    const jobFile = join(copy, "pairs.json");
    await writeFile(jobFile, JSON.stringify({ ...job, ...more }));
    return await linkFiles({ jobFile, limits: LIMITS }, quiet);
  };
  const answer = await run({ truth: { path: "pairs.csv", left: "no", right: "pupil" } });
  if (!answer.ok) throw new Error(JSON.stringify(answer.mistakes));
  expect(answer.value.evaluation).toMatchObject({ truePairs: 110, judgedRecords: 370 });
  expect(answer.value.evaluation?.pairwise.f1).toBeGreaterThan(0.97);
  expect(answer.value.warnings).toContain("1 pairs of the truth name a record that no input has.");
  const third = { name: "third", path: "school.csv", id: "pupil" };
  const wrong = await run({
    inputs: [...job.inputs, third],
    truth: { path: "pairs.csv", left: "no", right: "pupils" },
  });
  const told = wrong.mistakes?.map(({ at, code }) => `${at} ${code}`);
  expect(told?.filter((one) => one.startsWith("truth"))).toEqual([
    "truth truth-inputs-unsaid",
    "truth.right column-missing",
  ]);
});
