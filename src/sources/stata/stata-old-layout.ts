import type { FileHandle } from "node:fs/promises";
import {
  readBytes,
  StataDamage,
  type StataLayout,
  type StataType,
  textOf,
  unsigned,
} from "./stata-layout.ts";

/** Releases of Stata 8 to 12, whose sections follow each other without marks. */
export const OLD_RELEASES: readonly number[] = [113, 114, 115];

const HEAD = 109;
const NAME = 33;
const WORDS = 81;

/** Reads the layout of releases 113 to 115. */
export async function oldLayout(file: FileHandle): Promise<StataLayout> {
  const head = await readBytes(file, 0, HEAD);
  const release = head[0] ?? 0;
  const isLittle = head[1] === 2;
  const count = unsigned(head, 4, 2, isLittle);
  const rows = unsigned(head, 6, 4, isLittle);
  const format = release === 113 ? 12 : 49;
  let at = HEAD;
  const section = async (width: number, times = count): Promise<readonly Buffer[]> => {
    const bytes = await readBytes(file, at, times * width);
    at += bytes.length;
    return Array.from({ length: times }, (_, k) => bytes.subarray(k * width, (k + 1) * width));
  };
  const types = await section(1);
  const names = await section(NAME);
  await section(2, count + 1);
  await section(format);
  const sets = await section(NAME);
  const labels = await section(WORDS);
  const variables = names.map((name, k) => ({
    name: textOf(name, release),
    label: textOf(labels[k] as Buffer, release),
    labelSet: textOf(sets[k] as Buffer, release),
    type: oldType(types[k]?.[0] ?? 0),
  }));
  const dataAt = await afterNotes(file, at, isLittle);
  const rowBytes = variables.reduce((sum, { type }) => sum + type.bytes, 0);
  const { size } = await file.stat();
  const labelsAt = dataAt + rowBytes * rows;
  return {
    release,
    isLittle,
    rows,
    rowBytes,
    variables,
    dataAt,
    longTexts: undefined,
    labelsAt,
    labelsEnd: size,
  };
}

/** Notes of any length stand before the data, each with its kind and length; the last is empty. */
async function afterNotes(file: FileHandle, from: number, isLittle: boolean): Promise<number> {
  for (let at = from; ; ) {
    const note = await readBytes(file, at, 5);
    const length = unsigned(note, 1, 4, isLittle);
    at += 5 + length;
    if (note[0] === 0 && length === 0) return at;
  }
}

function oldType(code: number): StataType {
  if (code >= 1 && code <= 244) return { kind: "text", bytes: code };
  const kinds: Readonly<Record<number, StataType>> = {
    251: { kind: "byte", bytes: 1 },
    252: { kind: "int", bytes: 2 },
    253: { kind: "long", bytes: 4 },
    254: { kind: "float", bytes: 4 },
    255: { kind: "double", bytes: 8 },
  };
  const type = kinds[code];
  if (type === undefined) throw new StataDamage(`type ${code}`);
  return type;
}
