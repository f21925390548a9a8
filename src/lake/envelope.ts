import { createCipheriv, createDecipheriv } from "node:crypto";
import { type FileHandle, open, rename, rm } from "node:fs/promises";
import {
  CHUNK_BYTES,
  chunkPlace,
  type EnvelopeHeader,
  fileKey,
  MAX_HEADER_BYTES,
  makeHeader,
  parseHeader,
  TAG_BYTES,
} from "./envelope-header.ts";
import type { DataKey } from "./keyring.ts";

/**
 * Seals a file in chunks of AES-256-GCM. Every tag covers header, place and "last" mark, so chunks
 * cannot be changed, moved or left off. The sealed file appears whole or not at all.
 */
export async function sealFile(plain: string, sealed: string, key: DataKey): Promise<void> {
  const header = makeHeader(key.id);
  const cipherKey = fileKey(key.bytes, header.salt);
  await writeWhole(plain, sealed, async (from, to) => {
    const { size } = await from.stat();
    await to.write(header.bytes);
    const chunks = Math.max(1, Math.ceil(size / CHUNK_BYTES));
    const buffer = Buffer.allocUnsafe(Math.min(CHUNK_BYTES, size));
    for (let index = 0; index < chunks; index++) {
      const length = Math.min(CHUNK_BYTES, size - index * CHUNK_BYTES);
      const chunk = await readExactly(from, buffer, length, index * CHUNK_BYTES);
      const place = chunkPlace(index, index === chunks - 1);
      const cipher = createCipheriv("aes-256-gcm", cipherKey, place);
      cipher.setAAD(Buffer.concat([header.bytes, place]));
      await writeAll(
        to,
        Buffer.concat([cipher.update(chunk), cipher.final(), cipher.getAuthTag()]),
      );
    }
  });
}

/** Opens a sealed file; throws, and leaves no plain text, where anything about it was changed. */
export async function unsealFile(sealed: string, plain: string, key: DataKey): Promise<void> {
  await writeWhole(sealed, plain, async (from, to) => {
    const header = await readHeader(from, sealed);
    if (header.keyId !== key.id) {
      throw new Error(`${sealed}: sealed with key "${header.keyId}", not with "${key.id}"`);
    }
    const cipherKey = fileKey(key.bytes, header.salt);
    const step = header.chunkBytes + TAG_BYTES;
    const body = (await from.stat()).size - header.bytes.length;
    const chunks = Math.max(1, Math.ceil(body / step));
    const buffer = Buffer.allocUnsafe(Math.min(step, Math.max(0, body)));
    for (let index = 0; index < chunks; index++) {
      const length = Math.min(step, body - index * step);
      const at = header.bytes.length + index * step;
      const chunk = await readExactly(from, buffer, length, at);
      await writeAll(to, openChunk(chunk, header, cipherKey, index, index === chunks - 1, sealed));
    }
  });
}

/** The key a sealed file asks for. */
export async function readKeyId(sealed: string): Promise<string> {
  const file = await open(sealed, "r");
  try {
    return (await readHeader(file, sealed)).keyId;
  } finally {
    await file.close();
  }
}

function openChunk(
  chunk: Buffer,
  header: EnvelopeHeader,
  cipherKey: Buffer,
  index: number,
  isLast: boolean,
  sealed: string,
): Buffer {
  try {
    const place = chunkPlace(index, isLast);
    const end = chunk.length - TAG_BYTES;
    const decipher = createDecipheriv("aes-256-gcm", cipherKey, place);
    decipher.setAAD(Buffer.concat([header.bytes, place]));
    decipher.setAuthTag(chunk.subarray(end));
    return Buffer.concat([decipher.update(chunk.subarray(0, end)), decipher.final()]);
  } catch {
    throw new Error(
      `${sealed}: chunk ${index} is not what was sealed (changed, moved, cut short or wrong key); restore the file from a copy`,
    );
  }
}

async function readHeader(file: FileHandle, name: string): Promise<EnvelopeHeader> {
  const start = Buffer.alloc(MAX_HEADER_BYTES);
  const { bytesRead } = await file.read(start, 0, start.length, 0);
  const header = parseHeader(start.subarray(0, bytesRead));
  if (header === undefined) throw new Error(`${name}: not a file sealed by OpenDTSEN`);
  return header;
}

async function readExactly(
  file: FileHandle,
  buffer: Buffer,
  length: number,
  position: number,
): Promise<Buffer> {
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await file.read(buffer, filled, length - filled, position + filled);
    if (bytesRead === 0) throw new Error(`file ended ${length - filled} bytes early`);
    filled += bytesRead;
  }
  return buffer.subarray(0, length);
}

async function writeAll(file: FileHandle, bytes: Buffer): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    done += (await file.write(bytes, done)).bytesWritten;
  }
}

/** Writes beside the target under another name, then renames: a target is whole or absent. */
async function writeWhole(
  source: string,
  target: string,
  work: (from: FileHandle, to: FileHandle) => Promise<void>,
): Promise<void> {
  const part = `${target}.part`;
  const from = await open(source, "r");
  try {
    const to = await open(part, "w", 0o600);
    try {
      await work(from, to);
      await to.sync();
    } finally {
      await to.close();
    }
    await rename(part, target);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  } finally {
    await from.close();
  }
}
