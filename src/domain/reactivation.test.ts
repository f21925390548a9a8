import { describe, expect, test } from "vitest";
import { addMonths, type PlainDate } from "./plain-date.ts";
import {
  looksLikeDiagnosis,
  mayReport,
  type ReportFacts,
  readFollowUp,
  windowEnds,
} from "./reactivation.ts";

const day = (text: string) => text as PlainDate;
const report = (facts: Partial<ReportFacts>) => {
  const answer = mayReport({
    path: "registered",
    today: day("2026-07-31"),
    letterOn: day("2026-07-30"),
    deactivatedOn: day("2026-01-31"),
    isOpen: false,
    ...facts,
  });
  return answer.ok ? "reported" : answer.problem;
};

test.each([
  ["2026-01-31", 1, "2026-02-28"],
  ["2027-08-31", 6, "2028-02-29"],
  ["2026-08-31", 6, "2027-02-28"],
  ["2026-12-15", 1, "2027-01-15"],
  ["2026-03-15", -3, "2025-12-15"],
])("%s and %i months is %s", (from, months, until) => {
  expect(addMonths(day(from), months)).toBe(until);
});

describe("six months after the end of a membership", () => {
  test.each([
    ["2026-01-31", "2026-07-31", "reported"],
    ["2026-01-31", "2026-08-01", "window-closed"],
    ["2026-08-31", "2027-02-28", "reported"],
    ["2026-08-31", "2027-03-01", "window-closed"],
    ["2026-02-01", "2026-02-01", "reported"],
    ["2026-02-02", "2026-02-01", "day-to-come"],
  ])("ended on %s, reported on %s: %s", (ended, today, answer) => {
    const facts = { deactivatedOn: day(ended), today: day(today), letterOn: day("2026-01-15") };
    expect(report(facts)).toBe(answer);
  });

  test("the last day is told", () => {
    expect(windowEnds(day("2026-08-31"), day("2026-11-22"))).toBe("2027-02-28");
  });

  test.each(["registered", "outside"] as const)("%s: an unknown end asks for the day", (path) => {
    expect(report({ path, deactivatedOn: undefined })).toBe("deactivation-unknown");
  });

  test("a letter of tomorrow, and a second case beside an open one, are told so", () => {
    expect(report({ letterOn: day("2026-08-01") })).toBe("day-to-come");
    expect(report({ isOpen: true })).toBe("open-already");
  });
});

describe("the baby of a mother whose membership ended", () => {
  const baby = (bornOn: string | undefined, more: Partial<ReportFacts> = {}) =>
    report({
      path: "newborn",
      bornOn: bornOn === undefined ? undefined : day(bornOn),
      ...more,
    });

  test.each([
    ["2026-01-31", "reported"],
    ["2026-01-30", "newborn-too-old"],
    ["2026-07-31", "reported"],
    ["2026-08-01", "day-to-come"],
    [undefined, "birth-unknown"],
  ])("born %s: %s", (born, answer) => {
    expect(baby(born)).toBe(answer);
  });

  test("the mother's own window does not close the baby's; her end must be known", () => {
    expect(baby("2026-07-01", { deactivatedOn: day("2025-01-01") })).toBe("reported");
    expect(baby("2026-07-01", { deactivatedOn: undefined })).toBe("deactivation-unknown");
  });
});

test.each([
  ["RSUD Cempaka", false],
  ["RS Kanker Contoh", false],
  ["RS Jantung Harapan Contoh", false],
  ["Puskesmas Soreang", false],
  ["445/1203/RSUD/2026", false],
  ["B.21/PKM-SRG/XI/2026", false],
  ["RSUD Cempaka, diagnosa gagal ginjal", true],
  ["penderita TB", true],
  ["C50.9", true],
  ["n18.5 hemodialisa", true],
])("%s tells of an illness: %s", (text, answer) => {
  expect(looksLikeDiagnosis(text)).toBe(answer);
});

test.each([
  ["nothing published yet", [], [], "waits", undefined],
  ["the first is out", [8], [], "due", 8],
  ["the first confirmed", [8], [8], "waits", undefined],
  ["the second is out", [8, 9], [8], "due", 9],
  ["both confirmed", [8, 9], [8, 9], "done", undefined],
  ["a third is out, one is missing", [8, 9, 10], [9], "overdue", 8],
  ["late, but updated in two", [8, 9, 10], [9, 10], "done", undefined],
  ["a version that was never published does not count", [8], [7, 9], "due", 8],
] as const)("follow-up, %s", (_when, published, confirmed, state, next) => {
  expect(readFollowUp(published, confirmed, 2)).toEqual({ state, next });
});
