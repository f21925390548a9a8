import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "..", "..", "..");

/** The version of Spark that the contract suite runs on, and that bin/install.mjs installs. */
export const PROVEN_VERSION: string = readFileSync(
  join(ROOT, "scripts", "spark-version"),
  "utf8",
).trim();

/** Patches do not change answers; 4.3 and 4.4 are different engines. */
export function isProvenLine(version: string | undefined): boolean {
  const line = (text: string): string => text.split(".").slice(0, 2).join(".");
  return version !== undefined && line(version) === line(PROVEN_VERSION);
}

/** Where bin/install.mjs has put Spark, or a folder that is not there. */
export function installedSpark(): string {
  const folder = join(ROOT, ".tools", `spark-${PROVEN_VERSION}`);
  const note = join(folder, "spark-home");
  return existsSync(note) ? readFileSync(note, "utf8").trim() : folder;
}
