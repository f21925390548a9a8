// npm run prove: the same proofs at the issues' stated sizes; writes bench/RESULTS.md.
import {
  ensureChromium,
  ensureModules,
  ensurePostgres15,
  ensureSpark,
  node24,
  run,
} from "./install.mjs";

ensureModules();
const env = {
  DTSEN_PROOF: "full",
  CHROMIUM_PATH: ensureChromium() ?? "",
  PG15_BIN: ensurePostgres15() ?? "",
  SPARK_HOME: ensureSpark() ?? "",
};
const failed =
  run("vite", ["build", "--logLevel", "warn"], { env }) ||
  run("vitest", ["run"], { env }) ||
  run(node24(), ["bench/prove.ts"], { env });
process.exit(failed);
