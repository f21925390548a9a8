import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { accept, type Result, refuse } from "#domain/result.ts";
import { UNIT_SEPARATOR } from "../row-sink.ts";
import { readLabelSets, readLongTexts } from "./stata-labels.ts";
import {
  markedLayout,
  readBytes,
  StataDamage,
  type StataLayout,
  textOf,
  unsigned,
} from "./stata-layout.ts";
import { OLD_RELEASES, oldLayout } from "./stata-old-layout.ts";

export type StataProblem = "stata-damaged" | "stata-unknown-release";

/** What a file of Stata says of a column beside its values. */
export type ColumnLabels = {
  readonly label: string;
  /** Words for numbers, such as 1: "Tile". */
  readonly values: ReadonlyMap<string, string>;
};

const MARKED = "<stata_dta>";
const BLOCK_ROWS = 2000;

/** Whether a file is one of Stata, by its first bytes. */
export async function isStata(path: string): Promise<boolean> {
  const file = await open(path, "r");
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(MARKED.length), 0, MARKED.length, 0);
    if (buffer.toString("latin1") === MARKED) return true;
    // Release, order of bytes, 1, 0: no text begins so.
    return (
      bytesRead > 3 &&
      (buffer[0] ?? 0) >= 102 &&
      (buffer[0] ?? 0) <= 116 &&
      (buffer[1] === 1 || buffer[1] === 2) &&
      buffer[2] === 1 &&
      buffer[3] === 0
    );
  } finally {
    await file.close();
  }
}

/** Writes the rows of a .dta file (Stata 8 to 18) as text, a header first, cells apart by the unit separator. */
export async function stataToText(
  from: string,
  to: string,
): Promise<Result<ReadonlyMap<string, ColumnLabels>, StataProblem>> {
  const file = await open(from, "r");
  try {
    const layout = await layoutOf(file);
    if (layout === undefined) return refuse("stata-unknown-release");
    await writeRows(file, layout, to);
    const sets = await readLabelSets(file, layout);
    const labels = new Map<string, ColumnLabels>();
    for (const { name, label, labelSet } of layout.variables)
      labels.set(name, { label: label.trim(), values: sets.get(labelSet) ?? new Map() });
    return accept(labels);
  } catch (error) {
    if (error instanceof StataDamage || error instanceof RangeError) return refuse("stata-damaged");
    throw error;
  } finally {
    await file.close();
  }
}

async function layoutOf(file: FileHandle): Promise<StataLayout | undefined> {
  const first = await readBytes(file, 0, MARKED.length);
  if (first.toString("latin1") === MARKED) {
    const head = (await readBytes(file, 0, Math.min(64, (await file.stat()).size))).toString(
      "latin1",
    );
    return /<release>11[789]</.test(head) ? await markedLayout(file) : undefined;
  }
  return OLD_RELEASES.includes(first[0] ?? 0) ? await oldLayout(file) : undefined;
}

async function writeRows(file: FileHandle, layout: StataLayout, to: string): Promise<void> {
  const { rows, rowBytes, variables, dataAt } = layout;
  const { size } = await file.stat();
  if (dataAt + rows * rowBytes > size) throw new StataDamage("rows are missing");
  const hasLong = variables.some(({ type }) => type.kind === "long-text");
  const longTexts = hasLong ? await readLongTexts(file, layout) : new Map<string, string>();
  const out = createWriteStream(to, { mode: 0o600 });
  const failed = once(out, "error").then(([error]) => Promise.reject(error));
  failed.catch(() => undefined);
  out.write(`${variables.map(({ name }) => name).join(UNIT_SEPARATOR)}\n`);
  for (let row = 0; row < rows; row += BLOCK_ROWS) {
    const count = Math.min(BLOCK_ROWS, rows - row);
    const bytes = await readBytes(file, dataAt + row * rowBytes, count * rowBytes);
    if (!out.write(textRows(bytes, count, layout, longTexts)))
      await Promise.race([once(out, "drain"), failed]);
  }
  out.end();
  await Promise.race([once(out, "close"), failed]);
}

function textRows(
  bytes: Buffer,
  count: number,
  layout: StataLayout,
  longTexts: ReadonlyMap<string, string>,
): string {
  const lines: string[] = [];
  for (let row = 0; row < count; row++) {
    let at = row * layout.rowBytes;
    const cells = layout.variables.map(({ type }) => {
      const cell = cellAt(bytes, at, type, layout, longTexts);
      at += type.bytes;
      return cell;
    });
    lines.push(cells.join(UNIT_SEPARATOR), "\n");
  }
  return lines.join("");
}

/** The greatest values of each kind are Stata's 27 ways of being absent. */
const GREATEST = { byte: 100, int: 32_740, long: 2_147_483_620 } as const;
const GREATEST_FLOAT = 1.701e38;
const GREATEST_DOUBLE = 8.988e307;

function cellAt(
  bytes: Buffer,
  at: number,
  { kind, bytes: width }: StataLayout["variables"][number]["type"],
  { isLittle, release }: StataLayout,
  longTexts: ReadonlyMap<string, string>,
): string {
  const told = (value: number, greatest: number): string => (value > greatest ? "" : `${value}`);
  if (kind === "byte") return told(bytes.readInt8(at), GREATEST.byte);
  if (kind === "int")
    return told(isLittle ? bytes.readInt16LE(at) : bytes.readInt16BE(at), GREATEST.int);
  if (kind === "long")
    return told(isLittle ? bytes.readInt32LE(at) : bytes.readInt32BE(at), GREATEST.long);
  if (kind === "float")
    return told(isLittle ? bytes.readFloatLE(at) : bytes.readFloatBE(at), GREATEST_FLOAT);
  if (kind === "double")
    return told(isLittle ? bytes.readDoubleLE(at) : bytes.readDoubleBE(at), GREATEST_DOUBLE);
  if (kind === "text") return plain(textOf(bytes.subarray(at, at + width), release));
  return plain(longTexts.get(reference(bytes, at, release, isLittle)) ?? "");
}

/** Where a long text stands: its variable and row, in as many bytes as the release gives each. */
function reference(bytes: Buffer, at: number, release: number, isLittle: boolean): string {
  const width = release === 117 ? 4 : release === 118 ? 2 : 3;
  const variable = unsigned(bytes, at, width, isLittle);
  return `${variable}/${unsigned(bytes, at + width, 8 - width, isLittle)}`;
}

/** A cell holds no line's end and no separator. */
const plain = (text: string): string => text.replaceAll(/\p{Cc}+/gu, " ");
