import { expect, test } from "vitest";
import {
  holdsPlace,
  REMOVAL_ACTS,
  REMOVAL_STATES,
  REMOVAL_STEPS,
  type RemovalState,
  removalNotice,
  removalStateWords,
  replyTermsOn,
} from "./removal.ts";

const stepsFrom = (state: RemovalState) => REMOVAL_STEPS.filter(({ from }) => from === state);

test("no way leads off the list but by two people after the reply period, and none without a proposal", () => {
  const out = REMOVAL_STEPS.filter(({ to }) => !holdsPlace(to));
  expect(out.map(({ from, second, afterReply }) => [from, second, afterReply])).toEqual([
    ["removal-proposed", true, true],
  ]);
});

test("the protected get no notice but by two people", () => {
  const noticed = REMOVAL_STEPS.filter(({ to }) => to === "noticed");
  expect(noticed.map(({ from, second }) => [from, second])).toEqual([["notice-proposed", true]]);
  expect(stepsFrom("held").map(({ act }) => act)).toEqual(["propose-notice", "keep"]);
});

test("whatever keeps or gives back takes one person and no day", () => {
  for (const { act, second, afterReply } of REMOVAL_STEPS) {
    if (act === "keep" || act === "reinstate" || act === "record-appeal") {
      expect([act, second, afterReply]).toEqual([act, false, false]);
    }
  }
});

test("as long as a notice runs, an objection and keeping are open", () => {
  for (const state of ["noticed", "removal-proposed"] as const) {
    const acts = stepsFrom(state).map(({ act }) => act);
    expect(acts).toContain("record-appeal");
    expect(acts).toContain("keep");
  }
});

test("every state is reached or begins, every act is used, no step leads two ways", () => {
  const reached = new Set([...REMOVAL_STEPS.map(({ to }) => to), "held", "noticed"]);
  expect(REMOVAL_STATES.filter((state) => !reached.has(state))).toEqual([]);
  const used = new Set(REMOVAL_STEPS.map(({ act }) => act));
  expect(REMOVAL_ACTS.filter((act) => !used.has(act))).toEqual([]);
  const keys = REMOVAL_STEPS.map(({ from, act }) => `${from} ${act}`);
  expect(new Set(keys).size).toBe(keys.length);
});

test("the reply period is dated and says by which law", () => {
  expect(replyTermsOn("2026-10-01")).toMatchObject({ workingDays: 21 });
  expect(replyTermsOn("2020-01-01").legalBasis).toContain("UU 30/2014");
});

test("a sheet says whether the place is still theirs, and the day only while a period runs", () => {
  expect(removalNotice("noticed", "2026-12-21").id).toContain("paling cepat keluar 2026-12-21");
  expect(removalNotice("held", "2026-12-21").id).not.toContain("2026");
  expect(removalNotice("reinstated", undefined).id).toMatch(/^Masih menerima/);
  expect(removalNotice("effective", "2026-12-21").id).toBe(
    "Penerima sebelumnya, keluar dari daftar.",
  );
});

test("no time to answer is said to run before the letter was handed over", () => {
  expect(removalNotice("noticed", undefined).id).toContain("surat pemberitahuan belum diserahkan");
  expect(removalNotice("noticed", "2026-12-01").id).toMatch(/masa tanggapan berjalan.*2026-12-01/);
  expect(removalStateWords("appealed", undefined).id).toBe("keberatan diterima, bantuan berjalan");
});
