import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import type { FileKind } from "./sniff-file.ts";

/** How a text file is to be decoded; windows-1252 is found row by row. */
export type TextEncoding = Extract<FileKind, { kind: "text" }>["encoding"];

const CHUNK_BYTES = 1 << 20;
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);
const SPACE = 0x20;

/**
 * The file's bytes as chunks of (nearly) UTF-8, memory flat: UTF-16 is decoded, the byte order mark
 * and zero bytes go. Bytes of windows-1252 pass; they are repaired line by line later, because real
 * files mix both.
 */
export async function* textChunks(path: string, encoding: TextEncoding): AsyncIterable<Buffer> {
  const { size } = await stat(path);
  const source = createReadStream(path, { highWaterMark: Math.min(CHUNK_BYTES, size + 1) });
  const bytes = encoding === "utf-8" ? source : fromUtf16(source, encoding);
  let isFirst = true;
  for await (const chunk of bytes as AsyncIterable<Buffer>) {
    const marked = isFirst && chunk.subarray(0, 3).equals(BYTE_ORDER_MARK);
    yield withoutZeros(marked ? chunk.subarray(3) : chunk);
    isFirst = false;
  }
}

async function* fromUtf16(source: AsyncIterable<Buffer>, encoding: TextEncoding) {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of source) yield Buffer.from(decoder.decode(chunk, { stream: true }));
  yield Buffer.from(decoder.decode());
}

function withoutZeros(chunk: Buffer): Buffer {
  if (!chunk.includes(0)) return chunk;
  return Buffer.from(chunk.map((byte) => (byte === 0 ? SPACE : byte)));
}
