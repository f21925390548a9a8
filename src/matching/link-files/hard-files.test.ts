import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { quiet } from "#domain/progress.ts";
import { type DuckDb, openDuckDb, text } from "#engine/duckdb/database.ts";
import { formsOf, measureOf, unequalLevel } from "./comparison-levels.ts";
import { linkFiles } from "./link-files.ts";

const LIMITS = { threads: 1, memory: "1GB" };
let folder = "";
let db: DuckDb;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "dtsen hard files "));
  db = await openDuckDb({ ...LIMITS, workFolder: join(folder, "spill") });
});
afterAll(async () => {
  db.close();
  await rm(folder, { recursive: true, force: true });
});

async function link(job: object, name: string) {
  const jobFile = join(folder, `${name}.json`);
  await writeFile(jobFile, JSON.stringify({ out: `out ${name}`, ...job }));
  const answer = await linkFiles({ jobFile, limits: LIMITS }, quiet);
  return answer.ok ? { summary: answer.value, mistakes: [] } : { mistakes: answer.mistakes ?? [] };
}

const NAMES = [
  "😀 Budi Santoso 🎉",
  "Иван Петров",
  "王小明",
  "محمد علي",
  "José Ñandú",
  "Zoë Ångström",
  `Siti ${"Aminah".repeat(32)}`,
];
const FAMILIES = [
  "Halim",
  "Сидоров",
  "李",
  "حسن",
  "O\u2019Brien",
  "Müller",
  "Simanjuntak",
  "Ωμέγας",
  "d\u2019Ávila",
  "Nguyễn",
  "Šimek",
  "Łukasz",
  "Straße",
];
const nameOf = (i: number): string => `${NAMES[i % NAMES.length]} ${FAMILIES[i % FAMILIES.length]}`;
const dayOf = (i: number): readonly [string, string, string] => [
  String(1950 + ((i * 7) % 50)),
  String(1 + ((i * 5) % 12)).padStart(2, "0"),
  String(1 + ((i * 11) % 28)).padStart(2, "0"),
];
const PEOPLE = Array.from({ length: 90 }, (_, i) => i);

test("three files of every make are one table: marks and line ends, types of Parquet, Latin-1, ids that are numbers here and text there", async () => {
  await mkdir(join(folder, "a folder"));
  await mkdir(join(folder, "out makes"));
  await writeFile(join(folder, "out makes", "mine.txt"), "keep");
  const line = (i: number, day: string): string =>
    [String(i), nameOf(i), day, `08${1_000_000 + i * 7919}`, `p${i}`].join(";");
  const days = PEOPLE.map((i) => dayOf(i).toReversed().join("/"));
  const csv = ["id;name;born;phone;person", ...PEOPLE.map((i) => line(i, days[i] ?? ""))];
  await writeFile(join(folder, "a folder", "with mark.csv"), `\ufeff${csv.join("\r\n")}\r\n`);
  const values = PEOPLE.map((i) => {
    const born = dayOf(i).join("-");
    return `(${i}, ${text(nameOf(i))}, date '${born}', '08${1_000_000 + i * 7919}', 'p${i}', ${i}.50::decimal(9, 2), true, [${i}], {'x': ${i}})`;
  });
  await db.run(`copy (select * from (values ${values.join(", ")})
    t(id, name, born, phone, person, amount, ok, list, nested)) to ${text(join(folder, "typed.parquet"))} (format parquet)`);
  const latin = PEOPLE.slice(0, 40).map(
    (i) => `x${i},M\u00fcller ${"ABCDEFGHIJ"[i % 10]}${i},${dayOf(i + 500).join("")},,q${i}`,
  );
  await writeFile(
    join(folder, "latin.csv"),
    Buffer.from(`id,name,born,phone,person\n${latin.join("\n")}\n`, "latin1"),
  );
  const inputs = [
    { name: "with mark", path: "a folder/with mark.csv", id: "id", one_record_per_entity: true },
    { name: "typed", path: "typed.parquet", id: "id", one_record_per_entity: true },
    { name: "latin", path: "latin.csv", id: "id" },
  ];
  const { summary, mistakes } = await link({ inputs, truth: { column: "person" } }, "makes");
  expect(mistakes).toEqual([]);
  expect(summary?.result.records).toBe(220);
  expect(summary?.evaluation?.pairwise.f1).toBeGreaterThan(0.97);
  expect(summary?.result.largestCluster).toBeLessThan(4);
  expect((await readdir(join(folder, "out makes"))).sort()).toEqual([
    "clusters.parquet",
    "links.parquet",
    "mine.txt",
    "report.html",
  ]);
});

