import { Worker } from "node:worker_threads";
import { accept, type Result, refuse } from "#domain/result.ts";
import { checkZip, type ZipProblem } from "./zip-directory.ts";

const MEGABYTES = 1500;
const LONGEST_MS = 180_000;

/**
 * Writes the first sheet with rows as text, one row a line, cells apart by the unit separator. Read
 * in a thread of its own, so that a hostile workbook can neither stop nor starve anybody else.
 */
export async function xlsxToText(from: string, to: string): Promise<Result<true, ZipProblem>> {
  const checked = await checkZip(from);
  if (!checked.ok) return checked;
  const worker = new Worker(new URL("./xlsx-worker.ts", import.meta.url), {
    workerData: { from, to },
    resourceLimits: { maxOldGenerationSizeMb: MEGABYTES },
  });
  const outcome = await new Promise<"done" | ZipProblem>((resolve) => {
    const clock = setTimeout(() => resolve("xlsx-too-large"), LONGEST_MS);
    const answer = (value: "done" | ZipProblem): void => {
      clearTimeout(clock);
      resolve(value);
    };
    worker.once("message", (said: "done" | "xlsx-too-large") => answer(said));
    worker.once("error", (error: NodeJS.ErrnoException) =>
      answer(error.code === "ERR_WORKER_OUT_OF_MEMORY" ? "xlsx-too-large" : "xlsx-damaged"),
    );
    worker.once("exit", () => answer("xlsx-damaged"));
  });
  await worker.terminate();
  return outcome === "done" ? accept(true) : refuse(outcome);
}
