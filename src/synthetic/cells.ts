import type { Layout } from "#sources/layout.ts";

/** SQL for each header of a layout, over the columns of a listing. */
export type Cells = Readonly<Record<string, string>>;

/** SQL: days as providers write them. */
export const dayMonthYear = (day: string, between = "-"): string =>
  `strftime(${day}, '%d${between}%m${between}%Y')`;
export const isoDay = (day: string): string => `strftime(${day}, '%Y-%m-%d')`;

/** SQL: 1 becomes the word for yes, 0 the word for no. */
export const yesNo = (flag: string, yes = "1", no = "2"): string =>
  `case ${flag} when 1 then '${yes}' when 0 then '${no}' end`;

/** SQL: number in words by code. */
export const words = (code: string, table: Readonly<Record<number, string>>): string =>
  `case ${code} ${Object.entries(table)
    .map(([value, word]) => `when ${value} then '${word}'`)
    .join(" ")} end`;

/** A region code with dots, as Kemendagri writes it. */
export const dotted = (code: string): string =>
  `${code}[1:2] || '.' || ${code}[3:4] || '.' || ${code}[5:6] || '.' || ${code}[7:10]`;

/** The expressions in the order of the layout; a header without one is a bug here. */
export function cellsInOrder(layout: Layout, cells: Cells): readonly string[] {
  return layout.columns.map(({ header }) => {
    const cell = cells[header];
    if (cell === undefined) {
      throw new Error(`${layout.source} ${layout.set}: no cell for column "${header}"`);
    }
    return cell;
  });
}

const DELIMITERS: Readonly<Record<string, string>> = { tsv: "\t", pipe: "|" };

/** Character between the columns of a text layout. */
export const delimiterOf = (layout: Layout): string =>
  DELIMITERS[layout.format] ?? layout.delimiter ?? ",";

/** The header line of a text layout, quoted as its rows are. */
export function headerLine(layout: Layout): string {
  const quote = layout.isQuoted ? '"' : "";
  return layout.columns.map(({ header }) => quote + header + quote).join(delimiterOf(layout));
}

/** SQL: one line of text a row. */
export function lineOf(layout: Layout, cells: Cells): string {
  const quote = layout.isQuoted ? '"' : "";
  const parts = cellsInOrder(layout, cells).map((cell) => `(${cell})`);
  const between = `, '${quote}${delimiterOf(layout)}${quote}', `;
  return `concat('${quote}', ${parts.join(between)}, '${quote}')`;
}

/**
 * SQL over line, e4 and s_nik: where the draw falls under the rate the line is broken: cut off,
 * shifted by one column, a 17th digit on the number, or nothing but an error of the spreadsheet.
 */
export function brokenLine(layout: Layout, brokenRow: number): string {
  const quote = layout.isQuoted ? '"' : "";
  return `case when u16(e4, 0) >= ${brokenRow / 1000} then line
               when u16(e4, 16) < 0.3 then left(line, cast(length(line) * 0.4 as bigint))
               when u16(e4, 16) < 0.55 then '${quote}${quote}${delimiterOf(layout)}' || line
               when u16(e4, 16) < 0.85 and s_nik is not null then replace(line, s_nik, s_nik || '7')
               else '#REF!' end`;
}
