import { randomBytes } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, sep } from "node:path";
import type { Binaries } from "./binaries.ts";
import { type DeskFolders, deskFolders, folderDigest } from "./desk-folders.ts";
import { secretFile } from "./desk-keys.ts";
import { closedFolder, giveTo, type ServerUser } from "./server-user.ts";

/** Where root's server lives when its own user may not pass the folders above the data. */
const FAR_ROOT = "/var/lib/opendtsen";
/** Once far, a desk stays far, whatever becomes of the folders above. */
const MARK = "far-desk";

/**
 * The folders of the server. As root in a private place (/root, a temporary folder) the server's user
 * cannot reach the data folder, so its part lies under /var/lib/opendtsen, named by a mark that the
 * data folder carries: a fresh data folder gets a fresh desk, and a deleted one leaves none behind.
 */
export function reachableFolders(
  dataFolder: string,
  major: number,
  user: ServerUser | undefined,
): DeskFolders {
  const near = deskFolders(dataFolder, major);
  mkdirSync(near.desk, { recursive: true });
  const isFar = existsSync(join(near.desk, MARK));
  if (!isFar && closedFolder(near.desk, user) === undefined) return near;
  const mark = secretFile(near.desk, MARK, () => randomBytes(8).toString("hex"));
  const far = join(FAR_ROOT, folderDigest(`${near.desk} ${mark}`));
  reportLeft(sweepFar(FAR_ROOT, near.desk, mark));
  mkdirSync(far, { recursive: true });
  secretFile(far, "origin", () => `${near.desk}\n${mark}`);
  return { ...deskFolders(far, major) };
}

/** A desk below the far root whose data folder does not answer for it now. */
export type LeftDesk = { readonly folder: string; readonly origin: string };

/**
 * Removes desks of temporary data folders that are gone or were made anew. Others stay and are answered:
 * a folder that is not there now may be a volume that is not mounted.
 */
export function sweepFar(root: string, desk: string, mark: string): readonly LeftDesk[] {
  if (!existsSync(root)) return [];
  const left: LeftDesk[] = [];
  for (const name of readdirSync(root)) {
    const folder = join(root, name);
    if (!existsSync(join(folder, "origin"))) continue;
    const [origin = "", was] = readFileSync(join(folder, "origin"), "utf8").split("\n");
    const now = origin === desk ? mark : readMark(origin);
    if (now === was) continue;
    if (origin.startsWith(`${tmpdir()}${sep}`)) rmSync(folder, { recursive: true, force: true });
    else left.push({ folder, origin });
  }
  return left;
}

function reportLeft(left: readonly LeftDesk[]): void {
  for (const { folder, origin } of left) {
    process.emitWarning(
      `${folder} holds the desk of ${origin}, which is not there now. Is a volume not mounted? If the data is gone for good, remove the folder by hand.`,
    );
  }
}

function readMark(desk: string): string | undefined {
  const file = join(desk, MARK);
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}

/** The programs, copied once to where the server's user can run them. */
export function reachableBinaries(binaries: Binaries, user: ServerUser | undefined): Binaries {
  const root = dirname(dirname(binaries.postgres));
  if (binaries.origin === "system" || closedFolder(root, user) === undefined) return binaries;
  const place = join(FAR_ROOT, `postgresql-${binaries.major}-${folderDigest(root)}`);
  if (!existsSync(place)) {
    const draft = `${place}.${process.pid}`;
    mkdirSync(FAR_ROOT, { recursive: true });
    cpSync(root, draft, { recursive: true, verbatimSymlinks: true });
    if (existsSync(place)) rmSync(draft, { recursive: true });
    else renameSync(draft, place);
  }
  giveTo(place, user);
  const bin = (path: string) => join(place, "bin", basename(path));
  return { ...binaries, initdb: bin(binaries.initdb), postgres: bin(binaries.postgres) };
}
