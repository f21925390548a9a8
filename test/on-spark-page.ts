import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { ROOT, textOf } from "./sources.ts";

/** The page's commands, as they stand there. */
export const [[STARTS_CLUSTER = ""] = [], [ON_ONE_MACHINE = "", ON_CLUSTER = ""] = []] = [
  ...textOf("examples/06-on-spark/README.md").matchAll(/```sh\n([\s\S]*?)```/g),
].map(([, block = ""]) => block.trim().split("\n"));

/** Where a command runs: its folder, what the environment says, and who is told what it says on the way. */
export type Place = {
  readonly folder: string;
  readonly families: number;
  readonly env?: Readonly<Record<string, string>>;
  readonly hear?: (line: string) => void;
};

/** A command of the page, with our program and our number of families. */
export function run(
  command: string,
  { folder, families, env, hear = ignore }: Place,
): ChildProcess {
  const script = command
    .replace("npx dtsen", `exec '${process.execPath}' '${join(ROOT, "src/cli/main.ts")}'`)
    .replace(/--families \d+/, `--families ${families}`);
  const child = spawn("sh", ["-c", script], {
    cwd: folder,
    env: { ...process.env, DTSEN_THREADS: "2", DTSEN_MEMORY: "1GB", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  createInterface({ input: child.stderr }).on("line", hear);
  return child;
}

const ignore = (): void => undefined;

/** Its exit code. */
export async function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null) return child.exitCode;
  const [code] = await once(child, "close");
  return code as number | null;
}

/** What `dtsen spark --json` says, and how to end it. */
export type Cluster = {
  readonly url: string;
  readonly confFolder: string;
  /** Process groups: killing one is a machine that dies. */
  readonly master: number;
  readonly workers: readonly number[];
  stop(): Promise<void>;
};

/** The page's cluster, started as the page says; where the command refuses, so does this, at once and with its words. */
export async function startCluster(place: Place): Promise<Cluster> {
  const words: string[] = [];
  const hear = (line: string): void => {
    words.push(line);
    place.hear?.(line);
  };
  const child = run(`${STARTS_CLUSTER} --json`, { ...place, hear });
  const lines = createInterface({ input: child.stdout as never });
  const line = await new Promise<string>((resolve, reject) => {
    lines.once("line", resolve);
    child.once("close", (code) =>
      reject(new Error(`${STARTS_CLUSTER} ended with ${code}:\n${words.join("\n")}`)),
    );
  });
  const said = JSON.parse(line) as Omit<Cluster, "stop">;
  const stop = async (): Promise<void> => {
    child.kill();
    await ended(child);
  };
  return { ...said, stop };
}
