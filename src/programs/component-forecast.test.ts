import { expect, test } from "vitest";
import type { PlainDate } from "#domain/plain-date.ts";
import { type DatedMember, forecastComponents } from "./component-forecast.ts";
import type { Facts } from "./evaluate-expression.ts";
import { familyComponents } from "./member-components.ts";
import { PKH } from "./pkh.ts";

const day = (text: string) => text as PlainDate;
const NOBODY: Facts = {
  life_status: 1,
  presence: 1,
  school_participation: 3,
  school_level: -4,
  school_class: -4,
  pregnant: 0,
  ...Object.fromEntries(
    ["sight", "hearing", "walking", "hands", "learning", "speech", "selfcare", "memory"].map(
      (one) => [`difficulty_${one}`, 4],
    ),
  ),
};
const member = (
  bornOn: string,
  facts: Facts = {},
  more: Partial<DatedMember> = {},
): DatedMember => ({
  personId: 1n,
  bornOn: day(bornOn),
  factsAsOf: day("2026-10-31"),
  facts: { ...NOBODY, age: -1, ...facts },
  ...more,
});
const pupil = (level: number, year: number): Facts => ({
  school_participation: 2,
  school_level: level,
  school_class: year,
});
const forecast = (members: readonly DatedMember[], today: string, phaseFrom: string) =>
  forecastComponents(PKH, members, { today: day(today), phaseFrom: day(phaseFrom) });

test.each([
  [
    "turns sixty",
    member("1966-12-24"),
    "2026-11-23",
    "2027-01-01",
    undefined,
    "elderly",
    "age",
    600_000,
  ],
  [
    "turns seven and is at school",
    member("2019-12-24", pupil(3, 1)),
    "2026-11-23",
    "2027-01-01",
    "early-childhood",
    "primary-school",
    "age",
    -525_000,
  ],
  [
    "turns seven and is at none",
    member("2019-12-24", { school_participation: 1 }),
    "2026-11-23",
    "2027-01-01",
    "early-childhood",
    undefined,
    "age",
    -750_000,
  ],
  [
    "finishes upper secondary",
    member("2009-02-01", pupil(13, 3)),
    "2027-06-23",
    "2027-07-01",
    "senior-school",
    undefined,
    "school",
    -500_000,
  ],
  [
    "goes on to lower secondary",
    member("2014-02-01", pupil(3, 6)),
    "2027-06-23",
    "2027-07-01",
    "primary-school",
    "junior-school",
    "school",
    150_000,
  ],
  [
    "grows too old for school aid",
    member("2004-12-24", pupil(13, 2)),
    "2026-11-23",
    "2027-01-01",
    "senior-school",
    undefined,
    "age",
    -500_000,
  ],
] as const)("%s", (_, one, today, phaseFrom, before, after, cause, difference) => {
  const { changes, nowRupiah, nextRupiah } = forecast([one], today, phaseFrom);
  expect(changes).toHaveLength(1);
  expect(changes[0]).toMatchObject({ before, after, cause, differenceRupiah: difference });
  expect(nextRupiah - nowRupiah).toBe(difference);
});

test("enters school in July: never at school and seven on its first day", () => {
  const child = member("2020-03-01", { school_participation: 1 });
  const { changes } = forecast([child], "2027-06-23", "2027-07-01");
  expect(changes).toMatchObject([{ before: undefined, after: "primary-school", cause: "school" }]);
});

test("nobody changes who neither ages over a line nor moves up", () => {
  const settled = [member("1990-05-05"), member("2015-05-05", pupil(3, 5)), member("1950-01-01")];
  expect(forecast(settled, "2026-11-23", "2027-01-01")).toMatchObject({
    changes: [],
    nowRupiah: 825_000,
    nextRupiah: 825_000,
  });
});

test("a birth brings a child; the mother counts for six weeks more; without a day she is asked", () => {
  const mother = member("1998-05-05", { pregnant: 1 }, { expectedOn: day("2026-12-20") });
  const soon = forecast([mother], "2026-11-23", "2027-01-01");
  expect(soon.changes).toMatchObject([
    { personId: undefined, after: "early-childhood", cause: "birth", differenceRupiah: 750_000 },
  ]);
  expect([soon.nowRupiah, soon.nextRupiah]).toEqual([750_000, 1_500_000]);
  const early = { ...mother, expectedOn: day("2026-11-01") };
  expect(
    forecast([early], "2026-11-23", "2027-01-01").changes.map(({ before, after }) => [
      before,
      after,
    ]),
  ).toEqual([
    ["pregnant", undefined],
    [undefined, "early-childhood"],
  ]);
  expect(
    forecast([{ ...mother, expectedOn: undefined }], "2026-11-23", "2027-01-01").askBirthOf,
  ).toEqual([1n]);
});

test("the limits of a family stay in the sum: five who qualify are paid as four", () => {
  const elders = Array.from({ length: 5 }, () => member("1950-01-01"));
  const aged = elders.map((one) => ({ ...one, facts: { ...one.facts, age: 70 } }));
  const { members, amountRupiah } = familyComponents(PKH, aged, "2026-11-23");
  expect(members.map(({ isCounted }) => isCounted)).toEqual([true, true, true, true, false]);
  expect(amountRupiah).toBe(2_400_000);
  const next = forecast([...elders, member("1966-12-24")], "2026-11-23", "2027-01-01");
  expect([next.nowRupiah, next.nextRupiah]).toEqual([2_400_000, 2_400_000]);
});
