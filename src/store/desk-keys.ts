import { createHmac, randomBytes } from "node:crypto";
import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";

/** Logins of the desk. The owner owns and migrates; the application owns nothing. */
export const LOGINS = [
  "admin",
  "owner",
  "app",
  "worker",
  "gate",
  "sealer",
  "auditor",
  "lake",
] as const;
export type Login = (typeof LOGINS)[number];

/** Passwords of the desk's logins; generated once, kept with the keys and never with the data. */
export type DeskPasswords = Readonly<Record<Login, string>>;

/**
 * Reads <keyFolder>/desk-passwords.json, making it the first time; two at once get the same. Logins
 * that a newer program knows and the file does not are derived from the file's secret.
 */
export function deskPasswords(keyFolder: string): DeskPasswords {
  const make = () => JSON.stringify({ admin: randomBytes(24).toString("hex") });
  const kept = JSON.parse(secretFile(keyFolder, "desk-passwords.json", make)) as { admin: string };
  const derive = (login: Login) => createHmac("sha256", kept.admin).update(login).digest("hex");
  const derived = Object.fromEntries(LOGINS.map((login) => [login, derive(login)]));
  return { ...derived, admin: kept.admin } as DeskPasswords;
}

/** What jobs for the lake worker are signed with; derived, so that it is the same at every start. */
export function lakeJobSecret({ admin }: DeskPasswords): Buffer {
  return createHmac("sha256", admin).update("lake jobs").digest();
}

/** A file of the key folder, readable by us alone; made whole or not at all. */
export function secretFile(keyFolder: string, name: string, make: () => string): string {
  const path = join(keyFolder, name);
  if (!existsSync(path)) {
    mkdirSync(dirname(keyFolder), { recursive: true });
    mkdirSync(keyFolder, { recursive: true, mode: 0o700 });
    const draft = `${path}.${process.pid}.${randomBytes(4).toString("hex")}`;
    writeFileSync(draft, make(), { mode: 0o600, flush: true });
    try {
      linkSync(draft, path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    unlinkSync(draft);
  }
  chmodSync(path, 0o600);
  return readFileSync(path, "utf8");
}
