import { spawn } from "node:child_process";
import { join } from "node:path";
import { text } from "node:stream/consumers";

/** Which program of this folder answers, and after how long, or at whose word, it is ended. */
type Elsewhere = {
  readonly program: string;
  readonly longestMs: number;
  readonly signal?: AbortSignal;
};

/**
 * Has a question answered by a process of its own, which is told everything on its standard input and nothing by its
 * environment, and ends with the answer as JSON. Throws where it ends otherwise.
 */
export async function answerElsewhere(
  { program, longestMs, signal }: Elsewhere,
  brief: object,
): Promise<unknown> {
  const path = join(import.meta.dirname, program);
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", path], {
    stdio: ["pipe", "pipe", "inherit"],
    env: {},
    timeout: longestMs,
    killSignal: "SIGKILL",
    ...(signal === undefined ? {} : { signal }),
  });
  // Its end is told by its code alone, that of one called off too.
  child.once("error", () => undefined);
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  // A process that died early closes its ear: the code of its end says so.
  child.stdin.on("error", () => undefined);
  child.stdin.end(JSON.stringify(brief));
  const said = await text(child.stdout);
  const code = await ended;
  if (code !== 0) throw new Error(`${program} did not answer: it ended with ${code}`);
  return JSON.parse(said);
}
