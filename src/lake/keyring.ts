import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { mkdir, open, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { readMasterKey } from "./master-key.ts";

/** A key that seals files of one purpose: one delivery, one identity file. Never written in clear. */
export type DataKey = { readonly id: string; readonly bytes: Buffer };

/** Data keys, each wrapped by the master key in its own file. */
export type Keyring = {
  /** `purpose` is words for people and for the record: "delivery 12", "identity 4/003". */
  mint(purpose: string): Promise<DataKey>;
  /** Undefined where the key was destroyed or never was. */
  get(id: string): Promise<DataKey | undefined>;
  /** For ever: what was sealed with it is erased, in every copy. */
  destroy(id: string): Promise<void>;
};

type WrappedKey = {
  readonly id: string;
  readonly purpose: string;
  readonly nonce: string;
  readonly wrapped: string;
  readonly tag: string;
};

const KEY_ID = /^k[0-9a-f]{24}$/;

/**
 * Opens the ring in a private folder that is never inside lake or desk. `masterKey` (32 bytes, from
 * a key service) takes the place of the file `master.key`.
 */
export async function openKeyring(keyFolder: string, masterKey?: Buffer): Promise<Keyring> {
  const folder = join(keyFolder, "data");
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const master = masterKey ?? (await readMasterKey(keyFolder));
  const file = (id: string): string => {
    if (!KEY_ID.test(id)) throw new Error(`"${id}" is not the id of a data key`);
    return join(folder, `${id}.json`);
  };
  return {
    mint: async (purpose) => {
      const key = { id: `k${randomBytes(12).toString("hex")}`, bytes: randomBytes(32) };
      await writeSafely(file(key.id), JSON.stringify(wrap(key, purpose, master)));
      return key;
    },
    get: async (id) => {
      const text = await readFile(file(id), "utf8").catch(absentIsUndefined);
      return text === undefined ? undefined : unwrap(JSON.parse(text) as WrappedKey, id, master);
    },
    destroy: async (id) => {
      await overwrite(file(id));
      await rm(file(id), { force: true });
    },
  };
}

function wrap(key: DataKey, purpose: string, master: Buffer): WrappedKey {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", master, nonce);
  cipher.setAAD(Buffer.from(`${key.id}|${purpose}`));
  const wrapped = Buffer.concat([cipher.update(key.bytes), cipher.final()]).toString("hex");
  const tag = cipher.getAuthTag().toString("hex");
  return { id: key.id, purpose, nonce: nonce.toString("hex"), wrapped, tag };
}

function unwrap(stored: WrappedKey, id: string, master: Buffer): DataKey {
  try {
    const decipher = createDecipheriv("aes-256-gcm", master, Buffer.from(stored.nonce, "hex"));
    decipher.setAAD(Buffer.from(`${id}|${stored.purpose}`));
    decipher.setAuthTag(Buffer.from(stored.tag, "hex"));
    const wrapped = Buffer.from(stored.wrapped, "hex");
    return { id, bytes: Buffer.concat([decipher.update(wrapped), decipher.final()]) };
  } catch {
    throw new Error(`data key ${id} does not open with this master key; check the key folder`);
  }
}

/** On disk before anything is sealed with it: a key lost to a power cut would lose its files. */
async function writeSafely(path: string, text: string): Promise<void> {
  const part = `${path}.part`;
  const file = await open(part, "w", 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(part, path);
}

async function overwrite(path: string): Promise<void> {
  const file = await open(path, "r+").catch(absentIsUndefined);
  if (file === undefined) return;
  try {
    const { size } = await file.stat();
    await file.write(randomBytes(size), 0, size, 0);
    await file.sync();
  } finally {
    await file.close();
  }
}

function absentIsUndefined(error: NodeJS.ErrnoException): undefined {
  if (error.code === "ENOENT") return undefined;
  throw error;
}
