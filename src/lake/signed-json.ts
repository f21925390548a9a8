import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { readKeyFile } from "./key-file.ts";

/** Ed25519 (RFC 8032) over the canonical text (RFC 8785) of everything in a JSON object but this. */
export type Signature = {
  readonly algorithm: "ed25519";
  /** SHA-256 of the public key's SPKI bytes, in hex: what people compare and trust. */
  readonly keyId: string;
  /** SPKI, base64. */
  readonly publicKey: string;
  /** Base64. */
  readonly value: string;
};

export type Signed<T> = T & { readonly signature: Signature };

/** Signs objects with the key of one house. The same object and key give the same signature. */
export type Signing = {
  readonly keyId: string;
  readonly sign: <T extends object>(value: T) => Signed<T>;
};

/** "signer-unknown": whole, but by a key that nobody here trusts; "wrong": changed since it was signed. */
export type SignatureState = "signed" | "signer-unknown" | "unsigned" | "wrong";

const ID_LENGTH = 64;
const KEY_NAME = "model-signing.pem";
/** Ids of keys of others whose models are trusted here, one a line; what follows the id is for people. */
export const TRUSTED_NAME = "trusted-model-keys.txt";

/** The house's key for models, <keyFolder>/model-signing.pem, made the first time. */
export async function openSigning(keyFolder: string): Promise<Signing> {
  const pem = await readKeyFile(join(keyFolder, KEY_NAME), () =>
    generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
  );
  const key = createPrivateKey(pem);
  const spki = spkiOf(key);
  const keyId = idOf(spki);
  return {
    keyId,
    sign: (value) => {
      const text = Buffer.from(canonicalJson(value));
      return {
        ...value,
        signature: {
          algorithm: "ed25519",
          keyId,
          publicKey: spki.toString("base64"),
          value: sign(null, text, key).toString("base64"),
        },
      };
    },
  };
}

/** Ids of the keys that are trusted here: the house's own, and those listed. Makes nothing. */
export async function knownSigners(keyFolder: string): Promise<ReadonlySet<string>> {
  const pem = await readIfThere(join(keyFolder, KEY_NAME));
  const listed = (await readIfThere(join(keyFolder, TRUSTED_NAME))) ?? "";
  const own = pem === undefined ? [] : [idOf(spkiOf(createPrivateKey(pem)))];
  const others = listed.split("\n").map((line) => line.trim().slice(0, ID_LENGTH));
  return new Set([...own, ...others].filter((id) => id.length === ID_LENGTH));
}

/** Whether an object is what its signer signed, and whether the signer is known. */
export function judgeSignature(value: object, known: ReadonlySet<string>): SignatureState {
  const { signature, ...rest } = value as { readonly signature?: Partial<Signature> };
  if (signature === undefined) return "unsigned";
  const { keyId = "", publicKey = "", algorithm } = signature ?? {};
  const spki = Buffer.from(String(publicKey), "base64");
  if (algorithm !== "ed25519" || idOf(spki) !== keyId) return "wrong";
  const text = Buffer.from(canonicalJson(rest));
  if (!fits(text, spki, String(signature.value ?? ""))) return "wrong";
  return known.has(keyId) ? "signed" : "signer-unknown";
}

function fits(text: Buffer, spki: Buffer, value: string): boolean {
  try {
    const key = createPublicKey({ key: spki, format: "der", type: "spki" });
    return (
      key.asymmetricKeyType === "ed25519" && verify(null, text, key, Buffer.from(value, "base64"))
    );
  } catch {
    return false;
  }
}

/** One text for one value, however its file was laid out: members sorted by name, no white space (RFC 8785). */
export function canonicalJson(value: object): string {
  return textOf(JSON.parse(JSON.stringify(value)));
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(textOf).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, one]) => `${JSON.stringify(name)}:${textOf(one)}`).join(",")}}`;
}

const spkiOf = (key: KeyObject): Buffer =>
  createPublicKey(key).export({ type: "spki", format: "der" });

const idOf = (spki: Buffer): string => createHash("sha256").update(spki).digest("hex");

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
