import { type SpawnSyncReturns, spawnSync } from "node:child_process";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll } from "vitest";
import { PATIENCE } from "./sizes.ts";
import { ROOT, textOf } from "./sources.ts";

/** A page's fenced blocks of one language, and its commands run over a copy of an example. */
export type PageCommands = {
  readonly blocks: (language: string) => readonly string[];
  readonly run: (command: string) => SpawnSyncReturns<string>;
  /** The copy: what commands write stands here. */
  readonly folder: () => string;
};

/**
 * The commands of a page as they stand there. The copy of the example is made before the first test
 * of the calling file and is gone after its last.
 */
export function pageCommands(page: string, example: string): PageCommands {
  const text = textOf(page);
  let folder = "";
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "dtsen-page-"));
    await cp(join(ROOT, example), join(folder, example), { recursive: true });
  });
  afterAll(async () => await rm(folder, { recursive: true, force: true }));
  return {
    folder: () => folder,
    blocks: (language) =>
      [...text.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, "g"))].map(
        ([, block = ""]) => block.trim(),
      ),
    run: (command) =>
      spawnSync(
        process.execPath,
        [join(ROOT, "src/cli/main.ts"), ...command.replace(/^npx dtsen /, "").split(" ")],
        {
          cwd: folder,
          env: {
            PATH: process.env.PATH,
            DTSEN_THREADS: "1",
            DTSEN_MEMORY: "1GB",
            LC_ALL: "C.UTF-8",
          },
          encoding: "utf8",
          timeout: PATIENCE,
        },
      ),
  };
}
