import { isUtf8 } from "node:buffer";
import type { RowSink } from "./row-sink.ts";

/** How a text file is cut into rows and cells. */
export type RowShape = {
  readonly delimiter: string;
  readonly isQuoted: boolean;
  /** Cells in the header; every row must have as many. */
  readonly width: number;
  /** Lines to read past: titles and the header itself. */
  readonly skipLines: number;
};

export type RowCounts = {
  /** Rows below the header, broken ones too, blank lines not. */
  readonly received: number;
  readonly broken: number;
  /** Rows whose bytes were not UTF-8 and were read as windows-1252. */
  readonly repaired: number;
};

const NEWLINE = 10;
const RETURN = 13;
const QUOTE = 34;
/** No row of any source comes near; a file without line ends would otherwise fill the memory. */
const LONGEST_ROW = 1 << 20;
/** A quoted cell may hold line ends (addresses); more lines than this and the quote was a slip. */
const MOST_LINES = 8;

/**
 * Walks the bytes once, cutting rows and giving each its number (1-based, below the header). Rows
 * with the wrong number of cells or a stray quote go aside whole, so that none can swallow the next.
 */
export async function numberRows(
  chunks: AsyncIterable<Buffer>,
  shape: RowShape,
  sink: RowSink,
): Promise<RowCounts> {
  const cutter = rowCutter(shape, sink);
  let rest: Buffer = Buffer.alloc(0);
  let isSkipping = false;
  for await (const chunk of chunks) {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let from = 0;
    for (;;) {
      const end = bytes.indexOf(NEWLINE, from);
      if (end < 0) break;
      if (!isSkipping) cutter.line(bytes, from, end);
      isSkipping = false;
      from = end + 1;
    }
    rest = bytes.subarray(from);
    if (rest.length > LONGEST_ROW) {
      if (!isSkipping) cutter.tooLong(rest);
      isSkipping = true;
      rest = Buffer.alloc(0);
    }
    await sink.drain();
  }
  if (rest.length > 0 && !isSkipping) cutter.line(rest, 0, rest.length);
  return cutter.finish();
}

type RowCutter = {
  line(bytes: Buffer, from: number, end: number): void;
  tooLong(bytes: Buffer): void;
  finish(): RowCounts;
};

function rowCutter(shape: RowShape, sink: RowSink): RowCutter {
  const cell = shape.delimiter.charCodeAt(0);
  let [received, broken, repaired, skipped] = [0, 0, 0, 0];
  /** Lines of a row whose quote is still open. */
  let open: Buffer[] = [];

  const good = (row: Buffer): void => {
    const isClean = isUtf8(row);
    if (!isClean) repaired++;
    received++;
    sink.row(received, isClean ? row : fromWindows(row));
  };
  const bad = (row: Buffer, problem: string): void => {
    received++;
    broken++;
    sink.broken(received, problem, isUtf8(row) ? row : fromWindows(row));
  };
  const judge = (row: Buffer): void => {
    const { cells, isOpen } = countCells(row, cell, shape.isQuoted);
    if (isOpen && open.length === 0) open = [row];
    else if (isOpen) bad(row, "row-quote-open");
    else if (cells === shape.width) good(row);
    else bad(row, cells < shape.width ? "row-too-short" : "row-too-long");
  };
  /** Joins what a line end inside quotes has torn; where that makes no row, each line stands alone. */
  const join = (row: Buffer): void => {
    // A line that has every cell by itself cannot be the rest of another's: the quote was a slip.
    if (countCells(row, cell, true).cells >= shape.width) {
      while (open.length > 0) release();
      judge(row);
      return;
    }
    open.push(row);
    const joined = Buffer.concat(open.flatMap((line) => [line, Buffer.from(" ")]));
    const { cells, isOpen } = countCells(joined, cell, true);
    if (!isOpen && cells === shape.width) {
      open = [];
      good(joined.subarray(0, joined.length - 1));
    } else if (cells > shape.width || !isOpen || open.length >= MOST_LINES) release();
  };
  const release = (): void => {
    const [first, ...others] = open;
    open = [];
    if (first !== undefined) bad(first, "row-quote-open");
    for (const line of others) take(line);
  };
  const take = (row: Buffer): void => (open.length > 0 ? join(row) : judge(row));

  return {
    line: (bytes, from, end) => {
      if (skipped < shape.skipLines) {
        skipped++;
        return;
      }
      const to = end > from && bytes[end - 1] === RETURN ? end - 1 : end;
      if (to === from) return;
      take(bytes.subarray(from, to));
    },
    tooLong: (bytes) => {
      release();
      bad(bytes.subarray(0, 1000), "row-too-long");
    },
    finish: () => {
      while (open.length > 0) release();
      return { received, broken, repaired };
    },
  };
}

/** Cells outside quotes, and whether a quote was left open. The hot loop of receiving. */
function countCells(row: Buffer, cell: number, isQuoted: boolean) {
  let cells = 1;
  let isOpen = false;
  for (let i = 0; i < row.length; i++) {
    const byte = row[i];
    if (byte === cell) {
      if (!isOpen) cells++;
    } else if (byte === QUOTE && isQuoted) isOpen = !isOpen;
  }
  return { cells, isOpen };
}

const WINDOWS = new TextDecoder("windows-1252");
const fromWindows = (row: Buffer): Buffer => Buffer.from(WINDOWS.decode(row));
