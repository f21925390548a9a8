import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const REQUIREMENTS = join(import.meta.dirname, "requirements.txt");

const pinnedBy = (requirements: string): string =>
  readFileSync(requirements, "utf8").trim().split("\n").join(", ");

/** Splink and what it stands on, as pinned: printed beside every figure of it. */
export const PINNED = pinnedBy(REQUIREMENTS);

/** The Python of a virtual environment with the pinned Splink. */
export function findSplink(): string | undefined {
  return findPython("Splink", REQUIREMENTS, "import splink, duckdb");
}

/**
 * The Python of a virtual environment with what a file of requirements pins, made where there is none; undefined,
 * and said aloud, where Python or the network is missing.
 */
export function findPython(what: string, requirements: string, check: string): string | undefined {
  const pinned = pinnedBy(requirements);
  const folder = join(tmpdir(), `dtsen-${pinned.split(", ")[0]?.replace("==", "-")}`);
  const python = join(folder, "bin", "python");
  const ready = [python, ["-c", check]] as const;
  if (existsSync(python) && didRun(...ready)) return python;
  process.stderr.write(`making a virtual environment with ${pinned} …\n`);
  const made =
    didRun("python3", ["-m", "venv", folder]) &&
    didRun(python, ["-m", "pip", "install", "--quiet", "--requirement", requirements]) &&
    didRun(...ready);
  if (made) return python;
  process.stderr.write(
    `NOT MEASURED: ${what}. It needs python3 (3.10 or newer, with venv) and a package index that pip reaches.\n`,
  );
  return undefined;
}

function didRun(command: string, words: readonly string[]): boolean {
  const { status, stderr } = spawnSync(command, words, { encoding: "utf8" });
  if (status !== 0) process.stderr.write(`${command}: ${stderr?.trim() || "not found"}\n`);
  return status === 0;
}
