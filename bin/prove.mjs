// npm run prove: the same proofs at the issues' stated sizes; writes bench/RESULTS.md.
import { tmpdir } from "node:os";
import { join } from "node:path";
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
  // The contract of the two engines notes here what its walks cost, for bench/RESULTS.md.
  DTSEN_ENGINE_COSTS: join(tmpdir(), `dtsen-engine-costs-${process.pid}.json`),
};
const failed =
  run("vite", ["build", "--logLevel", "warn"], { env }) ||
  run("vitest", ["run"], { env }) ||
  run(node24(), ["bench/prove.ts"], { env });
process.exit(failed);
