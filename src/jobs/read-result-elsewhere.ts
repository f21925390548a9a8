import { spawn } from "node:child_process";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import type { LoadedResultAnswer } from "./load-candidate-result.ts";
import type { ResultBrief } from "./read-result-process.ts";

const PROGRAM = join(import.meta.dirname, "read-result-process.ts");
/** A file of three megabytes is read in a second or two; what takes longer is none that anybody filled in. */
const LONGEST_MS = 60_000;

/** One file after the other: what one takes of the machine is bounded, however many are sent. */
let before: Promise<unknown> = Promise.resolve();

/** Reads a result's file in a process of its own, which is told everything on its standard input and ends with the answer. */
export function readResultElsewhere(brief: ResultBrief): Promise<LoadedResultAnswer> {
  const answer = before.then(() => readOne(brief));
  before = answer.catch(() => undefined);
  return answer;
}

async function readOne(brief: ResultBrief): Promise<LoadedResultAnswer> {
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", PROGRAM], {
    stdio: ["pipe", "pipe", "inherit"],
    env: {},
    timeout: LONGEST_MS,
    killSignal: "SIGKILL",
  });
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  // A reader that died early closes its ear: the code of its end says so.
  child.stdin.on("error", () => undefined);
  child.stdin.end(JSON.stringify(brief));
  const said = await text(child.stdout);
  const code = await ended;
  if (code !== 0) throw new Error(`a result's file was not read: its process ended with ${code}`);
  return JSON.parse(said) as LoadedResultAnswer;
}
