import type { FileHandle } from "node:fs/promises";
import { readBytes, type StataLayout, textOf, unsigned } from "./stata-layout.ts";

/** Words for numbers, by the name of their list. */
export type LabelSets = ReadonlyMap<string, ReadonlyMap<string, string>>;

const PADDING = 3;

/** Reads every list of value labels. */
export async function readLabelSets(file: FileHandle, layout: StataLayout): Promise<LabelSets> {
  const { release, isLittle, labelsAt, labelsEnd } = layout;
  const sets = new Map<string, ReadonlyMap<string, string>>();
  if (labelsEnd <= labelsAt) return sets;
  const bytes = await readBytes(file, labelsAt, labelsEnd - labelsAt);
  const isMarked = release >= 117;
  const name = release >= 118 ? 129 : 33;
  for (let at = 0; at + 4 + name + PADDING < bytes.length; ) {
    if (isMarked) {
      if (bytes.toString("latin1", at, at + 5) !== "<lbl>") break;
      at += 5;
    }
    const length = unsigned(bytes, at, 4, isLittle);
    const table = bytes.subarray(at + 4 + name + PADDING, at + 4 + name + PADDING + length);
    sets.set(textOf(bytes.subarray(at + 4, at + 4 + name), release), readTable(table, layout));
    at += 4 + name + PADDING + length + (isMarked ? "</lbl>".length : 0);
  }
  return sets;
}

function readTable(table: Buffer, { isLittle, release }: StataLayout): ReadonlyMap<string, string> {
  const count = table.length < 8 ? 0 : unsigned(table, 0, 4, isLittle);
  const texts = 8 + count * 8;
  const words = new Map<string, string>();
  for (let k = 0; k < count && texts <= table.length; k++) {
    const from = texts + unsigned(table, 8 + k * 4, 4, isLittle);
    const at = 8 + count * 4 + k * 4;
    const value = isLittle ? table.readInt32LE(at) : table.readInt32BE(at);
    words.set(`${value}`, textOf(table.subarray(from), release).trim());
  }
  return words;
}

/** Long texts by their number of variable and row, as cells refer to them. */
export async function readLongTexts(
  file: FileHandle,
  { longTexts, isLittle, release }: StataLayout,
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  if (longTexts === undefined || longTexts.to <= longTexts.from) return found;
  const bytes = await readBytes(file, longTexts.from, longTexts.to - longTexts.from);
  const row = release === 117 ? 4 : 8;
  for (let at = 0; at + 3 < bytes.length && bytes.toString("latin1", at, at + 3) === "GSO"; ) {
    const variable = unsigned(bytes, at + 3, 4, isLittle);
    const place = unsigned(bytes, at + 7, row, isLittle);
    const length = unsigned(bytes, at + 8 + row, 4, isLittle);
    const from = at + 12 + row;
    found.set(`${variable}/${place}`, textOf(bytes.subarray(from, from + length), release));
    at = from + length;
  }
  return found;
}
