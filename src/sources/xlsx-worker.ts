import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { parentPort, workerData } from "node:worker_threads";
import { type Cell, type CellValue, readXlsx } from "hucre/xlsx";
import { FORMULA_MARK, NUMBER_MARK } from "./cell-marks.ts";
import { UNIT_SEPARATOR } from "./row-sink.ts";

/** Runs in its own thread with its own limits: the first sheet with rows, as separated text. */
async function writeSheet(from: string, to: string): Promise<void> {
  const workbook = await readXlsx(await readFile(from));
  const sheet = workbook.sheets.find(({ rows }) => rows.length > 0);
  const stream = createWriteStream(to, { mode: 0o600 });
  const rows = sheet?.rows ?? [];
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  for (const [rowNo, row] of rows.entries()) {
    const cells = Array.from({ length: width }, (_, place) =>
      writeCell(row[place] ?? null, sheet?.cells?.get(`${rowNo},${place}`)),
    );
    const line = cells.every((cell) => cell === "") ? "" : cells.join(UNIT_SEPARATOR);
    if (!stream.write(`${line}\n`)) await once(stream, "drain");
  }
  stream.end();
  await once(stream, "close");
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
await writeSheet(from, to);
parentPort?.postMessage("done");
