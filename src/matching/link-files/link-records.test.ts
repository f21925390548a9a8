import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { quiet } from "#domain/progress.ts";
import { openDuckDb, text } from "#engine/duckdb/database.ts";
import { type MadeUp, madeUpPeople } from "#test/made-up-people.ts";
import type { DraftField, LinkDraft, LinkResult } from "./link-draft.ts";
import { linkRecords } from "./link-records.ts";

let folder = "";
let runs = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "dtsen-link-"));
});
afterAll(async () => await rm(folder, { recursive: true, force: true }));

const FIELDS: readonly DraftField[] = [
  { column: "given", kind: "name" },
  { column: "family", kind: "name" },
  { column: "born", kind: "date" },
  { column: "city", kind: "category" },
  { column: "phone", kind: "id" },
];

type Choice = Partial<Omit<LinkDraft, "recordFile" | "privateFolder" | "limits">> & {
  threads?: number;
};
type Ran = {
  readonly result: LinkResult;
  readonly links: readonly string[];
  readonly clusters: readonly (readonly string[])[];
  readonly digest: string;
};

/** Writes records as SHELL does, numbered by file and id, and links them. */
async function run(people: readonly MadeUp[], choice: Choice = {}): Promise<Ran> {
  const privateFolder = join(folder, `run${runs++}`);
  await mkdir(privateFolder);
  const fields = choice.fields ?? FIELDS;
  const limits = {
    threads: choice.threads ?? 2,
    memory: "512MB",
    workFolder: join(privateFolder, "work"),
  };
  const recordFile = join(privateFolder, "record.parquet");
  const db = await openDuckDb(limits);
  const columns = fields.map((_, i) => `f${i}`);
  await db.run(
    `create table r (input_no int, id varchar, ${columns.map((c) => `${c} varchar`).join(", ")})`,
  );
  const rows = people.map(({ input, id, values }) => {
    const cells = columns.map((_, i) => (values[i] === undefined ? "null" : text(values[i])));
    return `(${[input, text(id), ...cells].join(", ")})`;
  });
  if (rows.length > 0) await db.run(`insert into r values ${rows.join(", ")}`);
  await db.run(
    `copy (select row_number() over (order by input_no, id) as rid, * from r) to ${text(recordFile)} (format parquet)`,
  );
  const inputs = choice.inputs ?? [{ name: "only", oneRecordPerEntity: false }];
  const draft = {
    profile: "neutral",
    seed: 1,
    ...choice,
    fields,
    inputs,
    recordFile,
    privateFolder,
    limits,
  } as const;
  const result = await linkRecords(draft, quiet);
  const file = (table: string): string => join(privateFolder, `${table}.parquet`);
  const named = await db.all<{ one: string; other: string }>(
    `select l.id as one, r.id as other from read_parquet(${text(file("link"))}) k
     join read_parquet(${text(recordFile)}) l on l.rid = k.a join read_parquet(${text(recordFile)}) r on r.rid = k.b`,
  );
  const clustered = await db.all<{ ids: string }>(
    `select string_agg(id, ' ' order by id) as ids from read_parquet(${text(file("cluster"))}) c
     join read_parquet(${text(recordFile)}) r using (rid) group by cluster order by 1`,
  );
  db.close();
  const digest = createHash("sha256");
  for (const table of ["candidate", "scored", "link", "cluster"])
    digest.update(await readFile(file(table)));
  return {
    result,
    links: named.map(({ one, other }) => [one, other].sort().join(" ")).sort(),
    clusters: clustered.map(({ ids }) => ids.split(" ")),
    digest: digest.digest("hex"),
  };
}

const entityOf = (id: string): string => id.split("-")[0] ?? "";

function f1({ links }: Ran, people: readonly MadeUp[], isAcross = false): number {
  const sizes = Map.groupBy(people, ({ id }) => entityOf(id)).values();
  const truth = [...sizes].reduce(
    (sum, { length: n }) => sum + (isAcross ? n - 1 : (n * (n - 1)) / 2),
    0,
  );
  const right = links.filter((link) => new Set(link.split(" ").map(entityOf)).size === 1).length;
  return (2 * right) / (links.length + truth);
}

const PEOPLE = madeUpPeople({ entities: 500, copies: [1, 1, 2, 2, 3, 6], seed: 5 });
const TWO = [
  { name: "left", oneRecordPerEntity: true },
  { name: "right", oneRecordPerEntity: true },
];
const acrossTwo = (people: readonly MadeUp[]): readonly MadeUp[] =>
  [...Map.groupBy(people, ({ id }) => entityOf(id)).values()].flatMap((own) =>
    own.slice(0, 2).map((one, input) => ({ ...one, input })),
  );

test("finds who is who in one file, whatever the order of rows and the number of threads", async () => {
  const straight = await run(PEOPLE);
  expect(f1(straight, PEOPLE)).toBeGreaterThan(0.97);
  expect(straight.result.pairsCompared).toBeLessThan(60 * PEOPLE.length);
  expect(straight.result.largestCluster).toBeLessThan(9);
  const shuffled = await run(PEOPLE.toReversed(), { threads: 1 });
  expect(shuffled.digest).toBe(straight.digest);
  expect(shuffled.result).toEqual(straight.result);
});

