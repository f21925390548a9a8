import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { parentPort, workerData } from "node:worker_threads";
import { type Cell, type CellValue, readXlsx } from "hucre/xlsx";
import { FORMULA_MARK, NUMBER_MARK } from "./cell-marks.ts";
import { UNIT_SEPARATOR } from "./row-sink.ts";

/** One cell far to the right makes every row as wide as it: the text has a bound of its own. */
const MOST_TEXT = 2 ** 30;

/** Runs in its own thread with its own limits: the first sheet with rows, as separated text. */
async function writeSheet(from: string, to: string): Promise<"done" | "xlsx-too-large"> {
  const workbook = await readXlsx(await readFile(from));
  const sheet = workbook.sheets.find(({ rows }) => rows.length > 0);
  const stream = createWriteStream(to, { mode: 0o600 });
  const rows = sheet?.rows ?? [];
  let written = 0;
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  for (const [rowNo, row] of rows.entries()) {
    const cells = Array.from({ length: width }, (_, place) =>
      writeCell(row[place] ?? null, sheet?.cells?.get(`${rowNo},${place}`)),
    );
    const line = cells.every((cell) => cell === "") ? "" : cells.join(UNIT_SEPARATOR);
    written += line.length + 1;
    if (written > MOST_TEXT) return "xlsx-too-large";
    if (!stream.write(`${line}\n`)) await once(stream, "drain");
  }
  stream.end();
  await once(stream, "close");
  return "done";
}

function writeCell(value: CellValue, cell: Cell | undefined): string {
  if (cell?.formula !== undefined) return `${FORMULA_MARK}${writeValue(value)}`;
  return typeof value === "number" ? `${NUMBER_MARK}${writeNumber(value)}` : writeValue(value);
}

function writeValue(value: CellValue): string {
  if (value === null) return "";
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if (typeof value === "number") return writeNumber(value);
  // Line ends and our own marks would tear the row.
  return [...String(value)].map((sign) => (sign < " " ? " " : sign)).join("");
}

function writeNumber(value: number): string {
  return Number.isInteger(value) ? BigInt(value).toString() : String(value);
}

const { from, to } = workerData as { from: string; to: string };
parentPort?.postMessage(await writeSheet(from, to));
