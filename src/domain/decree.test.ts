import { describe, expect, test } from "vitest";
import type { Actor, Appointment } from "./actor.ts";
import { maySignDecree } from "./decree.ts";
import type { PlainDate } from "./plain-date.ts";
import { ROLE_TERMS, ROLES, type Role } from "./role.ts";

const TODAY = "2026-11-21" as PlainDate;
const PKH = { id: "pkh", determiner: "kemensos", validFrom: "2025-02-05" } as const;

const as = (role: Role, more: Partial<Appointment> = {}): Actor => ({
  account: `demo-${role}`,
  appointments: [
    {
      role,
      institution: ROLE_TERMS[role].institutions[0],
      villages: [0, 9_999_999_999],
      programs: ["pkh"],
      validFrom: "2026-01-01" as PlainDate,
      validTo: "2026-12-31" as PlainDate,
      ...more,
    },
  ],
});

const signing = ROLES.filter((role) => maySignDecree(as(role), PKH, TODAY).ok);

test("some role of the determiner may sign, and no role of BPS or of a region", () => {
  expect(signing.length).toBeGreaterThan(0);
  const elsewhere = signing.filter((role) => !ROLE_TERMS[role].institutions.includes("kemensos"));
  expect(elsewhere).toEqual([]);
});

describe.each(signing)("%s", (role) => {
  test("may sign for the program of the appointment, not for another", () => {
    expect(maySignDecree(as(role), PKH, TODAY).ok).toBe(true);
    const other = maySignDecree(as(role, { programs: ["sembako"] }), PKH, TODAY);
    expect(other).toEqual({ ok: false, problem: "not-this-program" });
  });

  test("may not sign from an institution that does not determine the program", () => {
    const foreign = as(role, { institution: "bps" });
    expect(maySignDecree(foreign, PKH, TODAY)).toEqual({
      ok: false,
      problem: "not-the-determiner",
    });
  });

  test("may not sign for a program that has not begun or has ended", () => {
    const refused = { ok: false, problem: "program-not-in-force" };
    expect(maySignDecree(as(role), { ...PKH, validFrom: "2027-01-01" }, TODAY)).toEqual(refused);
    expect(maySignDecree(as(role), { ...PKH, validTo: "2026-06-30" }, TODAY)).toEqual(refused);
  });
});
