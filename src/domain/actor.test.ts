import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Actor,
  type Appointment,
  may,
  mayFinish,
  mayFreezeVersion,
  mayIssueDecree,
  mayReadVault,
  mayWriteDecile,
} from "./actor.ts";
import type { PlainDate } from "./plain-date.ts";
import { PURPOSES } from "./purpose.ts";
import { RIGHTS } from "./right.ts";
import { ROLE_TERMS, ROLES, type Role, roleRights } from "./role.ts";

const TODAY = "2026-11-21" as PlainDate;
const HOME = 3203012001;

const as = (role: Role, more: Partial<Appointment> = {}): Actor => ({
  account: `demo-${role}`,
  appointments: [
    {
      role,
      institution: ROLE_TERMS[role].institutions[0],
      villages: [3203000000, 3203999999],
      programs: [],
      validFrom: "2026-01-01" as PlainDate,
      validTo: "2026-12-31" as PlainDate,
      ...more,
    },
  ],
});

const rolesThat = (ask: (actor: Actor) => { ok: boolean }) =>
  ROLES.filter((role) => ask(as(role)).ok);

test("only the statistician's ranking writes a decile; no ministry, no office, no village", () => {
  expect(rolesThat((actor) => mayWriteDecile(actor, TODAY))).toEqual(["bps-statistician"]);
  expect(ROLE_TERMS["bps-statistician"].institutions).toEqual(["bps"]);
});

test("BPS alone freezes", () => {
  const freezers = rolesThat((actor) => mayFreezeVersion(actor, TODAY));
  expect(
    freezers.every((role) => ROLE_TERMS[role].institutions.every((one) => one === "bps")),
  ).toBe(true);
  expect(freezers).toEqual(["bps-steward"]);
});

test("only a program's determiner issues its decree", () => {
  const pkh = as("program-determiner", { programs: ["pkh"] });
  expect(mayIssueDecree(pkh, "pkh", TODAY).ok).toBe(true);
  expect(mayIssueDecree(pkh, "sembako", TODAY)).toEqual({ ok: false, problem: "not-this-program" });
  for (const role of ROLES.filter((one) => one !== "program-determiner")) {
    expect(mayIssueDecree(as(role, { programs: ["pkh"] }), "pkh", TODAY).ok, role).toBe(false);
  }
});

test("only the civil registry answers identity", () => {
  const ask = {
    right: "answer-identity",
    purpose: "identity-check",
    where: HOME,
    today: TODAY,
  } as const;
  expect(rolesThat((actor) => may(actor, ask))).toEqual(["civil-registry-officer"]);
});

test("auditors and the data protection officer read and change nothing", () => {
  const changing = RIGHTS.filter((right) => !/^(read|export|use)-/.test(right));
  for (const role of ["auditor", "data-protection-officer"] as const) {
    const held = roleRights()
      .filter((row) => row.role === role)
      .map(({ right }) => right);
    expect(held).toContain("read-audit");
    expect(held.filter((right) => changing.includes(right))).toEqual([]);
  }
});

test("regent, governor and minister sign and open no family", () => {
  for (const role of ["regent", "governor", "minister"] as const) {
    const held = roleRights()
      .filter((row) => row.role === role)
      .map(({ right }) => right);
    expect(held).toContain("sign-endorsement");
    expect(held).not.toContain("read-family");
    expect(ROLE_TERMS[role].sheet).toBe("none");
  }
});

test("who may read a family has a sheet, and who has none may not", () => {
  for (const role of ROLES) {
    const reads = roleRights().some((row) => row.role === role && row.right === "read-family");
    expect(reads, role).toBe(ROLE_TERMS[role].sheet !== "none");
  }
});

test("vault is read in its region, by protection, with its own legal basis", () => {
  expect(mayReadVault(as("social-worker"), HOME, "UU 12/2022", TODAY).ok).toBe(true);
  expect(mayReadVault(as("social-worker"), HOME, " ", TODAY)).toEqual({
    ok: false,
    problem: "no-legal-basis",
  });
  expect(mayReadVault(as("social-worker"), 3204012001, "UU 12/2022", TODAY).ok).toBe(false);
  const readers = ROLES.filter((role) => mayReadVault(as(role), HOME, "UU 12/2022", TODAY).ok);
  expect(readers).toEqual(["social-worker", "protection-officer"]);
});

describe("the reason is the nearest one", () => {
  const ask = { right: "read-family", purpose: "verification", where: HOME, today: TODAY } as const;
  test.each([
    ["regent", {}, ask, "right-not-held"],
    ["village-operator", {}, { ...ask, purpose: "supervision" }, "purpose-not-allowed"],
    ["village-operator", { validTo: "2026-11-20" as PlainDate }, ask, "appointment-not-in-force"],
    ["village-operator", { validFrom: "2026-11-22" as PlainDate }, ask, "appointment-not-in-force"],
    ["village-operator", { villages: [1, 2] }, ask, "outside-region"],
  ] as const)("%s %j", (role, more, asked, problem) => {
    expect(may(as(role, more), asked)).toEqual({ ok: false, problem });
  });

  test("and on the last day of the appointment it still holds", () => {
    expect(may(as("village-operator", { validTo: TODAY }), ask).ok).toBe(true);
  });
});

test("two people where a name leaves the list, one where nothing is lost", () => {
  expect(mayFinish("record-finding", "budi", "budi")).toEqual({
    ok: false,
    problem: "same-person",
  });
  expect(mayFinish("record-finding", "budi", "rina").ok).toBe(true);
  expect(mayFinish("read-family", "budi", "budi").ok).toBe(true);
});

test("a right is never wider than its row: any role, right, purpose and village", () => {
  const rows = new Set(
    roleRights().map(({ role, right, purpose }) => `${role}|${right}|${purpose}`),
  );
  fc.assert(
    fc.property(
      fc.constantFrom(...ROLES),
      fc.constantFrom(...RIGHTS),
      fc.constantFrom(...PURPOSES),
      fc.integer({ min: 3202999990, max: 3204000010 }),
      (role, right, purpose, where) => {
        const answer = may(as(role), { right, purpose, where, today: TODAY });
        const isHere = where >= 3203000000 && where <= 3203999999;
        expect(answer.ok).toBe(isHere && rows.has(`${role}|${right}|${purpose}`));
      },
    ),
  );
});
