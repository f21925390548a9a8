import { basename, join } from "node:path";
import { readKeyId, unsealFile } from "./envelope.ts";
import type { LakeFolders } from "./folders.ts";
import type { Keyring } from "./keyring.ts";
import { inPrivateFolder } from "./private-folder.ts";

export { sweepWork } from "./private-folder.ts";

/**
 * Opens sealed files into a private folder, hands over their plain paths in the same order, and
 * removes them whatever happens. The only way plain identity comes to be on disk.
 */
export async function withIdentity<T>(
  lake: { readonly folders: Pick<LakeFolders, "work">; readonly keyring: Keyring },
  files: readonly string[],
  work: (plain: readonly string[]) => Promise<T>,
): Promise<T> {
  return inPrivateFolder(lake.folders, async (folder) => {
    const plain: string[] = [];
    for (const [i, file] of files.entries()) {
      const target = join(folder, `${i}-${basename(file).replace(/\.enc$/, "")}`);
      await unsealFile(file, target, await keyOf(lake.keyring, file));
      plain.push(target);
    }
    return work(plain);
  });
}

async function keyOf(keyring: Keyring, file: string) {
  const id = await readKeyId(file);
  const key = await keyring.get(id);
  if (key === undefined) throw new Error(`${file}: its key ${id} was destroyed; it cannot be read`);
  return key;
}
