import { createReadStream } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { createInflateRaw } from "node:zlib";
import { accept, type Result, refuse } from "#domain/result.ts";

export type ZipProblem = "xlsx-damaged" | "xlsx-too-large" | "file-compressed";

type ZipEntry = {
  readonly name: string;
  readonly method: number;
  readonly packed: number;
  readonly unpacked: number;
  readonly at: number;
};

/** What a workbook may unpack to: some millions of cells, far above any real list that comes as XLSX. */
const MOST_UNPACKED = 400 * 2 ** 20;
const MOST_ENTRIES = 2000;
const STORED = 0;
const DEFLATED = 8;
const END_SIGNATURE = 0x06054b50;
const ENTRY_SIGNATURE = 0x02014b50;
const LOCAL_SIGNATURE = 0x04034b50;
const END_BYTES = 22;

/**
 * Judges a workbook before anything unpacks it: whole, not too large, and truly as large as its
 * directory says, which is found by unpacking into nothing.
 */
export async function checkZip(path: string): Promise<Result<true, ZipProblem>> {
  const file = await open(path, "r");
  try {
    const entries = await readDirectory(file);
    if (entries === undefined) return refuse("xlsx-damaged");
    if (!entries.some(({ name }) => name === "xl/workbook.xml")) return refuse("file-compressed");
    const { size } = await file.stat();
    const sum = (of: (entry: ZipEntry) => number) => entries.reduce((all, one) => all + of(one), 0);
    if (entries.length > MOST_ENTRIES || sum(({ unpacked }) => unpacked) > MOST_UNPACKED) {
      return refuse("xlsx-too-large");
    }
    if (sum(({ packed }) => packed) > size) return refuse("xlsx-damaged");
    for (const entry of entries) {
      const checked = await checkEntry(path, file, entry);
      if (!checked.ok) return checked;
    }
    return accept(true);
  } finally {
    await file.close();
  }
}

async function readDirectory(file: FileHandle): Promise<readonly ZipEntry[] | undefined> {
  const { size } = await file.stat();
  const tail = await readAt(file, Math.max(0, size - 65_557), Math.min(size, 65_557));
  const end = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  if (end < 0 || tail.length - end < END_BYTES || tail.readUInt32LE(end) !== END_SIGNATURE) {
    return undefined;
  }
  const count = tail.readUInt16LE(end + 10);
  const [bytes, from] = [tail.readUInt32LE(end + 12), tail.readUInt32LE(end + 16)];
  if (from + bytes > size) return undefined;
  const directory = await readAt(file, from, bytes);
  const entries: ZipEntry[] = [];
  for (let at = 0, i = 0; i < count; i++) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== ENTRY_SIGNATURE) {
      return undefined;
    }
    const nameBytes = directory.readUInt16LE(at + 28);
    entries.push({
      name: directory.toString("utf8", at + 46, at + 46 + nameBytes),
      method: directory.readUInt16LE(at + 10),
      packed: directory.readUInt32LE(at + 20),
      unpacked: directory.readUInt32LE(at + 24),
      at: directory.readUInt32LE(at + 42),
    });
    at += 46 + nameBytes + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return entries;
}

async function checkEntry(
  path: string,
  file: FileHandle,
  entry: ZipEntry,
): Promise<Result<true, ZipProblem>> {
  const local = await readAt(file, entry.at, 30);
  if (local.length < 30 || local.readUInt32LE(0) !== LOCAL_SIGNATURE) return refuse("xlsx-damaged");
  if (entry.method === STORED) {
    return entry.packed === entry.unpacked ? accept(true) : refuse("xlsx-damaged");
  }
  if (entry.method !== DEFLATED) return refuse("xlsx-damaged");
  const start = entry.at + 30 + local.readUInt16LE(26) + local.readUInt16LE(28);
  if (entry.packed === 0) return refuse("xlsx-damaged");
  return unpackIntoNothing(path, start, entry);
}

async function unpackIntoNothing(
  path: string,
  start: number,
  entry: ZipEntry,
): Promise<Result<true, ZipProblem>> {
  const packed = createReadStream(path, { start, end: start + entry.packed - 1 });
  const inflate = createInflateRaw();
  packed.on("error", (error) => inflate.destroy(error));
  let unpacked = 0;
  try {
    for await (const chunk of packed.pipe(inflate)) {
      unpacked += (chunk as Buffer).length;
      if (unpacked > entry.unpacked) return refuse("xlsx-too-large");
    }
  } catch {
    return refuse("xlsx-damaged");
  } finally {
    packed.destroy();
  }
  return unpacked === entry.unpacked ? accept(true) : refuse("xlsx-damaged");
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await file.read(buffer, 0, length, position);
  return buffer.subarray(0, bytesRead);
}