test("ten thousand equal rows are one, and no column is said to be unknown", async () => {
  const rows = Array.from({ length: 10_000 }, (_, i) => `${i},Budi Santoso,Medan`);
  await writeFile(join(folder, "equal.csv"), `id,name,town\n${rows.join("\n")}\n`);
  const { summary } = await link(
    {
      inputs: [{ name: "a", path: "equal.csv", id: "id" }],
      fields: [
        { column: "name", kind: "name" },
        { column: "town", kind: "category" },
      ],
    },
    "equal",
  );
  expect(summary?.result).toMatchObject({ clusters: 1, largestCluster: 10_000, links: 9_999 });
  expect(summary?.warnings.join(" ")).not.toContain("is known in");
});

test("a folder that cannot be written and a column that stands twice are told of, not stumbled over", async () => {
  await writeFile(join(folder, "twice.csv"), "id,name,name,town\n1,a,b,c\n2,d,e,f\n");
  await writeFile(join(folder, "a-file"), "x");
  const inputs = [{ name: "a", path: "twice.csv", id: "id" }];
  const codes = async (job: object): Promise<readonly string[]> =>
    (await link(job, "refused")).mistakes.map(({ at, code }) => `${at} ${code}`);
  expect(await codes({ inputs, out: "a-file", seed: -1 })).toEqual([
    "seed wrong-value",
    "out out-unwritable",
  ]);
  expect(await codes({ inputs, out: "/proc/nowhere/deeper" })).toEqual(["out out-unwritable"]);
  expect(await codes({ inputs: [{ name: "a", path: ".", id: "id" }] })).toEqual([
    "inputs[0].path file-is-folder",
  ]);
  const fields = [{ column: "name", kind: "name" }];
  expect(await codes({ inputs, fields })).toEqual(["fields[0].column column-twice"]);
  const { summary } = await link({ inputs }, "twice");
  expect(summary?.reasons.join(" ")).toContain(
    "name: left out, because it stands more than once in a file.",
  );
});

test("texts that are one slip apart are found by their halves, all of them", async () => {
  await db.run(`create or replace table short as
    select distinct i::int as v, '' as whole, joined, '' as sorted, ['x' || i] as words, i + 0.0 as x, i + 0.0 as y, 1.0 as z, i as p1, i as p2
    from (select i, array_to_string([chr(65 + ((i // pow(2, k)::int) % 2)::int) for k in range(0, 2 + i % 6)], '') as joined from range(250) t(i))`);
  const levels = async (kind: "text" | "id"): Promise<bigint | undefined> => {
    const [row] = await db.all<{ n: bigint }>(`
      select count(*) as n from (
        select (${unequalLevel(kind)}) as level, damerau_levenshtein(a_joined, b_joined) <= 1 and least(length(a_joined), length(b_joined)) >= 4 as is_slip
        from (select *, ${measureOf(kind)} from (select ${formsOf(kind)} from short a, short b where a.joined <> b.joined))
      ) where is_slip and level < 4`);
    return row?.n;
  };
  expect(await levels("id")).toBe(0n);
  const [seen] = await db.all<{ n: bigint }>(
    `select count(*) as n from short a, short b where a.joined <> b.joined and damerau_levenshtein(a.joined, b.joined) <= 1`,
  );
  expect(seen?.n).toBeGreaterThan(500n);
});
