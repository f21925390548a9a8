import { defineConfig } from "vitest/config";
import { DearestFirst } from "./test/dearest-first.ts";

/** `npm run prove` runs the same tests at full sizes, which take their time. */
const times = process.env.DTSEN_PROOF === "full" ? 60 : 1;

export default defineConfig({
  test: {
    include: [
      "src/**/*.test.ts",
      "test/**/*.test.ts",
      "examples/**/*.test.ts",
      "web/**/*.test.ts",
      "bench/**/*.test.ts",
    ],
    setupFiles: ["test/seed.ts"],
    testTimeout: times * 60_000,
    hookTimeout: times * 120_000,
    pool: "forks",
    maxWorkers: 2,
    sequence: { sequencer: DearestFirst },
  },
});
