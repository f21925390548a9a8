import { createHash } from "node:crypto";
import type { DuckDb } from "#engine/duckdb/database.ts";
import { cellOf, numberOf, type Writing } from "./column-figures.ts";

/** A column to be read: numbers, or words kept as places in a list. */
export type Wanted = {
  readonly place: number;
  readonly as: "number" | "word";
  readonly writing: Writing;
  /** Numbers that mean "not known". */
  readonly absent: readonly number[];
};

/** Words as places in `words`, -1 where absent. */
export type WordColumn = { readonly codes: Int32Array; readonly words: readonly string[] };

/** Columns of all rows, in an order that depends on what the rows hold. */
export type RawRows = {
  readonly rows: number;
  /** Where each row stood in the file, from 1. */
  readonly rowNo: Int32Array;
  /** Rows that are equal in all that is read have the same number. */
  readonly same: Int32Array;
  /** By that number. */
  readonly digests: readonly string[];
  readonly numbers: ReadonlyMap<number, Float64Array>;
  readonly words: ReadonlyMap<number, WordColumn>;
  readonly sha256: string;
};

/** Reads columns in one pass. Names decide the order of cells in the digest, so that no order of columns counts. */
export async function readColumns(
  db: DuckDb,
  {
    view,
    rows,
    columns,
  }: { readonly view: string; readonly rows: number; readonly columns: readonly string[] },
  wanted: readonly Wanted[],
): Promise<RawRows> {
  const digested = [...new Set(wanted.map(({ place }) => place))].sort((a, b) =>
    (columns[a] ?? "") < (columns[b] ?? "") ? -1 : 1,
  );
  const cells = digested.map((place) => `coalesce(${cellOf(place)}, '')`).join(", ");
  const reads = wanted.map(({ place, as, writing, absent }) => {
    if (as === "word") return cellOf(place);
    const number = numberOf(cellOf(place), writing);
    return absent.length === 0
      ? number
      : `case when ${number} not in (${absent.join(", ")}) then ${number} end`;
  });
  const query = `select row_no, md5(concat_ws(chr(31), ${cells})) as digest${reads.map((read, i) => `, ${read} as r${i}`).join("")}
from ${view} order by digest, row_no`;
  const rowNo = new Int32Array(rows);
  const same = new Int32Array(rows);
  const made = wanted.map(({ as }) =>
    as === "number" ? new Float64Array(rows) : wordReader(rows),
  );
  const hash = createHash("sha256");
  let done = 0;
  const known: string[] = [];
  for await (const chunk of db.chunks(query)) {
    const [numbers = [], digests = []] = chunk.columns;
    for (let i = 0; i < chunk.rows; i++) {
      const digest = `${digests[i]}`;
      if (digest !== known.at(-1)) known.push(digest);
      rowNo[done + i] = Number(numbers[i]);
      same[done + i] = known.length - 1;
      hash.update(digest);
    }
    for (const [k, column] of made.entries()) {
      const values = chunk.columns[k + 2] ?? [];
      if (column instanceof Float64Array) {
        for (let i = 0; i < chunk.rows; i++)
          column[done + i] = values[i] === null ? Number.NaN : Number(values[i]);
      } else column.add(values, done, chunk.rows);
    }
    done += chunk.rows;
  }
  return {
    rows: done,
    rowNo,
    same,
    digests: known,
    ...asMaps(wanted, made),
    sha256: hash.digest("hex"),
  };
}

type WordReader = ReturnType<typeof wordReader>;

function wordReader(rows: number) {
  const codes = new Int32Array(rows);
  const known = new Map<string, number>();
  return {
    add(values: readonly unknown[], from: number, count: number): void {
      for (let i = 0; i < count; i++) {
        const value = values[i];
        if (value === null || value === undefined) {
          codes[from + i] = -1;
          continue;
        }
        const word = `${value}`;
        const code = known.get(word) ?? known.size;
        if (code === known.size) known.set(word, code);
        codes[from + i] = code;
      }
    },
    take: (): WordColumn => ({ codes, words: [...known.keys()] }),
  };
}

function asMaps(wanted: readonly Wanted[], made: readonly (Float64Array | WordReader)[]) {
  const numbers = new Map<number, Float64Array>();
  const words = new Map<number, WordColumn>();
  for (const [k, column] of made.entries()) {
    const place = wanted[k]?.place ?? -1;
    if (column instanceof Float64Array) numbers.set(place, column);
    else words.set(place, column.take());
  }
  return { numbers, words };
}

/** Words with the most frequent first; of equally frequent ones the first in the alphabet. */
export function byFrequency({ codes, words }: WordColumn): WordColumn {
  const counts = new Int32Array(words.length);
  for (const code of codes) if (code >= 0) counts[code] = (counts[code] ?? 0) + 1;
  const order = words
    .map((word, i) => ({ word, i, count: counts[i] ?? 0 }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count || (a.word < b.word ? -1 : 1));
  const placeOf = new Int32Array(words.length).fill(-1);
  for (const [place, { i }] of order.entries()) placeOf[i] = place;
  return {
    codes: codes.map((code) => (code < 0 ? -1 : (placeOf[code] as number))),
    words: order.map(({ word }) => word),
  };
}
