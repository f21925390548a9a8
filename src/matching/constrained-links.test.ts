import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { dice } from "#domain/dice.ts";
import { quiet } from "#domain/progress.ts";
import { type DuckDb, openDuckDb, text } from "#engine/duckdb/database.ts";
import { duckdbEngine } from "#engine/duckdb/duckdb-engine.ts";
import { says } from "#test/said-of-records.ts";
import { type SmallPerson, writeSmallPersons } from "#test/small-nation.ts";
import { matchPersons } from "./match-persons.ts";
import { lastWords, type ReviewDecision, type ReviewVerdict } from "./review-decisions.ts";
import { settleDecisions } from "./settle-decisions.ts";

let folder: string;
let db: DuckDb;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "decided-"));
  db = await openDuckDb({ threads: 1, memory: "1GB", workFolder: join(folder, "db") });
});
afterAll(async () => {
  db.close();
  await rm(folder, { recursive: true, force: true });
});

/** Links of one run: who each record went to, by which rule. */
type Links = ReadonlyMap<number, { readonly to: number; readonly rule: string }>;

async function run(
  people: readonly SmallPerson[],
  decisions: readonly ReviewDecision[],
  threads = 1,
) {
  const place = await mkdtemp(join(folder, "run-"));
  const staged = join(place, "staged.parquet");
  await writeSmallPersons(db, people, staged);
  const limits = { threads, memory: "1GB", workFolder: join(place, "spill") };
  const engine = await duckdbEngine(limits);
  const files = { personFiles: [staged], privateFolder: place, limits };
  const nothing = { earlierFiles: [], carriedFiles: [] };
  const held = await settleDecisions(engine, { ...files, ...nothing, decisions }, quiet);
  const draft = { ...files, evidenceFiles: [], outFolder: place, seed: "1", decisions: held };
  await matchPersons(engine, draft, quiet);
  await engine.close();
  const rows = await db.all<{ of: number; to: number; rule: string }>(`\
select cast(record_key as int) as of, cast(spine_key as int) as to, rule
from read_parquet(${text(join(place, "link.parquet"))}) order by 1`);
  const asked = await db.all<{ of: number; to: number }>(`\
select cast(record_key as int) as of, cast(spine_key as int) as to
from read_parquet(${text(join(place, "review_pair.parquet"))}) order by 1, 2`);
  const links: Links = new Map(rows.map(({ of, to, rule }) => [of, { to, rule }]));
  const aside = new Set(held.contradictions.flatMap(({ decisions: numbers }) => numbers));
  return {
    links,
    asked,
    rows: rows.length,
    /** The last words that this run is held to. */
    bound: lastWords(decisions).filter(({ decisionNo }) => !aside.has(decisionNo)),
    aside,
  };
}

const GIVEN = "SUGENG PARTINI KUSNADI WAHYUNI LESTARI BAMBANG HARTATIK SUPRIYADI".split(" ");

/** Records of one hamlet; hamlets have nothing to do with each other. Keys from 100 * hamlet. */
const HAMLETS = 60;
const base = (hamlet: number): number => 1000 + hamlet * 100;

function hamletPeople(hamlet: number, roll: (below: number) => number): SmallPerson[] {
  const at = base(hamlet);
  const villageCode = `32${String(10 + hamlet).slice(-2)}012001`;
  const spoken = (i: number): string =>
    `${GIVEN[(hamlet + i * 3) % 8]} ${GIVEN[(hamlet * 5 + i) % 8]}`;
  const registry = [0, 1, 2].map((i) => ({
    recordKey: at + i,
    deliveryNo: 1,
    source: "dukcapil",
    nik: `99070112${String(at + i).padStart(8, "0")}`,
    kk: `99070101${String(at).padStart(8, "0")}`,
    name: spoken(i),
    birthDate: 19600101 + (hamlet % 40) * 10000 + i * 100 + i,
    sex: 1 + (i % 2),
    villageCode,
  }));
  // A NIK that the registry delivered twice.
  const repeat = {
    ...(registry[1] as SmallPerson),
    recordKey: at + 5,
    asOf: 20250101,
    motherName: "RATNA",
  };
  const listed = [20, 30].flatMap((from, list) =>
    registry.map((person, i) => ({
      ...person,
      recordKey: at + from + i,
      deliveryNo: 2 + list,
      source: ["dtks", "regsosek"][list] ?? "",
      nik: roll(3) === 0 ? null : person.nik,
      kk: roll(3) === 0 ? null : person.kk,
      name: roll(4) === 0 ? `${person.name}A` : person.name,
    })),
  );
  const strangers = [25, 35, 36].map((from) => ({
    recordKey: at + from,
    deliveryNo: from < 30 ? 2 : 3,
    source: from < 30 ? "dtks" : "regsosek",
    nik: null,
    kk: null,
    name: `YOHANES ${GIVEN[hamlet % 8]}`,
    birthDate: 19880101,
    sex: 1,
    motherName: ["SARI", "TUTI", "MURNI"][from % 3] ?? "",
    villageCode,
  }));
  return [...registry, repeat, ...listed, ...strangers];
}

