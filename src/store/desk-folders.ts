import { createHash } from "node:crypto";
import { join } from "node:path";
import { closedFolder, type ServerUser } from "./server-user.ts";

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

/** Refuses, naming the folder, where the server's user could not reach its data. */
export function accountable(folders: DeskFolders, user: ServerUser | undefined): void {
  const closed = closedFolder(folders.desk, user);
  if (closed === undefined) return;
  throw new Error(
    `as root the database runs as its own user, which may not pass ${closed}: use another data folder (DTSEN_DATA), or run: chmod o+x ${closed}`,
  );
}

/** A short stable name for a folder, for places that must not hold the whole path. */
export function folderDigest(folder: string): string {
  return createHash("sha256").update(folder).digest("hex").slice(0, 12);
}
