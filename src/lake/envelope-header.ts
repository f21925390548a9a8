import { hkdfSync, randomBytes } from "node:crypto";

/** First bytes of every sealed file: name and edition of the format. */
const MAGIC = Buffer.from("DTSENV1\n", "latin1");
const SALT_BYTES = 32;

/** Bytes of plain text in every chunk but the last. */
export const CHUNK_BYTES = 1 << 20;
/** AES-GCM's tag behind every chunk. */
export const TAG_BYTES = 16;
/** Longest header: magic, length of the key id, id, chunk size, salt. */
export const MAX_HEADER_BYTES = MAGIC.length + 1 + 255 + 4 + SALT_BYTES;

/** What stands before the first chunk; all of it is bound into every chunk's tag. */
export type EnvelopeHeader = {
  readonly keyId: string;
  readonly chunkBytes: number;
  readonly salt: Buffer;
  readonly bytes: Buffer;
};

/** A header with fresh salt, so that no two files share a cipher key. */
export function makeHeader(keyId: string): EnvelopeHeader {
  const id = Buffer.from(keyId, "utf8");
  if (id.length > 255) throw new Error(`key id of ${id.length} bytes; at most 255 fit`);
  const salt = randomBytes(SALT_BYTES);
  const size = Buffer.alloc(4);
  size.writeUInt32BE(CHUNK_BYTES);
  const bytes = Buffer.concat([MAGIC, Buffer.from([id.length]), id, size, salt]);
  return { keyId, chunkBytes: CHUNK_BYTES, salt, bytes };
}

/** Reads the beginning of a sealed file, or undefined where it is not one. */
export function parseHeader(start: Buffer): EnvelopeHeader | undefined {
  if (start.length <= MAGIC.length || !start.subarray(0, MAGIC.length).equals(MAGIC)) {
    return undefined;
  }
  const idFrom = MAGIC.length + 1;
  const idTo = idFrom + (start[MAGIC.length] ?? 0);
  const end = idTo + 4 + SALT_BYTES;
  if (start.length < end) return undefined;
  const chunkBytes = start.readUInt32BE(idTo);
  if (chunkBytes === 0 || chunkBytes > 64 << 20) return undefined;
  return {
    keyId: start.toString("utf8", idFrom, idTo),
    chunkBytes,
    salt: Buffer.from(start.subarray(idTo + 4, end)),
    bytes: Buffer.from(start.subarray(0, end)),
  };
}

/** The cipher key of one file, drawn from the data key and the file's salt. */
export function fileKey(dataKey: Buffer, salt: Buffer): Buffer {
  return Buffer.from(hkdfSync("sha256", dataKey, salt, "opendtsen envelope 1", 32));
}

/** Place of a chunk and whether it ends the file: the nonce, and bound into the tag. */
export function chunkPlace(index: number, isLast: boolean): Buffer {
  const place = Buffer.alloc(12);
  place.writeBigUInt64BE(BigInt(index));
  place.writeUInt8(isLast ? 1 : 0, 8);
  return place;
}
