import { isUtf8 } from "node:buffer";
import type { FileHandle } from "node:fs/promises";

/** How a value is stored, and in how many bytes. */
export type StataType = {
  readonly kind: "text" | "long-text" | "double" | "float" | "long" | "int" | "byte";
  readonly bytes: number;
};

export type StataVariable = {
  readonly name: string;
  readonly label: string;
  /** The list of words for its numbers; "" where it has none. */
  readonly labelSet: string;
  readonly type: StataType;
};

/** Where everything stands in a file of Stata. */
export type StataLayout = {
  readonly release: number;
  readonly isLittle: boolean;
  readonly rows: number;
  readonly rowBytes: number;
  readonly variables: readonly StataVariable[];
  readonly dataAt: number;
  /** Long texts; undefined where there are none. */
  readonly longTexts: { readonly from: number; readonly to: number } | undefined;
  readonly labelsAt: number;
  readonly labelsEnd: number;
};

/** Thrown inside this folder only: `stataToText` makes a refusal of it. */
export class StataDamage extends Error {}

/** Bytes of a file at a place; a file that ends before them is damaged. */
export async function readBytes(file: FileHandle, at: number, bytes: number): Promise<Buffer> {
  if (at < 0 || bytes < 0 || bytes > MOST_BYTES) throw new StataDamage("a section has no sense");
  const buffer = Buffer.alloc(bytes);
  const { bytesRead } = await file.read(buffer, 0, bytes, at);
  if (bytesRead < bytes) throw new StataDamage("the file ends early");
  return buffer;
}

const MOST_BYTES = 1 << 30;
const WINDOWS = new TextDecoder("windows-1252");
const UTF8 = new TextDecoder("utf-8");

/** Text up to its first zero byte; older releases write in the signs of Windows, but not every program knows it. */
export function textOf(bytes: Buffer, release: number): string {
  const end = bytes.indexOf(0);
  const own = end < 0 ? bytes : bytes.subarray(0, end);
  return (release >= 118 || isUtf8(own) ? UTF8 : WINDOWS).decode(own);
}

/** A whole number of any width that is stored without sign. */
export function unsigned(bytes: Buffer, at: number, width: number, isLittle: boolean): number {
  let value = 0;
  for (let k = 0; k < width; k++) {
    const byte = bytes[at + (isLittle ? width - 1 - k : k)] ?? 0;
    value = value * 256 + byte;
  }
  return value;
}

/** Numbers of bytes that differ between the releases that mark their sections: 117, 118 and 119. */
type Widths = {
  readonly count: number;
  readonly rows: number;
  readonly label: number;
  readonly name: number;
  readonly format: number;
  readonly words: number;
};

const WIDTHS: Readonly<Record<number, Widths>> = {
  117: { count: 2, rows: 4, label: 1, name: 33, format: 49, words: 81 },
  118: { count: 2, rows: 8, label: 2, name: 129, format: 57, words: 321 },
  119: { count: 4, rows: 8, label: 2, name: 129, format: 57, words: 321 },
};

/** Reads the layout of releases 117 to 119, whose sections are marked and mapped. */
export async function markedLayout(file: FileHandle): Promise<StataLayout> {
  const head = await readBytes(file, 0, Math.min(512, (await file.stat()).size));
  const release = Number(/<release>(\d+)<\/release>/.exec(head.toString("latin1"))?.[1]);
  const widths = WIDTHS[release];
  if (widths === undefined) throw new StataDamage(`release ${release}`);
  const isLittle = head.includes("<byteorder>LSF");
  const number = (mark: string, width: number): number => {
    const at = head.indexOf(mark);
    if (at < 0) throw new StataDamage(`no ${mark}`);
    return unsigned(head, at + mark.length, width, isLittle);
  };
  const [count, rows] = [number("<K>", widths.count), number("<N>", widths.rows)];
  const mapAt = head.indexOf("<map>");
  if (mapAt < 0) throw new StataDamage("no map");
  const map = Array.from({ length: 14 }, (_, k) => unsigned(head, mapAt + 5 + k * 8, 8, isLittle));
  const section = async (no: number, mark: string, width: number): Promise<readonly Buffer[]> => {
    const lead = `<${mark}>`.length;
    const bytes = await readBytes(file, (map[no] ?? 0) + lead, count * width);
    return Array.from({ length: count }, (_, k) => bytes.subarray(k * width, (k + 1) * width));
  };
  const types = await section(2, "variable_types", 2);
  const names = await section(3, "varnames", widths.name);
  const sets = await section(6, "value_label_names", widths.name);
  const labels = await section(7, "variable_labels", widths.words);
  const variables = names.map((name, k) => ({
    name: textOf(name, release),
    label: textOf(labels[k] as Buffer, release),
    labelSet: textOf(sets[k] as Buffer, release),
    type: markedType(unsigned(types[k] as Buffer, 0, 2, isLittle)),
  }));
  return {
    release,
    isLittle,
    rows,
    rowBytes: variables.reduce((sum, { type }) => sum + type.bytes, 0),
    variables,
    dataAt: (map[9] ?? 0) + "<data>".length,
    longTexts: { from: (map[10] ?? 0) + "<strls>".length, to: (map[11] ?? 0) - "</strls>".length },
    labelsAt: (map[11] ?? 0) + "<value_labels>".length,
    labelsEnd: (map[12] ?? 0) - "</value_labels>".length,
  };
}

function markedType(code: number): StataType {
  if (code >= 1 && code <= 2045) return { kind: "text", bytes: code };
  const kinds: Readonly<Record<number, StataType>> = {
    32768: { kind: "long-text", bytes: 8 },
    65526: { kind: "double", bytes: 8 },
    65527: { kind: "float", bytes: 4 },
    65528: { kind: "long", bytes: 4 },
    65529: { kind: "int", bytes: 2 },
    65530: { kind: "byte", bytes: 1 },
  };
  const type = kinds[code];
  if (type === undefined) throw new StataDamage(`type ${code}`);
  return type;
}
