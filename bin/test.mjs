// npm test: installs what is missing, then everything CI runs, in the order that fails soonest.
import { ensureChromium, ensureModules, ensurePostgres15, ensureSpark, run } from "./install.mjs";

ensureModules();
const chromium = ensureChromium();
const postgres15 = ensurePostgres15();
const spark = ensureSpark();
const env = {
  ...(chromium === undefined ? {} : { CHROMIUM_PATH: chromium }),
  ...(postgres15 === undefined ? {} : { PG15_BIN: postgres15 }),
  ...(spark === undefined ? {} : { SPARK_HOME: spark }),
  TZ: process.env.TZ ?? "Asia/Jayapura",
};

const STEPS = [
  ["format and lint", "biome", ["ci", "."]],
  ["types", "tsc", ["--noEmit"]],
  ["types of the web", "tsc", ["--noEmit", "-p", "tsconfig.web.json"]],
  ["unused code", "knip", []],
  ["web bundle", "vite", ["build", "--logLevel", "warn"]],
  ["tests", "vitest", ["run"]],
];

for (const [name, command, args] of STEPS) {
  const started = Date.now();
  console.log(`\n── ${name}`);
  if (run(command, args, { env }) !== 0) {
    console.error(`\n${name}: failed`);
    process.exit(1);
  }
  console.log(`── ${name}: ${((Date.now() - started) / 1000).toFixed(1)} s`);
}
