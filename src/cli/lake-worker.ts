import type { Command } from "commander";
import {
  LAKE_JOB_REASON_WORDS,
  LAKE_JOB_STATE_WORDS,
  type LakeJobReason,
} from "#domain/lake-job.ts";
import { inHouse } from "#jobs/house.ts";
import { keepLakeWorker, LAKE_WORKER_BOUNDS, runLakeWorkerOnce } from "#jobs/keep-lake-worker.ts";
import type { LakeWorkerLine } from "#jobs/lake-worker-process.ts";
import { readSettings } from "#settings.ts";

const EXAMPLES = `
Contoh:
  $ dtsen lake-worker
  $ dtsen lake-worker --once
  $ dtsen lake-worker --once --json
  $ dtsen lake-worker --threads 2 --megabytes 2048 --seconds 300

dtsen serve and npm start keep one beside the server. Start another where more is asked for, on any machine that
sees the data folder; each takes one job at a time, and no job is taken twice.`;

type Options = {
  readonly once?: true;
  readonly json?: true;
  readonly threads: string;
  readonly megabytes: string;
  readonly seconds: string;
};

/** dtsen lake-worker: counts what the desk has signed, in a process that can do nothing else. */
export function addTo(program: Command): void {
  const { threads, megabytes, seconds } = LAKE_WORKER_BOUNDS;
  program
    .command("lake-worker")
    .description("hitung tabel yang diminta konsol (count the tables that the console asked for)")
    .option("--once", "count what waits, then end")
    .option("--json", "one JSON object a job")
    .option("--threads <number>", "threads of the engine", String(threads))
    .option("--megabytes <number>", "memory of the engine", String(megabytes))
    .option("--seconds <number>", "longest time of one job", String(seconds))
    .addHelpText("after", EXAMPLES)
    .action(lakeWorker);
}

async function lakeWorker(options: Options): Promise<void> {
  const bounds = {
    threads: Number(options.threads),
    megabytes: Number(options.megabytes),
    seconds: Number(options.seconds),
  };
  if (Object.values(bounds).some((bound) => !Number.isInteger(bound) || bound < 1)) {
    process.stderr.write(
      "--threads, --megabytes, --seconds: bilangan bulat mulai 1 (whole numbers of 1 or more)\n",
    );
    process.exitCode = 2;
    return;
  }
  const line = (ended: LakeWorkerLine) =>
    say(options.json ? JSON.stringify(ended) : sayLine(ended));
  await inHouse(readSettings(), async (house) => {
    if (options.once) {
      for (const ended of await runLakeWorkerOnce(house, bounds)) line(ended);
      return;
    }
    const died = (code: number | null) =>
      process.stderr.write(
        `penghitung berhenti (${code}), dimulai lagi / the worker ended, once more\n`,
      );
    const worker = keepLakeWorker(house, { line, died }, bounds);
    await new Promise<void>((stop) => {
      process.once("SIGINT", () => stop());
      process.once("SIGTERM", () => stop());
    });
    await worker.stop();
  });
}

function sayLine({ job, state, reason, counted }: LakeWorkerLine): string {
  const words = LAKE_JOB_STATE_WORDS[state].id;
  if (reason !== undefined) {
    return `${job}  ${words}  ${LAKE_JOB_REASON_WORDS[reason as LakeJobReason].id}`;
  }
  return `${job}  ${words}  ${counted ?? 0}`;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
