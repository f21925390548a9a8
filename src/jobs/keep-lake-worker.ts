import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { House } from "./house.ts";
import type { LakeWorkerBrief, LakeWorkerLine } from "./lake-worker-process.ts";

const PROGRAM = join(import.meta.dirname, "lake-worker-process.ts");

/** The worker's own bounds; a job that asks for less gets less. */
export type LakeWorkerBounds = {
  readonly threads: number;
  readonly megabytes: number;
  readonly seconds: number;
};

export const LAKE_WORKER_BOUNDS: LakeWorkerBounds = { threads: 1, megabytes: 1024, seconds: 120 };

/** Waits before the next start of a worker that died: longer each time it dies young. */
const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 30_000;
const YOUNG_MS = 10_000;

export type LakeWorker = {
  /** Process number of the worker that runs now; undefined between two. */
  pid(): number | undefined;
  /** Ends it; a job under way is given back and taken by the next worker. */
  stop(): Promise<void>;
};

/** Keeps one lake worker running beside the server: a process of its own, started again when it dies. */
export function keepLakeWorker(
  house: House,
  heard: {
    readonly line: (line: LakeWorkerLine) => void;
    readonly died: (code: number | null) => void;
  },
  bounds: LakeWorkerBounds = LAKE_WORKER_BOUNDS,
): LakeWorker {
  let child: ChildProcess | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  let wait = FIRST_WAIT_MS;
  const start = () => {
    const bornAt = performance.now();
    const born = startWorker(house, bounds, false, heard.line);
    child = born;
    born.once("exit", (code) => {
      child = undefined;
      if (isStopped) return;
      heard.died(code);
      wait =
        performance.now() - bornAt < YOUNG_MS ? Math.min(wait * 2, LONGEST_WAIT_MS) : FIRST_WAIT_MS;
      timer = setTimeout(start, wait);
    });
  };
  start();
  return {
    pid: () => child?.pid,
    stop: async () => {
      isStopped = true;
      clearTimeout(timer);
      if (child !== undefined) await endOf(child, () => child?.stdin?.end());
    },
  };
}

/** Runs a worker until nothing waits; answers what ended, job by job. */
export async function runLakeWorkerOnce(
  house: House,
  bounds: LakeWorkerBounds = LAKE_WORKER_BOUNDS,
): Promise<readonly LakeWorkerLine[]> {
  const lines: LakeWorkerLine[] = [];
  const child = startWorker(house, bounds, true, (line) => lines.push(line));
  const code = await endOf(child, () => undefined);
  if (code !== 0) throw new Error(`the lake worker ended with ${code}: see its words above`);
  return lines;
}

/** The worker is told its login, its key and where versions lie, on its standard input and nowhere else. */
function startWorker(
  { desk, folders }: House,
  bounds: LakeWorkerBounds,
  isOnce: boolean,
  heard: (line: LakeWorkerLine) => void,
): ChildProcess {
  const child = spawn(process.execPath, ["--max-old-space-size=256", PROGRAM], {
    stdio: ["pipe", "pipe", "inherit"],
    env: { NODE_ENV: process.env.NODE_ENV ?? "", TZ: "UTC" },
  });
  const brief: LakeWorkerBrief = {
    ...bounds,
    ...desk.lakeAccess,
    versionsFolder: folders.versions,
    isOnce,
  };
  // A worker that dies at once closes its ear before it has heard: its end is told by "exit".
  child.stdin.on("error", () => undefined);
  child.stdin.write(`${JSON.stringify(brief)}\n`);
  createInterface({ input: child.stdout }).on("line", (line) =>
    heard(JSON.parse(line) as LakeWorkerLine),
  );
  return child;
}

async function endOf(child: ChildProcess, ask: () => void): Promise<number | null> {
  return await new Promise((ended) => {
    // "close" comes after the last line of its output has been read.
    child.once("close", ended);
    ask();
  });
}
