import fc from "fast-check";
import { expect, test } from "vitest";
import {
  holdingOn,
  mayDecideProposal,
  type ProposalFacts,
  readProposalState,
  secondUntil,
} from "./correction-proposal.ts";
import { addDays, type PlainDate } from "./plain-date.ts";

const RECEIVED = "2026-03-01" as PlainDate;
const OPEN: ProposalFacts = { decision: undefined, isConfirmed: false, answer: undefined };

test.each([
  ["2026-03-01", "village", "2026-03-15"],
  ["2026-03-15", "village", "2026-03-15"],
  ["2026-03-16", "regency", "2026-03-29"],
  ["2026-03-29", "regency", "2026-03-29"],
  ["2026-03-30", "province", undefined],
  ["2029-01-01", "province", undefined],
] as const)("on %s the %s holds it, until %s", (today, holder, until) => {
  expect(holdingOn(RECEIVED, today as PlainDate)).toEqual({ holder, until });
});

test("time alone decides nothing: whatever the day, an undecided proposal waits and somebody holds it", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 5000 }), (days) => {
      expect(holdingOn(RECEIVED, addDays(RECEIVED, days)).holder).toBeDefined();
      expect(readProposalState(OPEN)).toBe("waiting");
    }),
  );
});

test.each([
  [{ ...OPEN, decision: "refused" }, "refused"],
  [{ ...OPEN, decision: "recorded" }, "recorded"],
  [{ ...OPEN, decision: "recorded", isConfirmed: true }, "in-force"],
  [{ decision: "recorded", isConfirmed: true, answer: "absorbed" }, "absorbed"],
  [{ decision: "recorded", isConfirmed: true, answer: "refused" }, "set-aside"],
] as const)("%j is %s", (facts, state) => {
  expect(readProposalState(facts)).toBe(state);
});

test("it is decided once, and refused with one of the reasons only", () => {
  expect(mayDecideProposal(OPEN, { decision: "refused" })).toMatchObject({ problem: "no-refusal" });
  expect(mayDecideProposal(OPEN, { decision: "refused", refusal: "as-recorded" }).ok).toBe(true);
  expect(
    mayDecideProposal({ ...OPEN, decision: "recorded" }, { decision: "recorded" }),
  ).toMatchObject({ problem: "proposal-decided" });
});

test("the second person has days of their own, and the finding outlives them", () => {
  expect(secondUntil(RECEIVED, "2026-03-15" as PlainDate)).toBe("2026-03-15");
  expect(secondUntil(RECEIVED, "2026-03-16" as PlainDate)).toBeUndefined();
});
