import { configDefaults, defineConfig } from "vitest/config";
import { DearestFirst } from "./test/dearest-first.ts";

/** `npm run prove` runs the same tests at full sizes, which take their time. */
const times = process.env.DTSEN_PROOF === "full" ? 60 : 1;

const EVERY = ["src", "test", "examples", "web", "bench"].map((folder) => `${folder}/**/*.test.ts`);

/**
 * These files share a process: each alone would read the whole program again, which takes longer than most of them do. They
 * leave nothing behind: no clock that stands still, no environment, no server. Who starts programs, or changes what all of a
 * process see, has a process of its own.
 */
const TOGETHER = ["src/!(cli|engine)/**/*.test.ts", "web/**/*.test.ts"];

export default defineConfig({
  test: {
    setupFiles: ["test/seed.ts"],
    testTimeout: times * 60_000,
    hookTimeout: times * 120_000,
    pool: "forks",
    maxWorkers: 2,
    sequence: { sequencer: DearestFirst },
    projects: [
      {
        extends: true,
        test: { name: "alone", include: EVERY, exclude: [...configDefaults.exclude, ...TOGETHER] },
      },
      { extends: true, test: { name: "together", include: TOGETHER, isolate: false } },
    ],
  },
});
