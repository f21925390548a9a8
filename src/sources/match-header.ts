import { accept, type Result, refuse } from "#domain/result.ts";
import type { Layout, LayoutColumn } from "./layout.ts";

/** Where the header stands in a text file and how it is cut. */
export type FoundHeader = {
  /** Lines above the header: titles, blanks. */
  readonly linesAbove: number;
  readonly delimiter: string;
  readonly isQuoted: boolean;
  readonly columns: MatchedColumns;
};

/** A file's header laid against a layout. */
export type MatchedColumns = {
  /** Headers as they came. */
  readonly headers: readonly string[];
  /** Place in the file (from 0) of each column of the layout that was found and is read. */
  readonly found: readonly { readonly place: number; readonly column: LayoutColumn }[];
  /** Delivered, but not in the layout: read past, never kept. */
  readonly unknown: readonly string[];
};

/** Header of the file (normal form) to header of the layout: what a person of this source once said. */
export type SavedMapping = Readonly<Record<string, string>>;

export type HeaderProblem = "header-missing" | "required-column-missing";

const DELIMITERS = ["|", ";", "\t", ","] as const;

/** Headers are compared without case, spaces, dots and underscores at the ends. */
export function normalHeader(header: string): string {
  return header
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "_")
    .replaceAll(/^_+|_+$/g, "");
}

/** Lays a row of headers against a layout; refuses only through `checkHeader`. */
export function matchHeader(
  headers: readonly string[],
  layout: Layout,
  saved: SavedMapping = {},
): MatchedColumns {
  const byName = new Map<string, LayoutColumn>();
  for (const column of layout.columns) {
    for (const name of column.synonyms) byName.set(normalHeader(name), column);
  }
  for (const column of layout.columns) byName.set(normalHeader(column.header), column);
  for (const [from, to] of Object.entries(saved)) {
    const column = layout.columns.find(({ header }) => header === to);
    if (column !== undefined) byName.set(normalHeader(from), column);
  }
  const named = headers.map((header) => byName.get(normalHeader(header)));
  const exact = (place: number, column: LayoutColumn): boolean =>
    normalHeader(headers[place] ?? "") === normalHeader(column.header);
  const found = layout.columns.flatMap((column) => {
    const places = named.flatMap((other, place) => (other === column ? [place] : []));
    const place = places.find((place) => exact(place, column)) ?? places[0];
    return place === undefined ? [] : [{ place, column }];
  });
  return { headers, found, unknown: headers.filter((_, place) => named[place] === undefined) };
}

/** Required columns that the header lacks, as the layout calls them. */
export function missingColumns(matched: MatchedColumns, layout: Layout): readonly string[] {
  const found = new Set(matched.found.map(({ column }) => column));
  return layout.columns
    .filter((column) => column.isRequired && !found.has(column))
    .map(({ header }) => header);
}

/** Half of the required columns make a header; fewer mean that there is none. */
export function checkHeader(
  matched: MatchedColumns,
  layout: Layout,
): Result<MatchedColumns, HeaderProblem> {
  const required = layout.columns.filter(({ isRequired }) => isRequired).length;
  const missing = missingColumns(matched, layout).length;
  if (matched.found.length < 2 || missing > required / 2) return refuse("header-missing");
  if (missing > 0) return refuse("required-column-missing");
  return accept(matched);
}

/** Finds the header among the first lines of a text file, with whatever cuts it best. */
export function findHeader(
  lines: readonly string[],
  layout: Layout,
  saved: SavedMapping = {},
  delimiters: readonly string[] = DELIMITERS,
): FoundHeader | undefined {
  let best: FoundHeader | undefined;
  for (const [linesAbove, line] of lines.entries()) {
    for (const delimiter of delimiters) {
      const columns = matchHeader(cutLine(line, delimiter), layout, saved);
      if (columns.found.length > (best?.columns.found.length ?? 0)) {
        best = { linesAbove, delimiter, isQuoted: isQuoted(lines.slice(linesAbove)), columns };
      }
    }
  }
  return best;
}

/** A sign at the beginning of any of the first lines shows that cells are quoted in this file. */
function isQuoted(lines: readonly string[]): boolean {
  return lines.some((line) => line.includes('"'));
}

/** The cells of one line, quotes taken off. For headers only; rows are the engine's. */
export function cutLine(line: string, delimiter: string): readonly string[] {
  const cells: string[] = [];
  let [cell, inside] = ["", false];
  for (const sign of line) {
    if (sign === '"') inside = !inside;
    else if (sign === delimiter && !inside) {
      cells.push(cell.trim());
      cell = "";
    } else cell += sign;
  }
  return [...cells, cell.trim()];
}
