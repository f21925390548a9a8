import { spawn } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { reapedSeconds, serverSeconds } from "./processor-time.ts";

/** How many transactions of a script, and what they cost in processor time of client and server. */
export type PgbenchRun = {
  readonly name: string;
  readonly transactions: number;
  readonly seconds: number;
  readonly processorSeconds: number;
};

export type PgbenchPlace = {
  readonly port: number;
  readonly password: string;
  readonly postmaster: number;
  readonly folder: string;
};

const DEBIAN = "/usr/lib/postgresql";

/** Debian's pgbench, the newest there is; undefined where none is installed. */
export function findPgbench(): string | undefined {
  if (!existsSync(DEBIAN)) return undefined;
  return readdirSync(DEBIAN)
    .sort((left, right) => Number(right) - Number(left))
    .map((major) => join(DEBIAN, major, "bin", "pgbench"))
    .find((path) => existsSync(path));
}

/** Runs a script as the application's role, prepared statements, and reads both processor times. */
export async function runPgbench(
  pgbench: string,
  place: PgbenchPlace,
  script: { readonly name: string; readonly sql: string },
  load: { readonly clients: number; readonly seconds: number },
): Promise<PgbenchRun> {
  const file = join(place.folder, `${script.name}.sql`);
  await writeFile(file, script.sql);
  const before = { server: serverSeconds(place.postmaster), client: reapedSeconds() };
  const clients = String(load.clients);
  const output = await readOutput(pgbench, place, [
    ...["-n", "-M", "prepared", "-c", clients, "-j", "1", "-T", String(load.seconds)],
    ...["-h", "127.0.0.1", "-p", String(place.port), "-U", "dtsen_app", "-f", file, "dtsen"],
  ]);
  const transactions = Number(/actually processed: (\d+)/.exec(output)?.[1]);
  if (!(transactions > 0)) throw new Error(`pgbench processed nothing:\n${output}`);
  const cost = serverSeconds(place.postmaster) - before.server + (reapedSeconds() - before.client);
  return {
    name: script.name,
    transactions,
    seconds: load.seconds,
    processorSeconds: cost,
  };
}

function readOutput(
  command: string,
  { password }: PgbenchPlace,
  args: readonly string[],
): Promise<string> {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, PGPASSWORD: password, PGOPTIONS: "-c search_path=dtsen,pg_temp" };
    const child = spawn(command, args, { env });
    let output = "";
    const add = (chunk: Buffer) => {
      output += chunk.toString();
    };
    child.stdout.on("data", add);
    child.stderr.on("data", add);
    child.once("error", reject);
    child.once("exit", () => resolve(output));
  });
}
