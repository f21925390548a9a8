import { expect, test } from "vitest";
import type { Figures } from "./lookups/report.ts";
import {
  judgeLookups,
  judgePopulation,
  judgeWalks,
  type MeasuredWalk,
  tellVerdicts,
} from "./verdicts.ts";

const walked = (persons: number, rooms: Record<string, [seconds: number, megabytes: number]>) =>
  ({
    families: persons / 3,
    persons,
    rooms: Object.entries(rooms).map(([room, [seconds, peakMegabytes]]) => ({
      room,
      seconds,
      peakMegabytes,
      cpuSeconds: seconds,
    })),
    peakBytes: Math.max(...Object.values(rooms).map(([, megabytes]) => megabytes)) * 2 ** 20,
  }) as unknown as MeasuredWalk;
const met = (verdicts: readonly { isMet: boolean }[]) => verdicts.map(({ isMet }) => isMet);

test("a room just within 15 % over linear and memory just below 12 GB pass", () => {
  const small = walked(300, { matching: [10, 900], registry: [20, 900] });
  const large = walked(3000, { matching: [114, 11_444], registry: [150, 900] });
  expect(met(judgeWalks([small, large]))).toEqual([true, true]);
});

test("each bound fails by itself, and the slow room is named", () => {
  const small = walked(300, { matching: [10, 900], registry: [20, 900] });
  const slow = judgeWalks([small, walked(3000, { matching: [116, 900], registry: [150, 900] })]);
  expect(met(slow)).toEqual([false, true]);
  expect(tellVerdicts(slow)).toContain("- **FAIL** no room slower");
  expect(tellVerdicts(slow)).toContain("slower: matching 1.16");
  const big = judgeWalks([small, walked(3000, { matching: [90, 11_445], registry: [150, 900] })]);
  expect(met(big)).toEqual([true, false]);
});

test("a room that was not measured at the larger size, or one size alone, proves nothing", () => {
  const small = walked(300, { matching: [10, 900] });
  expect(met(judgeWalks([small, walked(3000, {})]))).toContain(false);
  expect(met(judgeWalks([small]))).toContain(false);
});

test("lookups pass from half of the same transaction on, and never unmeasured or refused", () => {
  const figures = (perProcessorSecond: number, refused: number, pgbench: boolean) =>
    ({
      families: 1,
      lookups: { "kode-cek": { perProcessorSecond, refused } },
      pgbench: pgbench ? [{ name: "same-transaction", perProcessorSecond: 1000 }] : [],
    }) as unknown as Figures;
  expect(met(judgeLookups(figures(500, 0, true)))).toEqual([true]);
  expect(met(judgeLookups(figures(499, 0, true)))).toEqual([false]);
  expect(met(judgeLookups(figures(900, 1, true)))).toEqual([false]);
  expect(met(judgeLookups(figures(900, 0, false)))).toEqual([false]);
});

test("a population passes above 300,000 persons a second", () => {
  expect(met(judgePopulation({ persons: 3_000_001, seconds: 10 }))).toEqual([true]);
  expect(met(judgePopulation({ persons: 3_000_000, seconds: 10 }))).toEqual([false]);
});
