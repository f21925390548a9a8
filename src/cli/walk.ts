import type { Command } from "commander";
import type { DecileBasis } from "#domain/decile-basis.ts";
import type { PlainDate } from "#domain/plain-date.ts";
import { inHouse } from "#jobs/house.ts";
import { walk } from "#jobs/walk.ts";
import { buildRefusal } from "./terminal/build-words.ts";
import {
  ENGINE_EXAMPLE,
  type EngineOptions,
  engineProblem,
  settingsFor,
  withEngineOptions,
} from "./terminal/engine-words.ts";
import { terminalProgress } from "./terminal/progress.ts";
import { summaryText } from "./terminal/summary.ts";

/** The day the example register speaks of, and the version it is. */
export const EXAMPLE = { label: "2026-4", asOf: "2026-10-01" as PlainDate } as const;

type Options = EngineOptions & {
  readonly families: string;
  readonly seed: string;
  readonly regency?: readonly string[];
  readonly label: string;
  readonly basis: DecileBasis;
  readonly json?: true;
};

const EXAMPLES = `
Examples:
  dtsen walk --families 5000
  DTSEN_DATA=/tmp/besar dtsen walk --families 1000000 --seed 7 --json
${ENGINE_EXAMPLE}
  $ dtsen walk --families 5000 --engine spark --spark-url spark://induk:7077`;

/** `dtsen walk`: a synthetic nation from raw deliveries to a published version, with its figures. */
export function addTo(program: Command): void {
  withEngineOptions(program.command("walk"))
    .description("seluruh perjalanan atas bangsa sintetis / the whole walk over a synthetic nation")
    .option("--families <number>", "families of the nation", "25000")
    .option("--seed <text>", "chance begins here", "1")
    .option("--regency <code...>", "regencies, such as 33.07; chosen where none are named")
    .option("--label <label>", "name of the version", EXAMPLE.label)
    .option("--basis <basis>", "deciles are equal in: persons or families", "persons")
    .option("--json", "print the figures as one JSON object")
    .addHelpText("after", EXAMPLES)
    .action(run);
}

async function run(options: Options): Promise<void> {
  const families = Number(options.families);
  if (!Number.isInteger(families) || families < 20) {
    process.stderr.write("--families: a whole number of 20 or more\n");
    process.exitCode = 2;
    return;
  }
  if (options.basis !== "persons" && options.basis !== "families") {
    process.stderr.write("--basis: persons or families\n");
    process.exitCode = 2;
    return;
  }
  const settings = settingsFor(options);
  if (typeof settings === "string") {
    process.stderr.write(`${settings}\n`);
    process.exitCode = 2;
    return;
  }
  const unready = await engineProblem(settings);
  if (unready !== undefined) return stopped(unready);
  const bars = terminalProgress();
  const draft = {
    families,
    seed: options.seed,
    label: options.label,
    basis: options.basis,
    asOf: EXAMPLE.asOf,
    ...(options.regency === undefined ? {} : { regencies: options.regency }),
  };
  try {
    const walked = await inHouse(settings, (house) => walk(house, draft, bars.progress));
    bars.stop();
    if (walked.ok) {
      const { value } = walked;
      process.stdout.write(`${options.json ? JSON.stringify(value) : summaryText(value)}\n`);
    } else {
      stopped(walked.problem);
    }
  } finally {
    bars.stop();
  }
}

function stopped(problem: string): void {
  process.stderr.write(`Perjalanan berhenti (the walk stopped): ${problem}\n`);
  process.stderr.write(buildRefusal(problem));
  process.exitCode = 1;
}
