import { isUtf8 } from "node:buffer";
import { open } from "node:fs/promises";
import { accept, type Result, refuse } from "#domain/result.ts";

/** How the bytes of a delivered file are to be read. */
export type FileKind =
  | { readonly kind: "text"; readonly encoding: "utf-8" | "utf-16le" | "utf-16be" }
  | { readonly kind: "xlsx" }
  | { readonly kind: "parquet" };

export type SniffProblem = "file-empty" | "file-compressed" | "file-old-excel" | "file-not-a-table";

const SAMPLE_BYTES = 64 * 1024;
const ZIP = Buffer.from("PK\u0003\u0004", "latin1");
const GZIP = Buffer.from([0x1f, 0x8b]);
const OLD_EXCEL = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);
const PARQUET = Buffer.from("PAR1", "latin1");

/** Looks at the bytes, never at the name: offices rename files freely. */
export async function sniffFile(path: string): Promise<Result<FileKind, SniffProblem>> {
  const file = await open(path, "r");
  try {
    const buffer = Buffer.alloc(SAMPLE_BYTES);
    const { bytesRead } = await file.read(buffer, 0, SAMPLE_BYTES, 0);
    return sniffBytes(buffer.subarray(0, bytesRead));
  } finally {
    await file.close();
  }
}

/** The same from the first bytes of a file. */
function sniffBytes(sample: Buffer): Result<FileKind, SniffProblem> {
  if (sample.length === 0) return refuse("file-empty");
  const startsWith = (magic: Buffer): boolean => sample.subarray(0, magic.length).equals(magic);
  if (startsWith(PARQUET)) return accept({ kind: "parquet" });
  if (startsWith(ZIP)) return accept({ kind: "xlsx" });
  if (startsWith(GZIP)) return refuse("file-compressed");
  if (startsWith(OLD_EXCEL)) return refuse("file-old-excel");
  return sniffText(sample);
}

function sniffText(sample: Buffer): Result<FileKind, SniffProblem> {
  const encoding = findEncoding(sample);
  if (encoding === undefined) return refuse("file-not-a-table");
  const text = decodeSample(sample, encoding);
  if (text.replaceAll("\ufeff", "").trim() === "") return refuse("file-empty");
  if (controlSigns(text) * 100 > text.length) return refuse("file-not-a-table");
  return accept({ kind: "text", encoding });
}

/** UTF-16 shows by its mark, or by zero bytes in every second place. Zeros elsewhere are no text. */
function findEncoding(sample: Buffer): "utf-8" | "utf-16le" | "utf-16be" | undefined {
  if (sample[0] === 0xff && sample[1] === 0xfe) return "utf-16le";
  if (sample[0] === 0xfe && sample[1] === 0xff) return "utf-16be";
  const zeros = [0, 0];
  for (const [i, byte] of sample.entries()) if (byte === 0) zeros[i % 2] = (zeros[i % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (even + odd === 0) return "utf-8";
  const half = sample.length / 2;
  if (odd > half * 0.7 && even < half * 0.05) return "utf-16le";
  if (even > half * 0.7 && odd < half * 0.05) return "utf-16be";
  return (even + odd) * 1000 < sample.length ? "utf-8" : undefined;
}

/** The sample as text: UTF-8 where it is that, otherwise the bytes of old Windows. */
function decodeSample(sample: Buffer, encoding: "utf-8" | "utf-16le" | "utf-16be"): string {
  if (encoding !== "utf-8") return new TextDecoder(encoding).decode(sample);
  return isUtf8(sample) ? sample.toString("utf8") : sample.toString("latin1");
}

function controlSigns(text: string): number {
  let count = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 32 && code !== 9 && code !== 10 && code !== 13) count++;
  }
  return count;
}
