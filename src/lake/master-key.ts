import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { readKeyFile } from "./key-file.ts";

const MASTER_BYTES = 32;

/** The key that wraps all others, in `master.key`; made once if missing, readable by its owner only. */
export async function readMasterKey(keyFolder: string): Promise<Buffer> {
  const path = join(keyFolder, "master.key");
  const text = await readKeyFile(path, () => `${randomBytes(MASTER_BYTES).toString("hex")}\n`);
  const key = Buffer.from(text.trim(), "hex");
  if (key.length !== MASTER_BYTES) {
    throw new Error(`${path}: expected ${MASTER_BYTES} bytes in hex, found ${key.length}`);
  }
  return key;
}
