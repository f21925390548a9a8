import type { DuckDb } from "#engine/duckdb/database.ts";

/** What the values of a column look like, over all inputs that have it; shares are of known values. */
export type ColumnShape = {
  readonly rows: number;
  readonly known: number;
  readonly distinct: number;
  readonly averageLength: number;
  readonly shortest: number;
  readonly longest: number;
  readonly averageWords: number;
  /** Whole numbers without gaps, each once in an input: nobody's number but the row's. */
  readonly countsRows: boolean;
  readonly shares: Readonly<Record<ShapeName, number>>;
};

const DAY = "(0?[1-9]|[12][0-9]|3[01])";
const MONTH = "(0?[1-9]|1[0-2])";
const YEAR = "(1[6-9]|20|21)[0-9]{2}";
const MONTH_NAME = "\\p{L}[\\p{L}\\p{M}]{2,9}[.]?";
const DEGREES = "-?[0-9]{1,3}[.][0-9]+";

/** Patterns that whole values are held against. */
const SHAPES = {
  date: [
    `${YEAR}[-/.]${MONTH}[-/.]${DAY}([ T].*)?`,
    `${DAY}[-/. ]${MONTH}[-/. ]${YEAR}`,
    `${MONTH}[-/.]${DAY}[-/.]${YEAR}`,
    `${YEAR}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])`,
    `${DAY}[.]?( de)?[- ]${MONTH_NAME}( de)?[- ,]+${YEAR}( ?г[.]?)?`,
    `${MONTH_NAME} ${DAY},? ${YEAR}`,
    `${YEAR}[年년] ?${MONTH}[月월] ?${DAY}[日일]?`,
    `${DAY}[-/.]${MONTH}[-/.][0-9]{2}`,
    `${MONTH}[-/.]${DAY}[-/.][0-9]{2}`,
  ].join("|"),
  geo: `${DEGREES}[ ,;]+${DEGREES}`,
  whole: "-?[0-9]{1,18}",
  fraction: "-?[0-9]{1,15}[.,][0-9]+",
  digits: "[+]?[0-9][0-9 ./()-]{5,24}",
  address: "[^@ ]+@[^@ ]+[.][^@ ]+",
  code: "[^ ]*[0-9][^ ]*",
  letters: "[\\p{L}\\p{M}'’`. ,()-]+",
} as const;
export type ShapeName = keyof typeof SHAPES;

/** No more rows of an input than about these are looked at, chosen by digest and not by place. */
const LOOKED_AT = 100_000;

/** Digits of other scripts that files are written with, all of 0 to 9 each. */
const OTHER_DIGITS = [
  "٠١٢٣٤٥٦٧٨٩",
  "۰۱۲۳۴۵۶۷۸۹",
  "०१२३४५६७८९",
  "০১২৩৪৫৬৭৮৯",
  "０１２３４５６７８９",
];

/** Row numbers may have lost a few rows. */
const GAPS = 1.02;

/** Where a column stands: the view of its input, and how many rows that has. */
export type ColumnPlace = {
  readonly view: string;
  readonly cell: string;
  readonly idCell: string;
  readonly rows: number;
};

const plainDigits = (cell: string): string =>
  `translate(${cell}, '${OTHER_DIGITS.join("")}', '${"0123456789".repeat(OTHER_DIGITS.length)}')`;

/** Looks at the values of one column in every input that has it. */
export async function columnShape(
  db: DuckDb,
  places: readonly ColumnPlace[],
): Promise<ColumnShape> {
  const parts = places.map(({ view, cell, idCell, rows }, input) => {
    const every = Math.ceil(rows / LOOKED_AT);
    const chosen =
      every === 1
        ? ""
        : ` where cast('0x' || substr(md5(${idCell}), 1, 8) as bigint) % ${every} = 0`;
    return `select ${input} as input, ${plainDigits(cell)} as v from ${view}${chosen}`;
  });
  const shares = Object.entries(SHAPES).map(
    ([name, pattern]) =>
      `count(*) filter (where regexp_full_match(v, '${pattern.replaceAll("'", "''")}')) as "${name}"`,
  );
  const [row] = await db.all<Readonly<Record<string, bigint | null>>>(`\
with value as (${parts.join(" union all ")})
select count(*) as rows, count(v) as known, count(distinct v) as "distinct",
  count(distinct input || ' ' || v) as once,
  sum(length(v))::bigint as letters_all, min(length(v)) as shortest, max(length(v)) as longest,
  sum(length(v) - length(replace(v, ' ', '')) + 1)::bigint as words,
  (max(try_cast(v as bigint))::hugeint - min(try_cast(v as bigint))::hugeint)::double::bigint as span,
  ${shares.join(",\n  ")}
from value`);
  const figure = (name: string): number => Number(row?.[name] ?? 0n);
  const known = figure("known");
  const part = (name: string): number => (known === 0 ? 0 : figure(name) / known);
  return {
    rows: figure("rows"),
    known,
    distinct: figure("distinct"),
    averageLength: part("letters_all"),
    shortest: figure("shortest"),
    longest: figure("longest"),
    averageWords: part("words"),
    countsRows:
      known === figure("rows") &&
      part("whole") === 1 &&
      figure("once") === known &&
      figure("span") < Math.max(...places.map(({ rows }) => rows)) * GAPS,
    shares: Object.fromEntries(Object.keys(SHAPES).map((name) => [name, part(name)])) as Record<
      ShapeName,
      number
    >,
  };
}
