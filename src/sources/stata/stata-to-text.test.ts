import { readdirSync, readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ROOT } from "#test/sources.ts";
import { UNIT_SEPARATOR } from "../row-sink.ts";
import { isStata, stataToText } from "./stata-to-text.ts";

/** Written by pandas and pyreadstat (bench/pmt/stata_files.py), releases 113 to 119, one with the high byte first. */
const FOLDER = join(ROOT, "test/stata");
const FILES = readdirSync(FOLDER).filter((name) => /^(pandas|readstat).*dta$/.test(name));
const EXPECTED = readFileSync(join(FOLDER, "expected.csv"), "utf8")
  .trim()
  .split(/\r?\n/)
  .map((line) =>
    line.split(",").map((cell) => cell.replaceAll(/^"|"$/g, "").replaceAll('""', '"')),
  );

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "dtsen-stata-"));
});
afterAll(async () => await rm(folder, { recursive: true, force: true }));

async function read(path: string) {
  const to = join(folder, "rows.txt");
  const labels = await stataToText(path, to);
  const rows = labels.ok
    ? readFileSync(to, "utf8")
        .trimEnd()
        .split("\n")
        .map((line) => line.split(UNIT_SEPARATOR))
    : [];
  return { labels, rows };
}

const asNumbers = (rows: readonly (readonly string[])[]) =>
  rows.map((row) =>
    row.map((cell) => (cell === "" || Number.isNaN(Number(cell)) ? cell : Number(cell))),
  );

test("there is a file of every release", () => {
  expect(FILES.length).toBe(9);
});

test.each(FILES)("%s: every cell, label and word for a number", async (name) => {
  expect(await isStata(join(FOLDER, name))).toBe(true);
  const { labels, rows } = await read(join(FOLDER, name));
  expect(asNumbers(rows)).toEqual(asNumbers(EXPECTED));
  if (!labels.ok) throw new Error(labels.problem);
  expect(labels.value.get("pce")?.label).toBe("Pengeluaran per kapita");
  expect([...(labels.value.get("floor")?.values ?? [])]).toEqual([
    ["1", "Keramik"],
    ["2", "Semen/bata merah"],
    ["3", "Tanah"],
  ]);
});

test.each(FILES)("%s cut anywhere is refused and breaks nothing", async (name) => {
  const whole = readFileSync(join(FOLDER, name));
  for (let share = 1; share < 20; share++) {
    const cut = join(folder, "cut.dta");
    await writeFile(cut, whole.subarray(0, Math.floor((whole.length * share) / 20)));
    if (!(await isStata(cut))) continue;
    const { labels } = await read(cut);
    // What is cut behind the rows may cost the words and nothing else.
    if (labels.ok) expect(share).toBeGreaterThan(9);
    else expect(labels.problem).toBe("stata-damaged");
  }
});

test("other files are not taken for Stata's, and a release from before 2003 is refused by its name", async () => {
  const write = async (bytes: string | Uint8Array) => {
    await writeFile(join(folder, "other"), bytes);
    return join(folder, "other");
  };
  expect(await isStata(await write("rstu;x\n1;2"))).toBe(false);
  expect(await isStata(await write(""))).toBe(false);
  const old = await write(new Uint8Array([105, 2, 1, 0, ...new Uint8Array(300)]));
  expect(await isStata(old)).toBe(true);
  expect((await read(old)).labels).toEqual({ ok: false, problem: "stata-unknown-release" });
});
