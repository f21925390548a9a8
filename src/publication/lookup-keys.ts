import { createHmac, createSecretKey, hkdfSync, type KeyObject } from "node:crypto";
import { readMasterKey } from "#lake/master-key.ts";
import { networkOf } from "./caller-network.ts";
import type { KodeCek } from "./kode-cek.ts";

/** Keyed indexes of what the public may ask by: without the key file a stolen table answers nothing. */
export type LookupKeys = {
  codeIndex(code: KodeCek): Buffer;
  /** Equal for equal strict names of one village, and only there. */
  nameIndex(villageNo: bigint | number, strictName: string): Buffer;
  /** A caller's address (of IPv6 its /64) for one day (ISO), as a word that cannot be turned back. */
  addressMark(address: string, day: string): string;
  /** Signs challenges and waiting tickets. */
  readonly secret: KeyObject;
};

/** Indexes are cut to sixteen bytes: collisions stay out of reach and rows stay small. */
const INDEX_BYTES = 16;

/** The keys of this house. The folder is never in the same backup as data. */
export async function openLookupKeys(keyFolder: string): Promise<LookupKeys> {
  return lookupKeys(await readMasterKey(keyFolder));
}

/** The keys that grow from one secret of 32 bytes. */
export function lookupKeys(master: Buffer): LookupKeys {
  if (master.length !== 32) throw new Error(`a lookup key has 32 bytes, this one ${master.length}`);
  const branch = (name: string) =>
    Buffer.from(hkdfSync("sha256", master, "", `lookup-${name}`, 32));
  // As key objects: raw bytes are wrapped anew at every digest, which costs more than the digest.
  const keyOf = (name: string) => createSecretKey(branch(name));
  const [codes, names, addresses] = [keyOf("code"), keyOf("name"), keyOf("address")];
  const index = (key: KeyObject, text: string) =>
    createHmac("sha256", key).update(text).digest().subarray(0, INDEX_BYTES);
  return {
    codeIndex: (code) => index(codes, code),
    nameIndex: (villageNo, strictName) => index(names, `${villageNo}|${strictName}`),
    addressMark: (address, day) =>
      index(addresses, `${day}|${networkOf(address)}`).toString("base64url"),
    secret: keyOf("work"),
  };
}
