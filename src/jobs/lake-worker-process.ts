import { text } from "node:stream/consumers";
import { setTimeout as rest } from "node:timers/promises";
import pg from "pg";
import { withoutCells } from "#engine/error-words.ts";
import { endLakeJob, type LakeOutcome, type TakenJob, takeLakeJob } from "#store/lake-jobs.ts";
import { readDeskTypes } from "#store/value-types.ts";
import { answerLakeJob, type LakeWorkerMeans } from "./answer-lake-job.ts";

/** What the keeper writes to this process: one line of JSON, and nothing in the environment. */
export type LakeWorkerBrief = Omit<LakeWorkerMeans, "jobKey"> & {
  readonly login: pg.ClientConfig;
  readonly jobKey: string;
  /** Ends when nothing waits any more. */
  readonly isOnce: boolean;
};

/** One line of this process's output, for each job that ended. */
export type LakeWorkerLine = {
  readonly job: number;
  readonly state: LakeOutcome["state"];
  readonly reason?: string;
  readonly counted?: number;
};

const LOOK_EVERY_MS = 400;
/** Beyond the time limit of a job: an engine that does not heed its interruption ends with the process. */
const GRACE_SECONDS = 10;
const STUCK = 70;

/** Takes jobs one after the other until the keeper goes away, or, once, until none waits. */
async function work(brief: LakeWorkerBrief): Promise<void> {
  readDeskTypes();
  const means = { ...brief, jobKey: Buffer.from(brief.jobKey, "base64") };
  const client = new pg.Client(brief.login);
  // A job is held by this connection: without it there is nothing to go on with.
  client.on("error", () => process.exit(1));
  await client.connect();
  for (;;) {
    const job = await takeLakeJob(client);
    if (job !== undefined) {
      await answerOne(client, means, job);
    } else if (brief.isOnce) {
      break;
    } else {
      await rest(LOOK_EVERY_MS);
    }
  }
  await client.end();
}

async function answerOne(client: pg.Client, means: LakeWorkerMeans, job: TakenJob): Promise<void> {
  const stuck = setTimeout(() => process.exit(STUCK), (means.seconds + GRACE_SECONDS) * 1000);
  const outcome = await answerLakeJob(means, job, new Date()).catch((error): LakeOutcome => {
    const said = error instanceof Error ? (error.stack ?? error.message) : String(error);
    process.stderr.write(`lake job ${job.jobNo}: ${withoutCells(said)}\n`);
    return { state: "failed", reason: "not-working" };
  });
  await endLakeJob(client, job.jobNo, outcome);
  clearTimeout(stuck);
  const { state } = outcome;
  const line: LakeWorkerLine =
    state === "done"
      ? { job: job.jobNo, state, counted: outcome.counted }
      : { job: job.jobNo, state, reason: outcome.reason };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

/** The first line is the brief; that the rest ends means that the keeper has gone. */
async function readBrief(): Promise<LakeWorkerBrief> {
  let heard = "";
  for await (const chunk of process.stdin.iterator({ destroyOnReturn: false })) {
    heard += String(chunk);
    if (heard.includes("\n")) break;
  }
  return JSON.parse(heard.slice(0, heard.indexOf("\n"))) as LakeWorkerBrief;
}

const brief = await readBrief();
void text(process.stdin).then(() => process.exit(0));
await work(brief);
process.exit(0);
