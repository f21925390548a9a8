import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { sha256OfFile, writeSafely } from "./manifest.ts";

/** A file that was rewritten to erase a person: what it is now, in place of what the manifest says. */
export type Erasure = { readonly path: string; readonly bytes: number; readonly sha256: string };

const NAME = "erasures.json";

/** Files of a folder that were rewritten since its manifest; the newest word on each. */
export async function readErasures(folder: string): Promise<readonly Erasure[]> {
  const text = await readFile(join(folder, NAME), "utf8").catch(() => "[]");
  return JSON.parse(text) as readonly Erasure[];
}

/** Notes that files were rewritten, or removed (absent now), so that checking the manifest still works. */
export async function recordErasures(folder: string, paths: readonly string[]): Promise<void> {
  const kept = (await readErasures(folder)).filter(({ path }) => !paths.includes(path));
  const erased: Erasure[] = [];
  for (const path of paths) {
    const file = join(folder, path);
    const found = await stat(file).catch(() => undefined);
    const sha256 = found === undefined ? "" : await sha256OfFile(file);
    erased.push({ path, bytes: found?.size ?? 0, sha256 });
  }
  const all = [...kept, ...erased].sort((a, b) => (a.path < b.path ? -1 : 1));
  await writeSafely(join(folder, NAME), `${JSON.stringify(all, null, 2)}\n`);
}
