import { answerElsewhere } from "./answer-elsewhere.ts";
import type { LoadedResultAnswer } from "./load-candidate-result.ts";
import type { ResultBrief } from "./read-result-process.ts";

/** A file of three megabytes is read in a second or two; what takes longer is none that anybody filled in. */
const READER = { program: "read-result-process.ts", longestMs: 60_000 };

/** One file after the other: what one takes of the machine is bounded, however many are sent. */
let before: Promise<unknown> = Promise.resolve();

/** Reads a result's file in a process of its own. */
export function readResultElsewhere(brief: ResultBrief): Promise<LoadedResultAnswer> {
  const answer = before.then(() => answerElsewhere(READER, brief) as Promise<LoadedResultAnswer>);
  before = answer.catch(() => undefined);
  return answer;
}
