import { spawn } from "node:child_process";
import { once } from "node:events";
import type { Readable } from "node:stream";
import { text } from "node:stream/consumers";

/** What a program cost from its start to its end, itself and all its children. */
export type ChildCost = { readonly cpuSeconds: number; readonly wallSeconds: number };

/** Runs the words, then tells the processor time of what it has waited for. */
const SHELL = '"$@"; code=$?; times >&3; exit $code';

/**
 * Runs a program under a shell that counts the processor time (user and system) of it and of its
 * children, alike for every program; the program prints one JSON object.
 */
export async function runMeasured<Answer>(
  words: readonly string[],
): Promise<{ readonly answer: Answer; readonly cost: ChildCost }> {
  const started = performance.now();
  const child = spawn("sh", ["-c", SHELL, "sh", ...words], {
    stdio: ["ignore", "pipe", "inherit", "pipe"],
  });
  const [said, times, [code]] = await Promise.all([
    text(child.stdout as Readable),
    text(child.stdio[3] as Readable),
    once(child, "close"),
  ]);
  if (code !== 0) throw new Error(`${words.join(" ")} ended with ${code}`);
  const wallSeconds = (performance.now() - started) / 1000;
  return {
    answer: JSON.parse(said) as Answer,
    cost: { cpuSeconds: childSeconds(times), wallSeconds },
  };
}

/** The second line of `times`: user and system time of children, such as 1m2.50s 0m0.31s. */
export function childSeconds(times: string): number {
  const spans = [...(times.split("\n")[1] ?? "").matchAll(/(\d+)m([\d.]+)s/g)];
  if (spans.length !== 2) throw new Error(`expected two times on the second line, came: ${times}`);
  return spans.reduce(
    (sum, [, minutes, seconds]) => sum + Number(minutes) * 60 + Number(seconds),
    0,
  );
}
