import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

export const ROOT = join(import.meta.dirname, "..");

/** Every file of the project that git knows or would add, as paths from the root. */
export function projectFiles(): readonly string[] {
  const listed = execFileSync("git", ["ls-files", "-co", "--exclude-standard"], { cwd: ROOT });
  return listed.toString().split("\n").filter(Boolean);
}

export const textOf = (file: string): string => readFileSync(join(ROOT, file), "utf8");
