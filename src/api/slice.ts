import { readCursor, writeCursor } from "./cursor.ts";
import { refuseWith } from "./guard.ts";

const DEFAULT_LIMIT = 20;
/** Lists of the desk's own rows: their cursors belong to no version. */
const NO_VERSION = 0;

/** What of a list was asked for: at most so many rows, behind the one with these keys. */
export type Slice = { readonly limit: number; readonly after: readonly (number | string)[] };

type Asked = { readonly limit?: number | undefined; readonly cursor?: string | undefined };

/** The slice of a filter; `first` are the keys before every row. A cursor that is none of ours is refused. */
export function readSlice(
  { limit = DEFAULT_LIMIT, cursor }: Asked,
  first: readonly number[],
): Slice {
  if (cursor === undefined) return { limit, after: first };
  const place = readCursor(cursor, first.length);
  return place === undefined ? refuseWith("malformed-request") : { limit, after: place.after };
}

/** The rows to show, and where the next page begins: the list was read one row beyond its limit. */
export function cutSlice<Row>(
  rows: readonly Row[],
  { limit }: Slice,
  keysOf: (row: Row) => readonly number[],
): { readonly shown: readonly Row[]; readonly next: { readonly next?: string } } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const isMore = rows.length > limit && last !== undefined;
  return {
    shown,
    next: isMore ? { next: writeCursor({ versionNo: NO_VERSION, after: keysOf(last) }) } : {},
  };
}
