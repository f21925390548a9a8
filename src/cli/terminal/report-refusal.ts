import type { Words } from "#domain/words.ts";
import { FILE_PROBLEMS } from "#staging/file-problems.ts";

/** Tells on the terminal why a report was refused whole and what to do, by its own words or by those of its file. */
export function tellRefused(
  problem: string,
  own: Readonly<Record<string, Words>>,
  missing: readonly string[] = [],
): void {
  const file = FILE_PROBLEMS[problem as keyof typeof FILE_PROBLEMS];
  const words =
    own[problem] === undefined
      ? [file?.sentence.id_ID, file?.remedy.id_ID, ...missing].filter(Boolean).join(" ")
      : Object.values(own[problem]).join("\n");
  process.stderr.write(`ditolak (${problem}):\n${words}\n`);
  process.exitCode = 1;
}

/** The command itself was mistaken. */
export function tellMistaken(said: string): void {
  process.stderr.write(`${said}\n`);
  process.exitCode = 2;
}