test("one entity with hundreds of equal rows is one cluster, and spoils nobody else's", async () => {
  const copies = (values: readonly string[], n: number): readonly MadeUp[] =>
    Array.from({ length: n }, (_, i) => ({ input: 0, id: `${values[0]}-${i}`, values }));
  const often = copies(["Often", "Placeholder", "1970-01-01", "Nowhere", "000017651"], 30);
  const always = copies(["Always", "Unnamed", "1999-12-31", "Elsewhere", "555512349"], 300);
  const people = [...PEOPLE, ...often, ...always];
  const found = await run(people);
  expect(found.result.records).toBe(people.length);
  expect(found.result.largestCluster).toBe(300);
  const sizes = found.clusters
    .filter(([id]) => /Often|Always/.test(id ?? ""))
    .map((ids) => ids.length);
  expect(sizes.sort((a, b) => a - b)).toEqual([30, 300]);
  const own = found.links.filter((link) => !link.includes("Always"));
  const others = people.filter(({ id }) => !id.startsWith("Always"));
  expect(f1({ ...found, links: own }, others)).toBeGreaterThan(0.97);
  // In so large a cluster copies are linked to the first alone.
  expect(found.links.length - own.length).toBeLessThan(400);
});

test("links two files one to one, and the same when they change places", async () => {
  const people = acrossTwo(madeUpPeople({ entities: 450, copies: [1, 2, 2], seed: 8 }));
  const there = await run(people, { inputs: TWO });
  expect(f1(there, people, true)).toBeGreaterThan(0.97);
  expect(there.clusters.every((ids) => ids.length <= 2)).toBe(true);
  const back = await run(
    people.map((one) => ({ ...one, input: 1 - one.input })),
    { inputs: TWO },
  );
  expect(back.links).toEqual(there.links);
});

test("a constant column and one that nobody filled in do no harm", async () => {
  const people = PEOPLE.map((one) => ({ ...one, values: [...one.values, "ID", undefined] }));
  const fields: readonly DraftField[] = [
    ...FIELDS,
    { column: "country", kind: "category" },
    { column: "empty", kind: "name" },
  ];
  const [plain, loaded] = [await run(PEOPLE), await run(people, { fields })];
  expect(f1(loaded, PEOPLE)).toBeGreaterThan(f1(plain, PEOPLE) - 0.01);
  expect(loaded.result.warnings.join("\n")).toContain('"empty"');
});

test("a small file does as well as a large one", async () => {
  const people = madeUpPeople({ entities: 60, copies: [1, 2, 3], seed: 3 });
  expect(f1(await run(people), people)).toBeGreaterThan(0.95);
});

test("no records, one record, and records of which nothing is known are no trouble", async () => {
  const [one] = PEOPLE;
  if (one === undefined) throw new Error("somebody was to be made up");
  const nobody = await run([]);
  expect(nobody.result).toMatchObject({
    records: 0,
    pairsCompared: 0,
    links: 0,
    clusters: 0,
    largestCluster: 0,
  });
  expect((await run([one])).clusters).toEqual([[one.id]]);
  const blank = [1, 2, 3].map((n) => ({ input: 0, id: `${n}-0`, values: [] }));
  expect((await run(blank)).links).toEqual([]);
});

test("two equal records are one, two others are two", async () => {
  const values = ["Marta", "Kowalska", "1961-05-04", "Gdynia", "0812555001"];
  const twin = (id: string) => ({ input: 0, id, values });
  expect((await run([twin("1-0"), twin("1-1")])).links).toEqual(["1-0 1-1"]);
  const other = {
    input: 0,
    id: "2-0",
    values: ["Iwan", "Setiadi", "1990-01-09", "Solo", "0857123009"],
  };
  expect((await run([twin("1-0"), other])).links).toEqual([]);
});

test("keys and threshold of the user are obeyed", async () => {
  const { result } = await run(PEOPLE, {
    blocking: [["born:year", "family:3"], ["phone"]],
    threshold: 0.75,
  });
  expect(result.keys.map(({ name }) => name)).toEqual(["born:year + family:3", "phone"]);
  expect(result.threshold).toBe(0.75);
  expect(result.thresholdReason).toBe("Given in the job.");
});

test("swapped names, other scripts and dates in other spellings are read as what they are", async () => {
  const { links } = await run([
    ...PEOPLE,
    { input: 0, id: "x-0", values: ["Сергей", "Волков", "1971-02-13", "Bandung", undefined] },
    { input: 0, id: "x-1", values: ["Волков", "Сергей", "13/02/1971", "Bandung", undefined] },
    { input: 0, id: "y-0", values: ["伟", "王", "1980-11-30", "Medan", "0811222999"] },
    { input: 0, id: "y-1", values: ["伟", "王", "19801130.0", undefined, "0811222999"] },
  ]);
  expect(links).toContain("x-0 x-1");
  expect(links).toContain("y-0 y-1");
});