const keysOf = (people: readonly SmallPerson[]): number[] =>
  people.map(({ recordKey }) => recordKey);

function hamletDecisions(keys: readonly number[], roll: (below: number) => number, from: number) {
  const verdicts: readonly ReviewVerdict[] = ["same", "different", "different", "undone"];
  return Array.from({ length: 1 + roll(5) }, (_, i) => {
    const left = keys[roll(keys.length)] ?? 0;
    const right = keys[roll(keys.length)] ?? 0;
    return says(from + i, left, verdicts[roll(4)] ?? "same", right);
  }).filter(({ leftKey, rightKey }) => leftKey !== rightKey);
}

/** Random decisions about every hamlet; in some of them they contradict each other. */
function world(seed: number) {
  const roll = dice(seed);
  const people: SmallPerson[] = [];
  const decisions: ReviewDecision[] = [];
  for (let hamlet = 0; hamlet < HAMLETS; hamlet++) {
    const ours = hamletPeople(hamlet, roll);
    people.push(...ours);
    decisions.push(...hamletDecisions(keysOf(ours), roll, 1 + hamlet * 10));
  }
  return { people, decisions };
}

let unbound: ReturnType<typeof run> | undefined;
/** The first world, with no decision. */
const undecided = () => {
  unbound ??= run(world(7).people, []);
  return unbound;
};

/** Decisions that the links break, one line each. */
function broken(links: Links, decisions: readonly ReviewDecision[]): string[] {
  return decisions
    .filter(({ verdict, leftKey, rightKey }) => {
      const isOne = links.get(Number(leftKey))?.to === links.get(Number(rightKey))?.to;
      return (verdict === "same" && !isOne) || (verdict === "different" && isOne);
    })
    .map(({ leftKey, verdict, rightKey }) => `${leftKey} ${verdict} ${rightKey}`);
}

test("random decisions are never broken, whatever the order of rows, and each record keeps one person", async () => {
  const { people, decisions } = world(7);
  const { links, rows, asked, bound, aside } = await run(people, decisions);
  expect(rows).toBe(people.length);
  expect(broken(links, bound)).toEqual([]);
  // Some contradict each other; all else holds.
  expect(aside.size).toBeGreaterThan(1);
  expect(bound.length).toBeGreaterThan(50);
  for (const { to } of links.values()) expect(links.get(to)?.to).toBe(to);

  const free = await undecided();
  expect(broken(free.links, bound).length).toBeGreaterThan(20);
  const touched = new Set(
    decisions.map(({ leftKey }) => Math.floor((Number(leftKey) - 1000) / 100)),
  );
  for (const [key, link] of free.links) {
    if (!touched.has(Math.floor((key - 1000) / 100))) expect(links.get(key)).toEqual(link);
  }

  const shuffled = await run([...people].reverse(), [...decisions].reverse(), 2);
  expect(shuffled.links).toEqual(links);
  expect(shuffled.asked).toEqual(asked);
}, 120_000);

test("an undone decision leaves no trace in the links", async () => {
  const { people } = world(7);
  const at = base(0);
  const undone = [says(1, at + 20, "different", at), says(2, at, "same", at + 1)].flatMap((one) => [
    one,
    { ...one, decisionNo: one.decisionNo + 5n, verdict: "undone" as const },
  ]);
  expect((await run(people, undone)).links).toEqual((await undecided()).links);
}, 120_000);

test("a decision holds for the same statement under another key, and says what still waits", async () => {
  const { people } = world(7);
  const at = base(3);
  const later = people.map((one) =>
    one.source === "dtks" ? { ...one, recordKey: one.recordKey + 50_000, deliveryNo: 9 } : one,
  );
  // The reviewer saw record 20 of the older delivery; its tuple comes from there.
  const seen = join(folder, "earlier.parquet");
  await writeSmallPersons(
    db,
    people.filter(({ source }) => source === "dtks"),
    seen,
  );
  const decisions = [says(1, at + 20, "different", at), says(2, at + 21, "same", 77)];
  const place = await mkdtemp(join(folder, "later-"));
  const staged = join(place, "staged.parquet");
  await writeSmallPersons(db, later, staged);
  const limits = { threads: 1, memory: "1GB", workFolder: join(place, "spill") };
  const engine = await duckdbEngine(limits);
  const files = {
    personFiles: [staged],
    privateFolder: place,
    limits,
    carriedFiles: [],
    decisions,
  };
  const settle = (earlierFiles: readonly string[]) =>
    settleDecisions(engine, { ...files, earlierFiles }, quiet);
  const found = await settle([seen]);
  expect(found.records.map(({ recordKey }) => Number(recordKey))).toEqual([at, at + 50_020]);
  const counts = { standing: 2, applied: 1, waiting: 1, indistinct: 0, setAside: 0 };
  expect(found.counts).toEqual(counts);
  expect((await settle([])).counts).toMatchObject({ applied: 0, waiting: 2 });
  await engine.close();
}, 60_000);
