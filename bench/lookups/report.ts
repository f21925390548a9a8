import type { LoadRun } from "./load.ts";
import type { PgbenchRun } from "./pgbench.ts";

/** Processor time of one answer, in the API and in the database, in millionths of a second. */
export type Cost = {
  readonly perProcessorSecond: number;
  readonly apiMicros: number;
  readonly databaseMicros: number;
};

/** What one run measured; `lookups` by name of the question. */
export type Figures = {
  readonly families: number;
  /** Seconds of projecting and publishing. */
  readonly projected: number;
  readonly lookups: Readonly<Record<string, LoadRun & Cost>>;
  readonly pgbench: readonly (PgbenchRun & { readonly perProcessorSecond: number })[];
};

/** Answers per processor-second over pgbench's same transactions; undefined where pgbench is not there. */
export function ratioOf({ pgbench }: Figures, run: Cost): number | undefined {
  const same = pgbench.find(({ name }) => name === "same-transaction");
  return same === undefined ? undefined : run.perProcessorSecond / same.perProcessorSecond;
}

/** The figures as a table of Markdown. */
export function lookupsTable(figures: Figures): string {
  const lookups = Object.entries(figures.lookups).map(([name, run]) => {
    const cells = [run.requests / run.seconds, run.p50Ms, run.p99Ms, run.perProcessorSecond];
    const refused = run.refused > 0 ? ` (${run.refused} refused)` : "";
    const ratio = ratioOf(figures, run)?.toFixed(2) ?? "-";
    return `| ${name}${refused} | ${cells.map((cell) => cell.toFixed(1)).join(" | ")} | ${ratio} | ${run.apiMicros.toFixed(0)} | ${run.databaseMicros.toFixed(0)} |`;
  });
  const beside = figures.pgbench.map(
    ({ name, transactions, seconds, perProcessorSecond }) =>
      `| pgbench ${name} | ${(transactions / seconds).toFixed(1)} | | | ${perProcessorSecond.toFixed(1)} | | | |`,
  );
  return [
    "| what | requests/s | p50 ms | p99 ms | per CPU-second | ratio to the same transaction | API µs | database µs |",
    "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ...lookups,
    ...beside,
  ].join("\n");
}
