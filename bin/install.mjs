// Installs what is missing. Plain JavaScript for Node 20 and npm: it runs before anything else is there.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";

export const ROOT = resolve(import.meta.dirname, "..");
const isWindows = process.platform === "win32";
const isCi = Boolean(process.env.CI);

/** Runs a command in the project's folder with our Node first on the path. */
export function run(command, args, options = {}) {
  const env = {
    ...process.env,
    ...options.env,
    PATH: `${join(ROOT, "node_modules", ".bin")}${delimiter}${process.env.PATH}`,
  };
  const done = spawnSync(command, args, {
    cwd: ROOT,
    stdio: "inherit",
    shell: isWindows,
    ...options,
    env,
  });
  return done.status ?? 1;
}

/** The same, with what it printed. */
function ask(command, args) {
  const done = spawnSync(command, args, { cwd: ROOT, encoding: "utf8" });
  return done.status === 0 ? done.stdout.trim() : undefined;
}

/** The packages of the lockfile, exactly. */
export function ensureModules() {
  const lock = join(ROOT, "package-lock.json");
  const stamp = join(ROOT, "node_modules", ".opendtsen-installed");
  if (existsSync(stamp) && statSync(stamp).mtimeMs >= statSync(lock).mtimeMs) return;
  console.log("Memasang paket (npm ci) … / installing packages, about 40 s");
  const status = run("npm", [
    "ci",
    "--ignore-scripts",
    "--no-audit",
    "--no-fund",
    "--loglevel=error",
  ]);
  if (status !== 0) throw new Error("npm ci failed; its own words are above");
  writeFileSync(stamp, "");
}

/** Node 24: from the lockfile where a package has it, else the one that runs us if it is new enough. */
export function node24() {
  const bundled = join(ROOT, "node_modules", ".bin", isWindows ? "node.cmd" : "node");
  if (existsSync(bundled)) return bundled;
  if (Number(process.versions.node.split(".")[0]) >= 24) return process.execPath;
  throw new Error(
    `no Node 24 for ${process.platform}-${process.arch} on npm: install Node 24 yourself and start again`,
  );
}

const MAY_APT =
  process.platform === "linux" && process.getuid?.() === 0 && existsSync("/usr/bin/apt-get");

function aptInstall(packages) {
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  const quiet = ["-y", "-qq", "--no-install-recommends"];
  if (run("apt-get", ["update", "-qq"], { env, stdio: ["ignore", "ignore", "inherit"] }) !== 0)
    return;
  run("apt-get", ["install", ...quiet, ...packages], {
    env,
    stdio: ["ignore", "ignore", "inherit"],
  });
}

/** One thing of the machine's that the tests need: found, installed where we may, or missing loudly. */
function ensure({ name, find, install, what }) {
  let found = find();
  if (found === undefined && install !== undefined) {
    console.log(`Memasang ${name} … / installing ${name}`);
    install();
    found = find();
  }
  if (found !== undefined) return found;
  const message = `${name} is missing and could not be installed here: ${what}`;
  if (isCi) throw new Error(message);
  console.warn(`\n*** SKIPPED: ${message} ***\n`);
  return undefined;
}

const firstThere = (paths) => paths.find((path) => existsSync(path));

export function ensureChromium() {
  return ensure({
    name: "Chromium",
    what: "browser tests do not run",
    find: () =>
      process.env.CHROMIUM_PATH ??
      firstThere(["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"]),
    install: MAY_APT ? () => aptInstall(["chromium", "fonts-dejavu-core"]) : undefined,
  });
}

/** The oldest PostgreSQL we promise, beside the embedded one: rights are proven on both. */
export function ensurePostgres15() {
  return ensure({
    name: "PostgreSQL 15",
    what: "rights are tested on the embedded server only",
    find: () => process.env.PG15_BIN ?? firstThere(["/usr/lib/postgresql/15/bin"]),
    install: MAY_APT ? () => aptInstall(["postgresql-15", "postgresql-contrib"]) : undefined,
  });
}

const SPARK_VERSION = readFileSync(join(ROOT, "scripts", "spark-version"), "utf8").trim();

/** Spark SQL from PyPI in a folder of ours; needs Java 17 and Python 3. */
export function ensureSpark() {
  const venv = join(ROOT, ".tools", `spark-${SPARK_VERSION}`);
  const sql = join(venv, "spark-home");
  return ensure({
    name: `Spark ${SPARK_VERSION}`,
    what: "the contract suite runs on DuckDB only (needs python3 with venv, and Java 17)",
    find: () => (existsSync(sql) ? readFileSync(sql, "utf8").trim() : undefined),
    install: () => installSpark(venv, sql),
  });
}

function installSpark(venv, sql) {
  if (ask("java", ["-version"]) === undefined && MAY_APT) aptInstall(["openjdk-17-jre-headless"]);
  if (ask("python3", ["-m", "venv", "--help"]) === undefined && MAY_APT)
    aptInstall(["python3-venv"]);
  if (ask("java", ["-version"]) === undefined) return;
  mkdirSync(join(ROOT, ".tools"), { recursive: true });
  if (run("python3", ["-m", "venv", venv]) !== 0) return;
  const pip = [join(venv, "bin", "pip"), ["install", "-q", `pyspark==${SPARK_VERSION}`]];
  if (run(...pip) !== 0) return;
  const home = ask(join(venv, "bin", "python"), [
    "-c",
    "import pyspark; print(pyspark.__path__[0])",
  ]);
  if (home !== undefined) writeFileSync(sql, home);
}
