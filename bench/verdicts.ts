import type { WalkSummary } from "#jobs/walk-summary.ts";
import { type Figures, ratioOf } from "./lookups/report.ts";

/** One stated bound, with what was measured; `isMet` is false also where nothing was. */
export type Verdict = {
  readonly bound: string;
  readonly measured: string;
  readonly isMet: boolean;
};

/** A walk with the highest memory that it and the server of its desk held together. */
export type MeasuredWalk = WalkSummary & { readonly peakBytes: number };

/** A population made on one core: persons, and seconds with Parquet included. */
export type MadePopulation = { readonly persons: number; readonly seconds: number };

/** Bounds of issue 2. Memory in bytes. */
export const BOUNDS = {
  timeOverLinear: 1.15,
  bytes: 12e9,
  ratio: 0.5,
  personsPerSecond: 300_000,
} as const;

/** A room's wall time from the smallest walk to the largest, over the growth in persons. */
export function timeOverLinear(
  small: WalkSummary,
  large: WalkSummary,
): readonly { readonly room: string; readonly factor: number }[] {
  const growth = large.persons / small.persons;
  return small.rooms.map(({ room, seconds }) => {
    const grown = large.rooms.find((one) => one.room === room);
    return { room, factor: (grown?.seconds ?? Number.NaN) / (seconds * growth) };
  });
}

/** Whether the walks keep to the bounds of time and memory. */
export function judgeWalks(summaries: readonly MeasuredWalk[]): readonly Verdict[] {
  const [small, large] = [summaries[0], summaries.at(-1)];
  if (small === undefined || large === undefined) return [];
  const sizes = `${small.families} to ${large.families} families`;
  const rooms = timeOverLinear(small, large);
  const slow = rooms.filter(({ factor }) => !(factor <= BOUNDS.timeOverLinear));
  const tell = (list: typeof rooms) =>
    list.map(({ room, factor }) => `${room} ${factor.toFixed(2)}`).join(", ");
  const peak = Math.max(...summaries.map(({ peakBytes }) => peakBytes));
  return [
    {
      bound: `no room slower than linear by more than 15 %, ${sizes}`,
      measured: slow.length > 0 ? `slower: ${tell(slow)}` : tell(rooms),
      isMet: large.persons > small.persons && slow.length === 0,
    },
    {
      bound: "at most 12 GB of memory, the walk and the server of its desk together",
      measured: `${(peak / 1e9).toFixed(1)} GB at the highest`,
      isMet: peak > 0 && peak <= BOUNDS.bytes,
    },
  ];
}

/** Whether a population comes as fast as aimed at. */
export function judgePopulation({ persons, seconds }: MadePopulation): readonly Verdict[] {
  const rate = persons / seconds;
  return [
    {
      bound: "more than 300,000 persons per second on one core, to Parquet",
      measured: `${Math.round(rate).toLocaleString("en")}`,
      isMet: rate > BOUNDS.personsPerSecond,
    },
  ];
}

/** Whether each public lookup costs at most twice the same transaction of pgbench. */
export function judgeLookups(figures: Figures): readonly Verdict[] {
  return Object.entries(figures.lookups).map(([name, run]) => {
    const ratio = ratioOf(figures, run);
    return {
      bound: `${name}: at least 0.5 of pgbench's same transaction, at ${figures.families} families`,
      measured:
        ratio === undefined ? "not measured: pgbench is not installed" : `${ratio.toFixed(2)}`,
      isMet: ratio !== undefined && ratio >= BOUNDS.ratio && run.refused === 0,
    };
  });
}

/** One line a bound: PASS or FAIL, the bound, what was measured. */
export function tellVerdicts(verdicts: readonly Verdict[]): string {
  return verdicts
    .map(({ bound, measured, isMet }) => `- **${isMet ? "PASS" : "FAIL"}** ${bound}: ${measured}.`)
    .join("\n");
}
