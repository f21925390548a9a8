import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  type KeyObject,
  randomBytes,
} from "node:crypto";
import { secretFile } from "./desk-keys.ts";

/**
 * Keys of the desk's encrypted fields; from the key folder, never in the database. As KeyObject,
 * because Node prepares a raw key anew for every field, at five times the cost.
 */
export type FieldKeys = {
  /** Number of the key that new values are written with, 1-255. */
  readonly current: number;
  readonly keys: ReadonlyMap<number, KeyObject>;
  readonly index: KeyObject;
};

/** Where a value stands; bound into it, so that it cannot be moved to another row or column. */
export type FieldPlace = {
  readonly table: string;
  readonly column: string;
  readonly rowId: string | number | bigint;
};

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const COUNTER_OFFSET = 8;
const COUNTER_END = 2 ** 32;

/** Reads <keyFolder>/field-keys.json, making it the first time. Older keys stay to read with. */
export function openFieldKeys(keyFolder: string): FieldKeys {
  const make = () =>
    JSON.stringify({
      current: 1,
      keys: { "1": randomBytes(32).toString("hex") },
      index: randomBytes(32).toString("hex"),
    });
  const read = JSON.parse(secretFile(keyFolder, "field-keys.json", make)) as {
    current: number;
    keys: Record<string, string>;
    index: string;
  };
  const keys = Object.entries(read.keys).map(([id, hex]) => [Number(id), secretOf(hex)] as const);
  return { current: read.current, keys: new Map(keys), index: secretOf(read.index) };
}

function secretOf(hex: string): KeyObject {
  return createSecretKey(hex, "hex");
}

/** AES-256-GCM: key number, nonce, ciphertext, tag. A text, or the bytes of a file. */
export function encryptField(keys: FieldKeys, place: FieldPlace, value: string | Buffer): Buffer {
  const nonce = nextNonce();
  const cipher = createCipheriv("aes-256-gcm", getKey(keys, keys.current), nonce);
  cipher.setAAD(placeBytes(place));
  const sealed = typeof value === "string" ? cipher.update(value, "utf8") : cipher.update(value);
  cipher.final();
  const whole = Buffer.allocUnsafe(1 + NONCE_BYTES + sealed.length + TAG_BYTES);
  whole[0] = keys.current;
  nonce.copy(whole, 1);
  sealed.copy(whole, 1 + NONCE_BYTES);
  cipher.getAuthTag().copy(whole, 1 + NONCE_BYTES + sealed.length);
  return whole;
}

/** The text, or an exception where the value was changed or stands in another place. */
export function decryptField(keys: FieldKeys, place: FieldPlace, whole: Buffer): string {
  return decryptBytes(keys, place, whole).toString("utf8");
}

/** The same of a file. */
export function decryptBytes(keys: FieldKeys, place: FieldPlace, whole: Buffer): Buffer {
  const decipher = createDecipheriv(
    "aes-256-gcm",
    getKey(keys, whole[0] ?? 0),
    whole.subarray(1, 1 + NONCE_BYTES),
  );
  decipher.setAAD(placeBytes(place));
  decipher.setAuthTag(whole.subarray(whole.length - TAG_BYTES));
  const open = decipher.update(whole.subarray(1 + NONCE_BYTES, whole.length - TAG_BYTES));
  decipher.final();
  return open;
}

/**
 * Keyed digest for equality search. The kind ("nik", "kk", "name" …) keeps equal texts of two
 * columns apart. A plain hash of a NIK is no protection: all of them can be tried in an hour.
 */
export function blindIndex(keys: FieldKeys, kind: string, text: string): Buffer {
  return createHmac("sha256", keys.index).update(`${kind}|${text}`).digest();
}

function getKey(keys: FieldKeys, id: number): KeyObject {
  const key = keys.keys.get(id);
  if (key === undefined) {
    throw new Error(
      `field key ${id} is not in the key folder: restore the folder this data was made with`,
    );
  }
  return key;
}

function placeBytes({ table, column, rowId }: FieldPlace): Buffer {
  return Buffer.from(`${table}|${column}|${rowId}`);
}

const nonceHead = randomBytes(NONCE_BYTES);
let counter = 0;

/** Eight random bytes a process and a counter: never twice under one key. */
function nextNonce(): Buffer {
  if (counter === COUNTER_END) {
    randomBytes(COUNTER_OFFSET).copy(nonceHead);
    counter = 0;
  }
  nonceHead.writeUInt32BE(counter, COUNTER_OFFSET);
  counter += 1;
  return Buffer.from(nonceHead);
}
