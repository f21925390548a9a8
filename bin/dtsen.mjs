#!/usr/bin/env node
// The command `dtsen` under any Node from 20 on: it goes on under Node 24.
import { spawn } from "node:child_process";
import { ensureModules, node24, ROOT } from "./install.mjs";

ensureModules();
// From the first file on: what the command turns on itself comes after its own imports.
const env = { NODE_COMPILE_CACHE: `${ROOT}/node_modules/.cache/compiled`, ...process.env };
const child = spawn(node24(), [`${ROOT}/src/cli/main.ts`, ...process.argv.slice(2)], {
  stdio: "inherit",
  env,
});
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
child.on("exit", (code, signal) => process.exit(signal === null ? (code ?? 1) : 1));
