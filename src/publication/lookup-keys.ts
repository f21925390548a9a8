import { createHmac, createSecretKey, hkdfSync, type KeyObject } from "node:crypto";
import { readMasterKey } from "#lake/master-key.ts";
import { networkOf } from "./caller-network.ts";
import { type KodeCek, mintKodeCek } from "./kode-cek.ts";

/** Keyed indexes of what the public may ask by: without the key file a stolen table answers nothing. */
export type LookupKeys = {
  codeIndex(code: KodeCek): Buffer;
  /** Of a Kode Penjelasan, which opens a family's own explanation, and of the number on a receipt. */
  explanationIndex(code: KodeCek): Buffer;
  receiptIndex(receipt: KodeCek): Buffer;
  /** Of the number on the slip of a reactivation. */
  slipIndex(slip: KodeCek): Buffer;
  /** Of the number on a printed notice. */
  noticeIndex(notice: KodeCek): Buffer;
  /** The code that belongs to an act: the same act sent twice gets the same one, and nobody else can make it. */
  codeOf(kind: "explanation" | "receipt" | "slip" | "notice", act: string): KodeCek;
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
  const digest = (key: KeyObject, text: string) => createHmac("sha256", key).update(text).digest();
  const index = (key: KeyObject, text: string) => digest(key, text).subarray(0, INDEX_BYTES);
  const [explanations, receipts, acts] = [keyOf("explanation"), keyOf("receipt"), keyOf("act")];
  const [slips, notices] = [keyOf("slip"), keyOf("notice")];
  return {
    codeIndex: (code) => index(codes, code),
    explanationIndex: (code) => index(explanations, code),
    receiptIndex: (receipt) => index(receipts, receipt),
    slipIndex: (slip) => index(slips, slip),
    noticeIndex: (notice) => index(notices, notice),
    codeOf: (kind, act) =>
      mintKodeCek((bytes) => digest(acts, `${kind}|${act}`).subarray(0, bytes)),
    nameIndex: (villageNo, strictName) => index(names, `${villageNo}|${strictName}`),
    addressMark: (address, day) =>
      index(addresses, `${day}|${networkOf(address)}`).toString("base64url"),
    secret: keyOf("work"),
  };
}
