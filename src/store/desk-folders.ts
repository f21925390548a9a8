import { createHash } from "node:crypto";
import { join } from "node:path";

/** Where the embedded server keeps what is its own. Named by major version (design 5.15). */
export type DeskFolders = {
  readonly desk: string;
  readonly cluster: string;
  readonly lock: string;
  readonly log: string;
};

export function deskFolders(dataFolder: string, major: number): DeskFolders {
  const desk = join(dataFolder, "desk");
  return {
    desk,
    cluster: join(desk, `${major}`),
    lock: join(desk, `${major}.lock`),
    log: join(desk, `${major}.log`),
  };
}

/** A short stable name for a folder, for places that must not hold the whole path. */
export function folderDigest(folder: string): string {
  return createHash("sha256").update(folder).digest("hex").slice(0, 12);
}
