// npm test: installs what is missing, then everything CI runs, in the order that fails soonest.
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureChromium, ensureModules, ensurePostgres15, ensureSpark, run } from "./install.mjs";

ensureModules();
const chromium = ensureChromium();
const postgres15 = ensurePostgres15();
const spark = ensureSpark();
const desks = join(mkdtempSync(join(tmpdir(), "dtsen-desks-")), "desk");
chmodSync(join(desks, ".."), 0o755);
const env = {
  DTSEN_TEST_DESKS: desks,
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
  [
    "days, seen from the other side of the date line",
    "vitest",
    ["run", "src/domain", "src/staging"],
    "America/New_York",
  ],
  ["tests", "vitest", ["run"]],
];

const failed = STEPS.find(([name, command, args, zone]) => {
  const started = Date.now();
  console.log(`\n── ${name}`);
  const status = run(command, args, { env: zone === undefined ? env : { ...env, TZ: zone } });
  console.log(`── ${name}: ${((Date.now() - started) / 1000).toFixed(1)} s`);
  return status !== 0;
});
stopDesks();
if (failed !== undefined) {
  console.error(`\n${failed[0]}: failed`);
  process.exit(1);
}

/** The servers that the tests shared, and their folder. */
function stopDesks() {
  const parent = join(desks, "..");
  for (const folder of readdirSync(parent)) {
    const majors = join(parent, folder, "desk");
    for (const major of existsSync(majors) ? readdirSync(majors) : []) {
      const pidFile = join(majors, major, "postmaster.pid");
      if (!existsSync(pidFile)) continue;
      try {
        process.kill(Number(readFileSync(pidFile, "utf8").split("\n")[0]), "SIGINT");
      } catch {
        // It has ended by itself.
      }
    }
  }
  rmSync(parent, { recursive: true, force: true, maxRetries: 10, retryDelay: 300 });
}
