import { execFileSync } from "node:child_process";
import { chownSync, statSync } from "node:fs";
import { dirname } from "node:path";

/** PostgreSQL refuses to run as root: the system user it runs as, or undefined where we are not root. */
export type ServerUser = { readonly uid: number; readonly gid: number };

const NAMES = ["postgres", "dtsen-postgres"] as const;

/** As root: the user postgres, made where there is none. */
export function serverUser(): ServerUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const found = findUser(NAMES[0]) ?? findUser(NAMES[1]);
  if (found !== undefined) return found;
  makeUser(NAMES[1]);
  const made = findUser(NAMES[1]);
  if (made === undefined) {
    throw new Error(
      "as root a system user for PostgreSQL is needed and could not be made: run useradd --system dtsen-postgres, or start as another user",
    );
  }
  return made;
}

function findUser(name: string): ServerUser | undefined {
  try {
    const ask = (flag: string) =>
      Number(execFileSync("id", [flag, name], { stdio: "pipe" }).toString());
    return { uid: ask("-u"), gid: ask("-g") };
  } catch {
    return undefined;
  }
}

function makeUser(name: string): void {
  const ways: readonly (readonly [string, readonly string[]])[] = [
    ["useradd", ["--system", "--no-create-home", "--shell", "/usr/sbin/nologin", name]],
    ["adduser", ["-S", "-D", "-H", name]],
  ];
  for (const [command, args] of ways) {
    try {
      execFileSync(command, args, { stdio: "pipe" });
      return;
    } catch {}
  }
}

/** The first folder on the way down that the server's user may not pass, or undefined. */
export function closedFolder(folder: string, user: ServerUser | undefined): string | undefined {
  if (user === undefined) return undefined;
  for (let at = folder; ; at = dirname(at)) {
    const { mode, uid, gid } = statSync(at);
    const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return at;
    if (dirname(at) === at) return undefined;
  }
}

/** Gives a folder to the server's user, where there is one. */
export function giveTo(folder: string, user: ServerUser | undefined): void {
  if (user !== undefined) chownSync(folder, user.uid, user.gid);
}
