import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { quiet } from "#domain/progress.ts";
import { type DuckDb, openDuckDb, text } from "#engine/duckdb/database.ts";
import { linkFiles } from "./link-files.ts";

const EXAMPLE = join(import.meta.dirname, "../../../examples/02-link-two-files");
const LIMITS = { threads: 1, memory: "1GB" };
let folder = "";
let db: DuckDb;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "dtsen-link-"));
  db = await openDuckDb({ ...LIMITS, workFolder: join(folder, "spill") });
  for (const file of ["clinic.csv", "school.csv", "truth.csv"]) {
    await cp(join(EXAMPLE, file), join(folder, file));
  }
});
afterAll(async () => {
  db.close();
  await rm(folder, { recursive: true, force: true });
});

async function link(job: object, name = "job") {
  const jobFile = join(folder, `${name}.json`);
  await writeFile(jobFile, JSON.stringify({ out: `out-${name}`, ...job }));
  return await linkFiles({ jobFile, limits: LIMITS }, quiet);
}

const rows = (file: string) =>
  db.all<Record<string, unknown>>(`select * from read_parquet(${text(join(folder, file))})`);
const CLINIC = { name: "clinic", path: "clinic.csv", id: "no", one_record_per_entity: true };
const SCHOOL = { name: "school", path: "school.csv", id: "pupil", one_record_per_entity: true };
const TRUTH = { path: "truth.csv", input: "file", id: "id", entity: "person" };

test("two files are linked, judged and told of, and nothing of their records stays in clear", async () => {
  const answer = await linkFiles(
    { jobFile: join(await copyOfExample(), "job.json"), limits: LIMITS },
    quiet,
  );
  if (!answer.ok) throw new Error(JSON.stringify(answer.mistakes));
  const { result, evaluation, outFolder, figures } = answer.value;
  expect(result.records).toBe(370);
  expect(evaluation?.pairwise.f1).toBeGreaterThan(0.97);
  expect(evaluation?.truePairs).toBe(110);
  const links = await db.all<Record<string, unknown>>(
    `select * from read_parquet(${text(join(outFolder, "links.parquet"))})`,
  );
  expect(links).toHaveLength(result.links);
  expect(Object.keys(links[0] ?? {}).slice(0, 9)).toEqual([
    "left_input",
    "left_id",
    "right_input",
    "right_id",
    "weight",
    "probability",
    "rule",
    "level_given_name",
    "level_surname",
  ]);
  expect(links.every((row) => row.left_input === "clinic" && row.right_input === "school")).toBe(
    true,
  );
  const clusters = await db.all<Record<string, unknown>>(
    `select * from read_parquet(${text(join(outFolder, "clusters.parquet"))})`,
  );
  expect(Object.keys(clusters[0] ?? {})).toEqual(["input", "id", "cluster"]);
  expect(clusters).toHaveLength(370);
  expect(new Set(clusters.map(({ cluster }) => cluster)).size).toBe(result.clusters);
  expect((await readdir(outFolder)).sort()).toEqual([
    "clusters.parquet",
    "links.parquet",
    "report.html",
  ]);
  const report = await readFile(join(outFolder, "report.html"), "utf8");
  for (const [id] of await wordsOf("clinic.csv")) expect(report).not.toContain(id);
  for (const [, given = "", family = ""] of await wordsOf("clinic.csv")) {
    expect([family, report.includes(family)]).toEqual([family, false]);
    expect([given, report.includes(given)]).toEqual([given, false]);
  }
  expect(figures.clusterSizes.reduce((sum, { size, clusters: n }) => sum + size * n, 0)).toBe(370);
});

async function copyOfExample(): Promise<string> {
  const copy = join(folder, "example");
  await cp(EXAMPLE, copy, { recursive: true });
  return copy;
}

async function wordsOf(file: string): Promise<readonly (readonly string[])[]> {
  const lines = (await readFile(join(EXAMPLE, file), "utf8")).trim().split("\n").slice(1);
  return lines.map((line) => line.split(","));
}

test("without fields they are chosen, and the reasons are said", async () => {
  const answer = await link({ inputs: [CLINIC, SCHOOL], truth: TRUTH }, "chosen");
  if (!answer.ok) throw new Error(JSON.stringify(answer.mistakes));
  expect(answer.value.fields.map(({ column, kind }) => [column, kind])).toEqual([
    ["given_name", "name"],
    ["town", "category"],
    ["address", "text"],
    ["postcode", "category"],
    ["phone", "id"],
  ]);
  expect(answer.value.reasons).toContain("surname: left out, because only one input has it.");
});

