import type { DuckDb } from "#engine/duckdb/database.ts";

/** Ways in which numbers are written: 1234.5, 1.234,5 or 1,234.5. */
export const WRITINGS = ["plain", "comma", "english"] as const;
export type Writing = (typeof WRITINGS)[number];

/** What the cells of a column look like. */
export type ColumnFigures = {
  readonly known: number;
  readonly distinct: number;
  /** How many read as a number in each writing. */
  readonly numbers: Readonly<Record<Writing, number>>;
  readonly wholes: number;
  /** Cells such as 12.345, which are a fraction to some and thousands to others. */
  readonly ambiguous: number;
  readonly fractions: number;
  readonly least: number | undefined;
  readonly most: number | undefined;
};

const ABSENT = ["na", "n/a", "#n/a", "nan", "null", "nil", ".", "-", "--", "?", "*"];

/** The cell, or null where it only says that nothing is known. */
export const cellOf = (place: number): string =>
  `case when lower(trim(c${place})) in (${ABSENT.map((word) => `'${word}'`).join(", ")}) then null else trim(c${place}) end`;

const DOTS = "^[-+]?[0-9]{1,3}([.][0-9]{3})+(,[0-9]+)?$|^[-+]?[0-9]+(,[0-9]+)?$";
const COMMAS = "^[-+]?[0-9]{1,3}(,[0-9]{3})+([.][0-9]+)?$|^[-+]?[0-9]+([.][0-9]+)?$";

/** A cell as a number, null where it is none; a currency in front is no part of it. */
export function numberOf(cell: string, writing: Writing): string {
  const bare = String.raw`regexp_replace(${cell}, '^(Rp|IDR|USD|US\$|\$)[.]?\s*', '', 'i')`;
  const read = (text: string): string =>
    `case when isfinite(try_cast(${text} as double)) then try_cast(${text} as double) end`;
  if (writing === "plain") return read(bare);
  const form = writing === "comma" ? DOTS : COMMAS;
  const plain =
    writing === "comma"
      ? `replace(replace(${bare}, '.', ''), ',', '.')`
      : `replace(${bare}, ',', '')`;
  return `case when regexp_matches(${bare}, '${form}') then ${read(plain)} end`;
}

/** Columns looked at by one query: what differs in all of a wide file at once would fill the memory. */
const AT_ONCE = 12;

/** Figures of columns, by their place in the header. */
export async function columnFigures(
  db: DuckDb,
  view: string,
  places: readonly number[],
): Promise<ReadonlyMap<number, ColumnFigures>> {
  const found = new Map<number, ColumnFigures>();
  for (let from = 0; from < places.length; from += AT_ONCE) {
    const queries = places.slice(from, from + AT_ONCE).map((place) => figuresQuery(view, place));
    const rows = await db.all<Record<string, bigint | number | null>>(
      queries.join("\nunion all\n"),
    );
    for (const row of rows) found.set(Number(row.place), figuresOf(row));
  }
  return found;
}

function figuresOf(row: Readonly<Record<string, bigint | number | null>>): ColumnFigures {
  const count = (key: string): number => Number(row[key] ?? 0);
  const end = (key: string): number | undefined =>
    row[key] === null || row[key] === undefined ? undefined : Number(row[key]);
  return {
    known: count("known"),
    distinct: count("n"),
    numbers: { plain: count("plain"), comma: count("comma"), english: count("english") },
    wholes: count("wholes"),
    ambiguous: count("ambiguous"),
    fractions: count("fractions"),
    least: end("least"),
    most: end("most"),
  };
}

function figuresQuery(view: string, place: number): string {
  const writings = WRITINGS.map((writing) => `${numberOf("v", writing)} as ${writing}`);
  const counts = WRITINGS.map(
    (writing) => `coalesce(sum(w) filter (where ${writing} is not null), 0) as ${writing}`,
  );
  return `select ${place} as place, coalesce(sum(w), 0) as known, count(*) as n, ${counts.join(", ")},
  coalesce(sum(w) filter (where plain = trunc(plain)), 0) as wholes,
  coalesce(sum(w) filter (where plain is not null and contains(v, '.')), 0) as fractions,
  coalesce(sum(w) filter (where regexp_matches(v, '^[-]?[1-9][0-9]{0,2}[.][0-9]{3}$')), 0) as ambiguous,
  min(coalesce(plain, comma)) as least, max(coalesce(plain, comma)) as most
from (select v, w, ${writings.join(", ")}
  from (select ${cellOf(place)} as v, count(*) as w from ${view} group by 1) where v is not null)`;
}
