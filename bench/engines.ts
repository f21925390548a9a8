import { readFile } from "node:fs/promises";
import type { WalkSummary } from "#jobs/walk-summary.ts";

/** What examples/06-on-spark notes: the same walk on each engine. */
export type EngineCosts = {
  readonly records: number;
  readonly oneMachine: WalkSummary;
  readonly cluster: WalkSummary;
};

/** Rooms whose steps run on the engine that is asked for; the others are the same process on both. */
const ON_THE_ENGINE = ["matching", "registry", "ranking", "programs"];

/** The section of bench/RESULTS.md, or undefined where no walk was noted. */
export async function enginesSection(
  file: string | undefined,
  where: string,
): Promise<string | undefined> {
  if (file === undefined) return undefined;
  const text = await readFile(file, "utf8").catch(() => undefined);
  if (text === undefined) return undefined;
  const { records, oneMachine, cluster }: EngineCosts = JSON.parse(text);
  const isSame = oneMachine.contentHash === cluster.contentHash;
  return `## Two engines, one answer

${where} ${oneMachine.families} families, ${records} records of persons; DuckDB with 2 threads, Spark as a standalone cluster of a master and two workers of one core on the same machine. A worker was killed in the middle of matching.

- **${isSame ? "PASS" : "FAIL"}** the same content hash: ${oneMachine.contentHash.slice(0, 16)} on DuckDB, ${cluster.contentHash.slice(0, 16)} on Spark.

${costTable(oneMachine, cluster)}`;
}

function costTable(oneMachine: WalkSummary, cluster: WalkSummary): string {
  const rows = ON_THE_ENGINE.map((name) => {
    const [one, other] = [oneMachine, cluster].map(({ rooms }) =>
      rooms.find(({ room }) => room === name),
    );
    const times = one === undefined || other === undefined ? 0 : other.seconds / one.seconds;
    return `| ${name} | ${one?.seconds.toFixed(1)} | ${other?.seconds.toFixed(1)} | ${times.toFixed(1)} |`;
  });
  return ["| room | DuckDB: s | Spark: s | times |", "| --- | ---: | ---: | ---: |", ...rows].join(
    "\n",
  );
}