test("the same records in another order give the same answers, byte for byte", async () => {
  const [head = "", ...lines] = (await readFile(join(folder, "school.csv"), "utf8"))
    .trim()
    .split("\n");
  await writeFile(join(folder, "shuffled.csv"), `${[head, ...lines.reverse()].join("\n")}\n`);
  const first = await link({ inputs: [CLINIC, SCHOOL] }, "once");
  const again = await link({ inputs: [CLINIC, { ...SCHOOL, path: "shuffled.csv" }] }, "again");
  expect([first.ok, again.ok]).toEqual([true, true]);
  for (const file of ["links.parquet", "clusters.parquet", "report.html"]) {
    const [a, b] = [
      await readFile(join(folder, "out-once", file)),
      await readFile(join(folder, "out-again", file)),
    ];
    expect([file, a.equals(b)]).toEqual([file, true]);
  }
});

const NAMES =
  "Müller Øvergård Peña Ibáñez Zieliński Okonkwo Tanaka Simbolon Lefèvre Haddad Quispe Virtanen Brankić Castelló Nguyen Farrugia Wójcik Eriksdóttir Dlamini Xhaka".split(
    " ",
  );

/** Twenty people, each twice, in a file of any writing. */
function doubles(
  delimiter: string,
  day: (year: number, month: number, row: number) => string,
): string {
  const lines = Array.from({ length: 40 }, (_, row) => {
    const who = row >> 1;
    const born = day(1931 + who * 3, 1 + ((who * 5) % 12), row);
    return [row, NAMES[who], born, "", "ID", who].join(delimiter);
  });
  return [["id", "name", "born", "nothing", "country", "entity"].join(delimiter), ...lines].join(
    "\n",
  );
}

const DAYS: readonly ((year: number, month: number, row: number) => string)[] = [
  (year, month) => `${year}-${month}-17`,
  (year, month) => `17/${month}/${year}`,
  (year, month) => `17.${month}.${year % 100}`,
];

test("semicolons, tabs, Windows-1252, days in mixed writing, columns that say nothing: nothing of it keeps doubles apart", async () => {
  await writeFile(
    join(folder, "semicolons.csv"),
    doubles(";", (y, m) => `${y}-${m}-17`),
  );
  const latin = Buffer.from(
    doubles("\t", (y, m) => `${y}-${m}-17`),
    "latin1",
  );
  await writeFile(join(folder, "tabs.tsv"), latin);
  const mixed = doubles(",", (y, m, row) => (DAYS[row % 3] ?? String)(y, m, row));
  await writeFile(join(folder, "mixed.csv"), mixed);
  for (const path of ["semicolons.csv", "tabs.tsv", "mixed.csv"]) {
    const job = { inputs: [{ name: "d", path, id: "id" }], truth: { column: "entity" } };
    const answer = await link(job, path);
    expect([path, answer.ok && answer.value.evaluation?.pairwise.f1]).toEqual([path, 1]);
  }
});

test("files without rows are refused together; one row and two equal ones are linked as they are", async () => {
  await writeFile(join(folder, "no-bytes.csv"), "");
  await writeFile(join(folder, "header-only.csv"), "id,name\n");
  await writeFile(join(folder, "one-row.csv"), "id,name,born\n1,Ana Lund,1960-01-17\n");
  await writeFile(
    join(folder, "two-rows.csv"),
    "id,name,born\n1,Ana Lund,1960-01-17\n2,Ana Lund,1960-01-17\n",
  );
  const input = (path: string) => ({ name: path, path, id: "id" });
  const none = await link({ inputs: [input("no-bytes.csv"), input("header-only.csv")] }, "none");
  expect(none.mistakes?.map(({ at, code }) => `${at} ${code}`)).toEqual([
    "inputs[0].path file-empty",
    "inputs[1].path no-rows",
  ]);
  const one = await link({ inputs: [input("one-row.csv")] }, "one-row");
  expect(one.ok && one.value.result).toMatchObject({ records: 1, links: 0, clusters: 1 });
  const two = await link({ inputs: [input("two-rows.csv")] }, "two-rows");
  expect(two.ok && two.value.result).toMatchObject({ records: 2, links: 1, clusters: 1 });
});

