import type { DeliverySet, Source } from "#domain/source.ts";
import { type DuckDb, text } from "#engine/duckdb/database.ts";
import type { Chance } from "./chance.ts";

/**
 * Errors that neighbours share, in thousandths. Rates of rows (`error-rates.ts`) fall on each row for itself;
 * these fall on a whole village at once, as they do where one officer wrote the list.
 */
export type VillageHabits = {
  /** Villages whose list of one source a careless enumerator wrote, drawn anew for each source. */
  readonly carelessVillages: number;
  /** Rows of such a list that are wrong, in several fields of the record together. */
  readonly carelessRows: number;
  /** Villages whose office writes every birthday as 1 January, year kept, in whatever list it fills. */
  readonly januaryVillages: number;
};

/** Of a careless enumerator's rows, how many of a thousand are wrong. */
export const CARELESS_ROWS = 600;

/** Villages of one list, as SQL reads them; empty where no village has the habit. */
export type SpoiledVillages = {
  readonly careless: readonly string[];
  readonly january: readonly string[];
  readonly carelessRows: number;
};

/** Which list of which edition it is about. */
type List = {
  readonly no: number;
  readonly source: Source;
  readonly set: DeliverySet;
};

const NOWHERE: SpoiledVillages = { careless: [], january: [], carelessRows: 0 };

/** Lists that village officers and enumerators fill; offices and firms keep the others. */
const ENUMERATED: readonly Source[] = ["dtks", "regsosek", "p3ke", "dtsen"];

/** The villages of a chunk that spoil a list; the same for its persons and its families. */
export function spoiledVillages(
  { no, source, set }: List,
  villages: readonly string[],
  habits: VillageHabits | undefined,
  chance: Chance,
): SpoiledVillages {
  if (habits === undefined || !ENUMERATED.includes(source)) return NOWHERE;
  if (set !== "person" && set !== "family") return NOWHERE;
  const drawn = (habit: string, rate: number): readonly string[] =>
    villages.filter((village) => chance.share(`${habit}|${village}`) < rate / 1000);
  return {
    careless: drawn(`careless|${no}`, habits.carelessVillages),
    january: drawn("january", habits.januaryVillages),
    carelessRows: habits.carelessRows,
  };
}

/** SQL over village_code and e2: whether the enumerator of this row was careless with it. */
export const isCareless = ({ careless, carelessRows }: SpoiledVillages): string =>
  careless.length === 0 ? "false" : `(${among(careless)} and u16(e2, 32) < ${carelessRows / 1000})`;

/** SQL over village_code: whether the village writes every birthday as 1 January. */
export const isJanuary = ({ january }: SpoiledVillages): string =>
  january.length === 0 ? "false" : among(january);

const among = (villages: readonly string[]): string =>
  `village_code in (${villages.map(text).join(", ")})`;

/** A list and the villages that spoil it, for the truth. */
export type SpoiledList = {
  readonly source: Source;
  readonly edition: string;
  readonly villages: SpoiledVillages;
};

/** Writes which pairs of village and list are spoiled, and how: source, edition, village_code, habit. */
export async function writeHabits(
  db: DuckDb,
  file: string,
  lists: readonly SpoiledList[],
): Promise<void> {
  const rows = lists.flatMap(({ source, edition, villages }) =>
    (["careless", "january"] as const).flatMap((habit) =>
      villages[habit].map((village) => [source, edition, village, habit].map(text).join(", ")),
    ),
  );
  const nothing = "select '' as source, '' as edition, '' as village_code, '' as habit where false";
  const said = rows.map((row) => ` union select ${row}`).join("");
  await db.run(
    `copy (select * from (${nothing}${said}) order by all) to ${text(file)} (format parquet)`,
  );
}
