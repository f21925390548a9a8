import { globSync, readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";

const PAGE = "docs/GLOSSARY.md";
const MARK =
  "<!-- Below this line the page is made from src/domain: WRITE=1 npx vitest run test/glossary.test.ts -->";
const FILES = globSync("src/domain/**/*.ts")
  .filter((file) => !file.endsWith(".test.ts"))
  .sort();

type Said = { readonly id: string; readonly en: string };
type Table = { readonly name: string; readonly words: ReadonlyMap<string, Said> };

const isWords = (value: unknown): value is Said =>
  typeof value === "object" &&
  value !== null &&
  "id" in value &&
  "en" in value &&
  typeof value.id === "string" &&
  typeof value.en === "string";

/** The words of one entry: the entry itself, or its `words`. */
function readWords(entry: unknown): Said | undefined {
  if (isWords(entry)) return entry;
  if (typeof entry === "object" && entry !== null && "words" in entry && isWords(entry.words)) {
    return entry.words;
  }
  return undefined;
}

function readTable(name: string, value: unknown): Table | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  const entries = Object.entries(value).map(([code, entry]) => [code, readWords(entry)] as const);
  const words = new Map(
    entries.flatMap(([code, said]) => (said === undefined ? [] : [[code, said] as const])),
  );
  return words.size > 0 && words.size === entries.length ? { name, words } : undefined;
}

const isCode = (text: unknown): text is string =>
  typeof text === "string" && /^[A-Za-z0-9]+(-[a-z0-9]+)*$/.test(text);

/** Tables of words, and lists of codes that need one, of the whole law book. */
async function readLawBook(): Promise<{ tables: Table[]; lists: Map<string, readonly string[]> }> {
  const tables: Table[] = [];
  const lists = new Map<string, readonly string[]>();
  for (const file of FILES) {
    const exports: Record<string, unknown> = await import(/* @vite-ignore */ `../${file}`);
    for (const [name, value] of Object.entries(exports)) {
      const table = readTable(name, value);
      if (table !== undefined) tables.push(table);
      if (Array.isArray(value) && value.length > 1 && value.every(isCode)) lists.set(name, value);
    }
  }
  return { tables, lists };
}

/** Lists that are made of other lists, or are column names, not words of the office. */
const NOT_OFFICE_WORDS = new Set([
  "PERSON_FACTS",
  "PERSON_VAULT_FACTS",
  "FAMILY_FACTS",
  "IDENTITY_COLUMNS",
  "COUNTED_TABLES",
  "RESIGNABLE_PROGRAMS",
]);

const { tables, lists } = await readLawBook();
const covers = (codes: readonly string[]) =>
  tables.some(({ words }) => codes.every((code) => words.has(code)));

test("the law book was read: many tables, many lists", () => {
  expect(tables.length).toBeGreaterThan(30);
  expect(lists.size).toBeGreaterThan(20);
});

test("every state, reason, role and outcome has its words", () => {
  const silent = [...lists].filter(
    ([name, codes]) => !NOT_OFFICE_WORDS.has(name) && !covers(codes),
  );
  expect(silent.map(([name]) => name)).toEqual([]);
});

test("every problem that a rule may answer has a sentence", () => {
  const spoken = new Set(
    tables.filter(({ name }) => name.includes("PROBLEM")).flatMap(({ words }) => [...words.keys()]),
  );
  const seen: string[] = [];
  for (const file of FILES) {
    for (const [, union = ""] of readFileSync(file, "utf8").matchAll(
      /^export type \w*Problem =([^;]*);/gm,
    )) {
      if (union.includes("{")) continue;
      for (const [, code = ""] of union.matchAll(/"([a-z0-9-]+)"/g)) {
        seen.push(code);
        expect(spoken.has(code), `${file}: "${code}" has no sentence`).toBe(true);
      }
    }
  }
  expect(seen.length).toBeGreaterThan(25);
});

test("a word is said in both languages, and never by its code alone", () => {
  for (const { name, words } of tables) {
    for (const [code, { id, en }] of words) {
      expect(id.trim() !== "" && en.trim() !== "", `${name}.${code}`).toBe(true);
      expect(/^[a-z]+(-[a-z]+)+$/.test(id), `${name}.${code} shows a code: ${id}`).toBe(false);
    }
  }
});

test("sentences of problems end as sentences", () => {
  for (const { name, words } of tables.filter((table) => table.name.includes("PROBLEM"))) {
    for (const [code, { id, en }] of words) {
      expect(id.endsWith(".") && en.endsWith("."), `${name}.${code}`).toBe(true);
    }
  }
});

test("the glossary page carries every table as it is in the code", () => {
  const page = readFileSync(PAGE, "utf8");
  const own = page.split(MARK)[0] ?? "";
  const made = `${own}${MARK}\n\n${renderTables()}`;
  if (process.env.WRITE !== undefined) writeFileSync(PAGE, made);
  else expect(page, "run: WRITE=1 npx vitest run test/glossary.test.ts").toBe(made);
});

function renderTables(): string {
  const byName = new Map(tables.map((table) => [table.name, table]));
  const sections = [...byName.values()]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, words }) => {
      const title = name
        .replace(/_(WORDS|TERMS)$/, "")
        .toLowerCase()
        .replaceAll("_", " ");
      const rows = [...words].map(([code, { id, en }]) => `| \`${code}\` | ${id} | ${en} |`);
      return [
        `### ${title}`,
        "",
        "| Code | Indonesian | English |",
        "| --- | --- | --- |",
        ...rows,
        "",
      ].join("\n");
    });
  return `## Codes and their words\n\n${sections.join("\n")}`;
}
