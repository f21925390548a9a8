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
  layout: Pick<Layout, "columns">,
  saved: SavedMapping = {},
): MatchedColumns {
  return layAgainst(headers, layout, knownNames(layout, saved));
}

/** Every name that a column of the layout goes by, in normal form. */
function knownNames(
  layout: Pick<Layout, "columns">,
  saved: SavedMapping,
): ReadonlyMap<string, LayoutColumn> {
  const byName = new Map<string, LayoutColumn>();
  for (const column of layout.columns) {
    for (const name of column.synonyms) byName.set(normalHeader(name), column);
  }
  for (const column of layout.columns) byName.set(normalHeader(column.header), column);
  for (const [from, to] of Object.entries(saved)) {
    const column = layout.columns.find(({ header }) => header === to);
    if (column !== undefined) byName.set(normalHeader(from), column);
  }
  return byName;
}

function layAgainst(
  headers: readonly string[],
  layout: Pick<Layout, "columns">,
  byName: ReadonlyMap<string, LayoutColumn>,
): MatchedColumns {
  const names = headers.map(normalHeader);
  const places = new Map<LayoutColumn, number>();
  for (const [place, name] of names.entries()) {
    const column = byName.get(name);
    if (column === undefined) continue;
    const before = places.get(column);
    const own = normalHeader(column.header);
    // The column's own name goes before its others; of equals the first.
    if (before === undefined || (names[before] !== own && name === own)) places.set(column, place);
  }
  const found = layout.columns.flatMap((column) => {
    const place = places.get(column);
    return place === undefined ? [] : [{ place, column }];
  });
  return { headers, found, unknown: headers.filter((_, place) => !byName.has(names[place] ?? "")) };
}

/** Required columns that the header lacks, as the layout calls them. */
export function missingColumns(
  matched: MatchedColumns,
  layout: Pick<Layout, "columns">,
): readonly string[] {
  const found = new Set(matched.found.map(({ column }) => column));
  return layout.columns
    .filter((column) => column.isRequired && !found.has(column))
    .map(({ header }) => header);
}

/** Half of the required columns make a header; fewer mean that there is none. */
export function checkHeader(
  matched: MatchedColumns,
  layout: Pick<Layout, "columns">,
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
  layout: Pick<Layout, "columns">,
  saved: SavedMapping = {},
  delimiters: readonly string[] = DELIMITERS,
): FoundHeader | undefined {
  let best: FoundHeader | undefined;
  const known = knownNames(layout, saved);
  for (const [linesAbove, line] of lines.entries()) {
    for (const delimiter of delimiters) {
      const columns = layAgainst(cutLine(line, delimiter), layout, known);
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
