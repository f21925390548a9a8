import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Command } from "commander";
import {
  type ExampleNation,
  holdsOwnDesk,
  readNation,
  removeNation,
  writeNation,
} from "#jobs/example-nation.ts";
import { type House, inHouse } from "#jobs/house.ts";
import { prepareWhatIf } from "#jobs/prepare-what-if.ts";
import { walk } from "#jobs/walk.ts";
import { PROGRAMS } from "#programs/programs.ts";
import { readSettings, type Settings } from "#settings.ts";
import type { SyntheticPlan } from "#synthetic/plan.ts";
import { serveHouse } from "./serve.ts";
import { terminalProgress } from "./terminal/progress.ts";
import { summaryText } from "./terminal/summary.ts";
import { welcomeText } from "./terminal/welcome.ts";
import { EXAMPLE } from "./walk.ts";

const ROOT = join(import.meta.dirname, "..", "..");

type Options = {
  readonly families?: string;
  readonly seed?: string;
  readonly fresh?: true;
  readonly port: string;
};

const EXAMPLES = `
Examples:
  npm start
  npm start -- --families 5000 --seed 7 --fresh
  npm start -- --port 9000`;

/** `dtsen start`: the example register built where it is missing, then served. */
export function addTo(program: Command): void {
  program
    .command("start")
    .description("coba di sini: bangun register contoh lalu sajikan / build the example, serve it")
    .option("--families <number>", "families of the example (default 25000)")
    .option("--seed <text>", "chance begins here (default 1)")
    .option("--fresh", "take away what an earlier start built, keys included")
    .option("--port <number>", "first port to try; the next free one is taken", "8080")
    .addHelpText("after", EXAMPLES)
    .action(start);
}

async function start(options: Options): Promise<void> {
  const settings = readSettings();
  const refusal = refusalOf(settings, options, await readNation(settings.dataFolder));
  if (refusal !== undefined) {
    process.stderr.write(`${refusal}\n`);
    process.exitCode = 2;
    return;
  }
  if (options.fresh) await clear(settings);
  await inHouse(settings, async (house) => {
    buildWeb();
    const nation = await nationOf(house, options);
    if (nation === undefined) return;
    process.stdout.write(`\n${summaryText(nation.summary)}\n\n`);
    await serveHouse(
      house,
      { port: options.port, host: "127.0.0.1", behindProxies: "0" },
      (port) =>
        void welcomeText(house, nation, port, new Date()).then((text) =>
          process.stdout.write(text),
        ),
    );
  });
}

/** Why this start may not go on, or undefined. */
function refusalOf(
  settings: Settings,
  options: Options,
  standing: ExampleNation | undefined,
): string | undefined {
  if (settings.isProduction) {
    return "NODE_ENV=production: contoh dan akun demo ditolak; pakai `dtsen serve` (the example and its demo accounts are refused in production; use `dtsen serve`)";
  }
  if (options.fresh && settings.databaseUrl !== undefined) {
    return "--fresh does not empty a database of your own: drop and create it yourself, then start without --fresh";
  }
  if (options.fresh && holdsOwnDesk(settings.dataFolder)) {
    return `${settings.dataFolder} holds a desk that npm start did not build: --fresh does not take it away; set DTSEN_DATA to another folder`;
  }
  const families = Number(options.families ?? 25_000);
  if (!Number.isInteger(families) || families < 20) {
    return "--families: a whole number of 20 or more";
  }
  const isOther =
    standing !== undefined &&
    ((options.families !== undefined && families !== standing.families) ||
      (options.seed !== undefined && options.seed !== standing.seed));
  if (isOther && !options.fresh) {
    return `${settings.dataFolder} holds the nation of ${standing.families} families, seed ${standing.seed}: add --fresh to build another in its place, or set DTSEN_DATA to another folder`;
  }
  return undefined;
}

async function clear(settings: Settings): Promise<void> {
  if (existsSync(join(settings.dataFolder, "desk"))) {
    execFileSync(process.execPath, [join(ROOT, "src/cli/main.ts"), "db", "stop"], {
      stdio: "ignore",
    });
  }
  await removeNation(settings);
}

/** The nation that stands, or a new one; undefined where the walk was refused (and said why). */
async function nationOf(house: House, options: Options): Promise<ExampleNation | undefined> {
  const { dataFolder } = house.settings;
  const standing = await readNation(dataFolder);
  if (standing !== undefined) return standing;
  const families = Number(options.families ?? 25_000);
  const seed = options.seed ?? "1";
  const bars = terminalProgress();
  const walked = await walk(
    house,
    { families, seed, ...EXAMPLE, basis: "persons" },
    bars.progress,
  ).finally(bars.stop);
  if (!walked.ok) {
    process.stderr.write(
      `Perjalanan berhenti (the walk stopped): ${walked.problem}\nMulai dari awal (begin anew): npm start -- --fresh\n`,
    );
    process.exitCode = 1;
    return undefined;
  }
  const planFile = join(dataFolder, "synth", `${families}-${seed}`, "plan.json");
  const plan = JSON.parse(await readFile(planFile, "utf8")) as SyntheticPlan;
  const nation = { families, seed, regency: plan.regencies[0] ?? "", summary: walked.value };
  // Not part of the walk: without it only one screen of the console is empty.
  await prepareWhatIf(house, { version: EXAMPLE.label, programs: PROGRAMS.map(({ id }) => id) });
  await writeNation(dataFolder, nation);
  return nation;
}

/** The console's bundle, where it is missing; `npm test` and a deployment make it anew. */
function buildWeb(): void {
  if (existsSync(join(ROOT, "web", "dist", "index.html"))) return;
  process.stderr.write("konsol: menyiapkan tampilan / bundling the console\n");
  const vite = join(ROOT, "node_modules", "vite", "bin", "vite.js");
  execFileSync(process.execPath, [vite, "build", "--logLevel", "warn"], {
    cwd: ROOT,
    stdio: "inherit",
  });
}
