import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

/** One line of the file that goes back to the provider. Never a value of the delivery. */
export type ReturnLine = {
  readonly rowNo: number | bigint;
  /** Column as delivered, empty where the whole row is meant. */
  readonly column: string;
  readonly code: string;
  /** Whether the row stayed out, or was taken in with a remark. */
  readonly effect: "refused" | "noted";
  readonly reason: string;
  readonly remedy: string;
};

const HEAD = ["baris", "kolom", "kode", "akibat", "alasan", "perbaikan"];
const EFFECTS = { refused: "ditolak", noted: "catatan" } as const;

/** The head of the file: a mark that says UTF-8 to spreadsheets, and the names of the columns. */
export const RETURN_HEAD: string = `\uFEFF${writeCells(HEAD)}`;

/** One line as the file has it: all cells quoted, divided by semicolons as spreadsheets here expect. */
export function returnLine({ rowNo, column, code, effect, reason, remedy }: ReturnLine): string {
  return writeCells([String(rowNo), column, code, EFFECTS[effect], reason, remedy]);
}

function writeCells(cells: readonly string[]): string {
  return `${cells.map(cell).join(";")}\r\n`;
}

/** A leading sign that a spreadsheet would run as a formula is made text: names come from outside. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}

/** The whole file, line by line, however many there are. */
export async function writeReturnFile(
  lines: AsyncIterable<readonly ReturnLine[]>,
  file: string,
): Promise<void> {
  await pipeline(Readable.from(pieces(lines)), createWriteStream(file));
}

async function* pieces(lines: AsyncIterable<readonly ReturnLine[]>): AsyncIterable<string> {
  yield RETURN_HEAD;
  for await (const some of lines) yield some.map(returnLine).join("");
}
