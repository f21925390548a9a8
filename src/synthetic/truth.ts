import { type DuckDb, text } from "#engine/duckdb/database.ts";
import type { TruthFiles } from "./plan.ts";
import { joinParquet } from "./write-delivery.ts";

/** Parquet parts of each truth file, one a chunk. */
export type TruthParts = Record<
  "family" | "person" | "event" | "familySecond" | "personSecond",
  string[]
>;

const FAMILY =
  "family_no, cast(size as int) as size, expenditure_per_capita, village_code, is_urban, kk, head_name";
const dayNumber = (column: string): string =>
  `cast(year(${column}) * 10000 + month(${column}) * 100 + day(${column}) as int) as ${column}`;
const PERSON = `person_no, family_no, slot, relationship, sex, marital_status, ${dayNumber("birth_date")},
  is_alive, ${dayNumber("died_on")}, nik, name, mother_name`;

/** Writes what is true of the chunk in `person` and `family`, and of the second edition its events. */
export async function writeTruthParts(
  db: DuckDb,
  parts: TruthParts,
  edition: "first" | "second",
  work: string,
): Promise<void> {
  const write = async (name: keyof TruthParts, query: string): Promise<void> => {
    const part = `${work}/truth-${name}.${parts[name].length}`;
    await db.run(`copy (${query}) to ${text(part)} (format parquet)`);
    parts[name].push(part);
  };
  const isFirst = edition === "first";
  await write(
    isFirst ? "family" : "familySecond",
    `select ${FAMILY} from family order by family_no`,
  );
  await write(
    isFirst ? "person" : "personSecond",
    `select ${PERSON} from person order by family_no, slot`,
  );
  if (isFirst) return;
  await write(
    "event",
    `select event, person_no, family_no, family_after, ${dayNumber("happened_on")}
       from event order by event, family_no, person_no`,
  );
}

const FILES = {
  family: "truth/family.parquet",
  person: "truth/person.parquet",
  event: "truth/event.parquet",
  familySecond: "truth/family-second.parquet",
  personSecond: "truth/person-second.parquet",
} as const satisfies Record<keyof TruthParts, string>;

/** Joins the parts; answers the files there are. */
export async function finishTruth(
  db: DuckDb,
  parts: TruthParts,
  outFolder: string,
): Promise<TruthFiles> {
  for (const [name, file] of Object.entries(FILES)) {
    const written = parts[name as keyof TruthParts];
    if (written.length > 0) await joinParquet(db, written, `${outFolder}/${file}`);
  }
  const { family, person, ...second } = FILES;
  const record = "truth/record.parquet";
  return { record, family, person, ...(parts.event.length > 0 ? second : {}) };
}
