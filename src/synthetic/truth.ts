import { mkdir } from "node:fs/promises";
import { type DuckDb, text } from "#engine/duckdb/database.ts";
import type { TruthFiles } from "./plan.ts";

/** What is true, by what it is about: each a folder of Parquet files, one a chunk. */
const FOLDERS = {
  family: "family",
  person: "person",
  event: "event",
  familySecond: "family-second",
  personSecond: "person-second",
} as const satisfies Partial<Record<keyof TruthFiles, string>>;

const FAMILY =
  "family_no, cast(size as int) as size, expenditure_per_capita, village_code, is_urban, kk, head_name";
const dayNumber = (column: string): string =>
  `cast(year(${column}) * 10000 + month(${column}) * 100 + day(${column}) as int) as ${column}`;
const PERSON = `person_no, family_no, slot, relationship, sex, marital_status, ${dayNumber("birth_date")},
  is_alive, ${dayNumber("died_on")}, nik, name, mother_name`;

/** Words a column may have and still be written as a dictionary: looking for more in columns of names is a tenth of the work. */
const DICTIONARY = 1000;

/** Makes the folders of the truth, empty. */
export async function openTruth(
  outFolder: string,
  editions: number,
  withHabits: boolean,
): Promise<TruthFiles> {
  const names = editions === 2 ? Object.entries(FOLDERS) : Object.entries(FOLDERS).slice(0, 2);
  const habits = withHabits ? ([["habit", "habit"]] as const) : [];
  const folders = [["record", "record"], ...names, ...habits] as const;
  for (const [, folder] of folders) {
    await mkdir(`${outFolder}/truth/${folder}`, { recursive: true });
  }
  const files = folders.map(([name, folder]) => [name, `truth/${folder}/*.parquet`]);
  return Object.fromEntries(files) as TruthFiles;
}

/**
 * Writes what is true of the chunk in `person` and `family`, and of the second edition its events. Rows
 * come in the order in which they were made: sorting them would be a tenth of the work.
 */
export async function writeTruth(
  db: DuckDb,
  outFolder: string,
  edition: "first" | "second",
  chunk: string,
): Promise<void> {
  const write = (name: keyof typeof FOLDERS, query: string): Promise<void> =>
    db.run(
      `copy (${query}) to ${text(`${outFolder}/truth/${FOLDERS[name]}/${chunk}.parquet`)} (format parquet, compression lz4_raw, parquet_version v2, dictionary_size_limit ${DICTIONARY})`,
    );
  const isFirst = edition === "first";
  await write(isFirst ? "family" : "familySecond", `select ${FAMILY} from family`);
  await write(isFirst ? "person" : "personSecond", `select ${PERSON} from person`);
  if (isFirst) return;
  await write(
    "event",
    `select event, person_no, family_no, family_after, ${dayNumber("happened_on")}
       from event order by event, family_no, person_no`,
  );
}
