import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { nameWords, strictName } from "#domain/person-name.ts";
import { type DuckDb, openDuckDb } from "#engine/duckdb/database.ts";
import { writeNameTables } from "#test/name-tables.ts";
import { nameLevels } from "./comparisons.ts";
import { kanonWord, wordForm } from "./kanon.ts";

let folder: string;
let db: DuckDb;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "names-"));
  db = await openDuckDb({ threads: 1, memory: "512MB", workFolder: folder });
});
afterAll(async () => {
  db.close();
  await rm(folder, { recursive: true, force: true });
});

/** A name once more, in letters instead of numbers. */
function plainForm(name: string) {
  const written = nameWords(strictName(name));
  const words = written.map(kanonWord);
  const letters = written.join("");
  return {
    words,
    said: words.join(" "),
    sorted: [...words].sort().join(" "),
    joined: words.join(""),
    kept: words.slice(0, 5),
    last: words.at(-1) ?? "",
    letters: [3, 4].includes(letters.length) ? [...letters].sort().join("") : "",
    initials: written.map((word) => wordForm(word).initial).join(""),
    shortened: words.some((word) => word.length === 1) ? 2 : words.includes("MHD") ? 1 : 0,
  };
}
type PlainForm = ReturnType<typeof plainForm>;

/** The levels again, as a person would say them. */
function plainNameLevel(a: PlainForm, b: PlainForm): number {
  const letters = Math.min(a.joined.length, b.joined.length);
  if (letters === 0) return 0;
  if (a.said === b.said || a.sorted === b.sorted || a.joined === b.joined) return 6;
  const inB = a.kept.filter((word) => b.kept.includes(word)).length;
  const shorter = Math.min(a.kept.length, b.kept.length);
  if (inB >= shorter && (shorter >= 2 || letters >= 3)) return 5;
  const isAbbreviation = a.initials === b.initials && inB >= 1;
  if (isAbbreviation && (a.shortened === 2 || b.shortened === 2)) return 4;
  if (a.letters !== "" && a.letters === b.letters) return 3;
  if (isAbbreviation && a.shortened !== b.shortened) return 3;
  const distance = edits(a.joined, b.joined);
  const isClose = letters >= 3 && Math.abs(a.joined.length - b.joined.length) <= 4;
  if (isClose && distance <= (letters <= 4 ? 0 : letters <= 12 ? 1 : 2)) return 4;
  if (isClose && distance <= (letters <= 4 ? 1 : letters <= 10 ? 2 : 4)) return 3;
  if (letters >= 3 && a.joined.slice(-letters) === b.joined.slice(-letters)) return 3;
  return inB >= 1 ? 2 : 1;
}

function edits(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

const WORDS =
  "SITI SITTI AMINAH INAH MARIA HERMAWAN WAWAN MUHAMMAD MOH BUDI BUID BUDIH RAHMAN S R B H ABDUL NUR HAYATI NURHAYATI SRI".split(
    " ",
  );
const SAME_WORDS = ["SITI AMINAH", "AMINAH SITTI", "NUR HAYATI", "NURHAYATI", "SITI A", "A SITI"];
const anyName = fc
  .array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 9 })
  .map((words) => words.slice(0, words.length > 6 ? 9 : 3).join(" "));

const EVERY_PAIR = `(select a.name_id as left_name, b.name_id as right_name
  from name_form a join name_form b on a.name_id <> b.name_id)`;

test("names are put into forms and levels as a plain reading does", async () => {
  const drawn = fc.sample(anyName, { numRuns: 90, seed: 7 }).map(strictName);
  const names = [...new Set([...drawn, ...SAME_WORDS])].filter(
    (name) => nameWords(name).length <= 8,
  );
  await writeNameTables(db, names, folder);
  const forms = names.map(plainForm);
  const found = await db.all<{ a: number; b: number; level: number } & Record<string, number>>(`\
select cast(a.name_id as int) as a, cast(b.name_id as int) as b, l.level,
  cast(a.kanon_key = b.kanon_key as int) as said, cast(a.sorted_key = b.sorted_key as int) as sorted,
  cast(a.joined_key = b.joined_key as int) as joined, cast(a.last_word = b.last_word as int) as last,
  cast(a.letters_key = b.letters_key as int) as letters, cast(a.initials = b.initials as int) as initials,
  a.word_count as words
from name_form a join name_form b on a.name_id <> b.name_id
join (${nameLevels(EVERY_PAIR)}) l on l.left_name = a.name_id and l.right_name = b.name_id`);
  expect(found.length).toBe(names.length * (names.length - 1));
  const wrong = found.filter(({ a, b, level, words, ...same }) => {
    const [one, other] = [forms[a - 1] as PlainForm, forms[b - 1] as PlainForm];
    const keys = ["said", "sorted", "joined", "last", "letters", "initials"] as const;
    return (
      level !== plainNameLevel(one, other) ||
      words !== one.kept.length ||
      keys.some((key) => (same[key] === 1) !== (one[key] === other[key]))
    );
  });
  expect(wrong).toEqual([]);
  expect(new Set(found.map(({ level }) => level))).toEqual(new Set([1, 2, 3, 4, 5, 6]));
});

test.each([
  ["MUHAMMAD RIZKI", "Moch. Rizky", 6],
  ["NUR HAYATI", "NURHAYATI", 6],
  ["SOEDJATMOKO", "SUJATMOKO", 6],
  ["SITI AMINAH", "AMINAH", 5],
  ["SUYANTO", "YANTO", 3],
  ["S SANTOSO", "SLAMET SANTOSO", 4],
  ["B HARTONO", "BUDI HARTONO", 4],
  ["DEWI H", "DEWI HARTATI", 4],
  ["J SANTOSO", "DJOKO SANTOSO", 4],
  ["SIR", "SRI", 3],
  ["AID", "ADI", 3],
  ["SRI", "SRI WAHYUNI", 5],
  ["STI", "SITI", 3],
  ["SITI AMINAH", "SITI ROHANI", 2],
  ["BAMBANG", "SULASTRI", 1],
  ["MUHAMMAD GORETI", "MERIANA GORETI", 3],
  ["MUHAMMAD RIZKI", "MUHAMMAD RAHMAN", 2],
  ["INAH", "SARINAH", 3],
  ["IN", "SARIN", 1],
])("%s and %s are of level %i", (left, right, level) => {
  expect(plainNameLevel(plainForm(left), plainForm(right))).toBe(level);
});
