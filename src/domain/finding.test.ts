import { expect, test } from "vitest";
import { VISIT_RESULT } from "./codes/history.ts";
import { PRESENCE } from "./codes/people.ts";
import { findCheckReason } from "./evidence.ts";
import { mayAnswerFinding, mayConfirmFinding, readFindingState } from "./finding.ts";
import { FASTENED_THINGS, fateOf, IDENTITY_EVENTS } from "./identity-event.ts";
import { type PlainDate, parsePlainDate } from "./plain-date.ts";
import { findPasOf, PAS_GROUPS, PPKS_CATEGORIES } from "./target-group.ts";
import { mayFollow, readUnidentified } from "./unidentified-person.ts";
import { findReasonOfCode, findReasonOfPresence, VERVAL_REASON_TERMS } from "./verval-reason.ts";

const RECORDED = { recordedBy: "rina", confirmedBy: undefined, answer: undefined };
const IN_FORCE = { ...RECORDED, confirmedBy: "budi" };
const day = (text: string) => text as PlainDate;

test("a finding is recorded, comes into force by another person, and is answered by a version", () => {
  expect(readFindingState(RECORDED)).toBe("recorded");
  expect(readFindingState(IN_FORCE)).toBe("in-force");
  expect(readFindingState({ ...IN_FORCE, answer: "absorbed" })).toBe("answered");
  expect(mayConfirmFinding(RECORDED, "rina")).toEqual({ ok: false, problem: "same-person" });
  expect(mayConfirmFinding(RECORDED, "budi").ok).toBe(true);
  expect(mayConfirmFinding(IN_FORCE, "sari")).toEqual({ ok: false, problem: "already-in-force" });
  expect(mayConfirmFinding({ ...IN_FORCE, answer: "refused" }, "sari").ok).toBe(false);
});

test("a finding is refused only with a reason, and answered once", () => {
  expect(mayAnswerFinding(IN_FORCE, "refused", " ")).toEqual({ ok: false, problem: "no-reason" });
  expect(mayAnswerFinding(IN_FORCE, "absorbed", "").ok).toBe(true);
  const answered = { ...IN_FORCE, answer: "absorbed" } as const;
  expect(mayAnswerFinding(answered, "refused", "salah").ok).toBe(false);
});

test("neither aid nor protection nor record is lost by what happens to an id", () => {
  for (const event of IDENTITY_EVENTS) {
    expect(fateOf("suppression", event)).toMatch(/^(follow-person|stay)$/);
    expect(fateOf("payment", event)).toBe("stay");
    expect(fateOf("audit-subject", event)).toBe("stay");
    for (const thing of FASTENED_THINGS) {
      expect(fateOf(thing, event)).toMatch(/^(follow-person|follow-family|stay|ask)$/);
    }
  }
  expect(fateOf("determination", "split")).toBe("ask");
});

test("an unidentified person is referred with a clock that calls and never decides", () => {
  const found = [{ kind: "found", on: day("2026-01-01") }] as const;
  const referred = [...found, { kind: "referred", on: day("2026-01-02") } as const];
  expect(readUnidentified(found, day("2026-06-01"))).toBe("found");
  expect(readUnidentified(referred, day("2026-01-16"))).toBe("referred");
  expect(readUnidentified(referred, day("2026-01-17"))).toBe("overdue");
  const reminded = [...referred, { kind: "reminded", on: day("2026-01-17") } as const];
  expect(readUnidentified(reminded, day("2026-01-20"))).toBe("referred");
  const promoted = [...reminded, { kind: "promoted", on: day("2026-01-21") } as const];
  expect(readUnidentified(promoted, day("2027-01-01"))).toBe("promoted");
  expect(mayFollow("promoted", "noted")).toEqual({ ok: false, problem: "already-ended" });
  expect(mayFollow("found", "reminded")).toEqual({ ok: false, problem: "not-referred" });
  expect(mayFollow("referred", "referred")).toEqual({ ok: false, problem: "already-referred" });
  expect(mayFollow("overdue", "referred").ok).toBe(true);
});

test("every answer about presence has a verval reason, and reasons are read as operators write them", () => {
  for (const { standard } of PRESENCE.editions.regsosek) {
    expect(findReasonOfPresence(standard), String(standard)).toBeDefined();
  }
  const visits = new Set(VISIT_RESULT.editions.regsosek.map(({ standard }) => standard));
  for (const { visit } of Object.values(VERVAL_REASON_TERMS)) {
    expect(visit === null || visits.has(visit)).toBe(true);
  }
  for (const [reason, { code }] of Object.entries(VERVAL_REASON_TERMS)) {
    expect(findReasonOfCode(code.toLowerCase().replaceAll("_", " "))).toBe(reason);
  }
  expect(findReasonOfPresence(-1)).toBeUndefined();
});

test("twenty-six categories go into twelve groups", () => {
  expect(PPKS_CATEGORIES).toHaveLength(26);
  expect(Object.keys(PAS_GROUPS)).toHaveLength(12);
  const used = new Set(PPKS_CATEGORIES.map(({ pas }) => pas));
  expect(used.size).toBe(12);
  expect(findPasOf(16)).toBe(9);
  expect(findPasOf(27)).toBeUndefined();
});

test("evidence that is unsure, old, contradicted or about a house goes to a person", () => {
  const terms = { probabilityMilli: 900, oldestDays: 365, alwaysChecked: ["meter"] } as const;
  const facts = {
    subject: "person",
    matchProbabilityMilli: 950,
    observedOn: day("2026-01-01"),
    contradicted: false,
  } as const;
  const today = day("2026-11-21");
  expect(parsePlainDate(today).ok).toBe(true);
  expect(findCheckReason(facts, terms, today)).toBeUndefined();
  expect(findCheckReason({ ...facts, matchProbabilityMilli: 899 }, terms, today)).toBe(
    "below-threshold",
  );
  expect(findCheckReason({ ...facts, observedOn: day("2025-11-20") }, terms, today)).toBe(
    "too-old",
  );
  expect(findCheckReason({ ...facts, observedOn: undefined }, terms, today)).toBe("too-old");
  expect(findCheckReason({ ...facts, contradicted: true }, terms, today)).toBe("contradicts");
  expect(findCheckReason({ ...facts, subject: "meter" }, terms, today)).toBe("needs-person");
});