test("postcodes and ids keep their leading zeros", async () => {
  const numbered =
    "id,name,code\n" +
    Array.from(
      { length: 60 },
      (_, i) =>
        `00${i},${"abcdefghij"[i % 10]}${"klmnopqrst"[(i * 7) % 10]}o ${"uvwxyz"[i % 6]}e,0${100 + i}\n`,
    ).join("");
  await writeFile(join(folder, "zeros.csv"), numbered);
  const answer = await link({ inputs: [{ name: "z", path: "zeros.csv", id: "id" }] }, "zeros");
  expect(answer.ok).toBe(true);
  expect((await rows("out-zeros/clusters.parquet")).map(({ id }) => id)).toContain("0059");
});

test("what is wrong with words and with files is told together, without a value of any record", async () => {
  await writeFile(
    join(folder, "repeats.csv"),
    "key,name,born\nSiti,Ann,1\nBudi,Bo,2\nSiti,Cy,3\n,Di,4\n",
  );
  const answer = await link(
    {
      inputs: [
        { ...CLINIC, id: "number" },
        { name: "lost", path: "lost.csv", id: "x" },
        { name: "repeats", path: "repeats.csv", id: "key" },
        { name: "unnamed", path: "school.csv", id: "pupil", one_record_per_entity: 1 },
      ],
      fields: [{ column: "name", kind: "name", columns: { clinic: "sirname", unnamed: null } }],
      blocking: [["name:year"], ["nam"]],
      truth: { path: "truth.csv", id: "id", entity: "persn" },
      threshold: 2,
    },
    "wrong",
  );
  const said = answer.mistakes?.map(({ at, code }) => `${at} ${code}`).sort();
  expect(said).toEqual([
    "blocking[0][0] unknown-cut",
    "blocking[1][0] unknown-word",
    "fields[0].columns.clinic column-missing",
    "inputs[0].id column-missing",
    "inputs[1].path file-missing",
    "inputs[2].id id-not-unique",
    "inputs[3].one_record_per_entity wrong-value",
    "threshold wrong-value",
    "truth.entity column-missing",
  ]);
  const words = (answer.mistakes ?? [])
    .map(({ says, remedy }) => `${says.en} ${remedy.en}`)
    .join("\n");
  expect(words).toContain(
    "1 rows are empty, the first is row 4; 1 values stand more than once, the first in rows 1 and 3",
  );
  expect(words).toContain('Did you mean "surname"?');
  expect(words).toContain('Did you mean "person"?');
  expect(words).not.toMatch(/Siti|Budi/);
  expect(await readdir(folder)).not.toContain("out-wrong");
});

test("the truth may not be compared by, and no input is written over", async () => {
  const judge = await link(
    {
      inputs: [CLINIC, SCHOOL],
      fields: [
        { column: "town", kind: "category", columns: { school: "Town" } },
        { column: "postcode", kind: "category", columns: { school: "Postcode" } },
      ],
      truth: { column: "town" },
    },
    "judge",
  );
  expect(judge.mistakes?.map(({ code }) => code)).toContain("truth-among-fields");
  const over = await link(
    { inputs: [{ name: "a", path: "links.parquet", id: "x" }], out: "." },
    "over",
  );
  expect(over.mistakes?.map(({ code }) => code)).toContain("input-is-output");
  const itsTruth = { path: "report.html", id: "id", entity: "person" };
  const judged = await link({ inputs: [CLINIC, SCHOOL], truth: itsTruth, out: "." }, "judge");
  expect(judged.mistakes?.map(({ at, code }) => `${at} ${code}`)).toContain(
    "truth.path input-is-output",
  );
});

test("an id column is found where only one is unique, and asked for where there are more", async () => {
  const found = await link({ inputs: [{ name: "school", path: "school.csv" }] }, "found");
  expect(found.mistakes?.map(({ says }) => says.en) ?? []).toEqual([]);
  await writeFile(join(folder, "two.csv"), "a,b,c\n1,x,q\n2,y,q\n");
  const asked = await link({ inputs: [{ name: "two", path: "two.csv" }] }, "asked");
  expect(asked.mistakes?.map(({ says }) => says.en)).toEqual([
    'More than one column of "two" is unique: "a", "b".',
  ]);
});
