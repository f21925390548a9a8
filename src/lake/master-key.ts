import { randomBytes } from "node:crypto";
import { link, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";

const MASTER_BYTES = 32;

/** The key that wraps all others, in `master.key`; made once if missing, readable by its owner only. */
export async function readMasterKey(keyFolder: string): Promise<Buffer> {
  const path = join(keyFolder, "master.key");
  await makeIfMissing(path);
  const { mode } = await stat(path);
  if (process.platform !== "win32" && (mode & 0o077) !== 0) {
    throw new Error(`${path}: others may read the master key; run: chmod 600 ${path}`);
  }
  const key = Buffer.from((await readFile(path, "utf8")).trim(), "hex");
  if (key.length !== MASTER_BYTES) {
    throw new Error(`${path}: expected ${MASTER_BYTES} bytes in hex, found ${key.length}`);
  }
  return key;
}

/** Written aside and linked into place: of two first starts at once, one wins and both read it. */
async function makeIfMissing(path: string): Promise<void> {
  if (
    await stat(path).then(
      () => true,
      () => false,
    )
  )
    return;
  const draft = `${path}.${randomBytes(6).toString("hex")}`;
  await writeFile(draft, `${randomBytes(MASTER_BYTES).toString("hex")}\n`, {
    mode: 0o600,
    flush: true,
  });
  try {
    await link(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    await rm(draft, { force: true });
  }
}
