#!/usr/bin/env node
// The command `dtsen` under any Node from 20 on: it goes on under Node 24.
import { spawn } from "node:child_process";
import { ensureModules, node24, ROOT } from "./install.mjs";

ensureModules();
const child = spawn(node24(), [`${ROOT}/src/cli/main.ts`, ...process.argv.slice(2)], {
  stdio: "inherit",
});
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
child.on("exit", (code, signal) => process.exit(signal === null ? (code ?? 1) : 1));
