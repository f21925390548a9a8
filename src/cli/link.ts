import type { Command } from "commander";
import type { Words } from "#domain/words.ts";
import type { JobMistake } from "#matching/link-files/job-mistake.ts";
import { type LinkSummary, linkFiles } from "#matching/link-files/link-files.ts";
import { readSettings } from "#settings.ts";
import { linkText } from "./terminal/link-words.ts";
import { terminalProgress } from "./terminal/progress.ts";

type Options = { readonly json?: true };

const EXAMPLES = `
JOB.json names the files, and may leave all else to be proposed:
  { "inputs": [ { "name": "clinic", "path": "clinic.csv", "id": "no" },
                { "name": "school", "path": "school.parquet", "id": "pupil" } ] }

Writes links.parquet, clusters.parquet and report.html into the folder "out" beside the job file.

Examples:
  dtsen link examples/02-link-two-files/job.json
  dtsen link job.json --json > figures.json

The page for people: docs/linking-any-two-files.md. The shape of a job: docs/api/link-job.schema.json.`;

/** `dtsen link`: which records of any files are the same person, company or thing. */
export function addTo(program: Command): void {
  program
    .command("link")
    .description(
      "tautkan berkas apa pun / link the records of any two files, or find doubles in one",
    )
    .argument("<job>", "JSON file that says which files")
    .option("--json", "print the figures as one JSON object, or what is wrong with the job")
    .addHelpText("after", EXAMPLES)
    .action(run);
}

async function run(jobFile: string, options: Options): Promise<void> {
  const { threads, memory } = readSettings();
  const bars = terminalProgress();
  try {
    const answer = await linkFiles({ jobFile, limits: { threads, memory } }, bars.progress);
    bars.stop();
    if (!answer.ok) {
      const { problem, mistakes = [] } = answer;
      process.stderr.write(mistakesText(mistakes));
      if (options.json) process.stdout.write(`${JSON.stringify({ problem, mistakes })}\n`);
      process.exitCode = 1;
      return;
    }
    const { value } = answer;
    if (options.json) process.stdout.write(`${JSON.stringify(figuresOf(value))}\n`);
    else process.stdout.write(linkText(value, costs()));
    if (options.json) for (const warning of value.warnings) process.stderr.write(`! ${warning}\n`);
  } finally {
    bars.stop();
  }
}

/** Of this process from its start: nothing else runs in it. */
function costs() {
  const { user, system } = process.cpuUsage();
  return {
    seconds: rounded(performance.now() / 1000, 2),
    cpu_seconds: rounded((user + system) / 1e6, 2),
    peak_mb: Math.round(process.resourceUsage().maxRSS / 1024),
  };
}

const rounded = (value: number, places: number): number => Number(value.toFixed(places));

/** The object of --json, as the page promises it. */
function figuresOf({ result, evaluation }: LinkSummary) {
  return {
    records: result.records,
    pairs_compared: result.pairsCompared,
    links: result.links,
    clusters: result.clusters,
    largest_cluster: result.largestCluster,
    threshold: result.threshold,
    ...costs(),
    evaluation:
      evaluation === undefined
        ? null
        : {
            pairwise: evaluation.pairwise,
            bcubed: evaluation.bcubed,
            candidate_recall: evaluation.candidateRecall,
          },
  };
}

function mistakesText(mistakes: readonly JobMistake[]): string {
  const language: keyof Words = Intl.DateTimeFormat().resolvedOptions().locale.startsWith("id")
    ? "id"
    : "en";
  const lead =
    language === "id"
      ? `Tugas ini tidak dapat dikerjakan; yang harus diperbaiki: ${mistakes.length}.`
      : `This job cannot be done; things to mend: ${mistakes.length}.`;
  const lines = mistakes.map(
    ({ code, at, says, remedy }) =>
      `- ${at === "" ? "" : `${at}: `}${says[language]} ${remedy[language]} [${code}]`,
  );
  return `${[lead, ...lines].join("\n")}\n`;
}
