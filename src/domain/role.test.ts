import { expect, test } from "vitest";
import { INSTITUTION_TERMS, OFFICES } from "./institution.ts";
import { PURPOSE_TERMS, PURPOSES } from "./purpose.ts";
import { RIGHTS } from "./right.ts";
import { holdsRight, ROLE_TERMS, ROLES, roleRights } from "./role.ts";
import { findConflict, listCompatible } from "./role-conflict.ts";

test("each role has an office of its institution at one of its tiers; a citizen has none", () => {
  for (const role of ROLES.filter((one) => one !== "citizen")) {
    const { institutions, tiers } = ROLE_TERMS[role];
    const seats = OFFICES.filter(
      ({ institution, tier }) =>
        institutions.some((one) => one === institution) && tiers.some((one) => one === tier),
    );
    expect(seats.length, role).toBeGreaterThan(0);
  }
});

test("offices are named once and belong to an institution", () => {
  expect(new Set(OFFICES.map(({ code }) => code)).size).toBe(OFFICES.length);
  for (const { institution } of OFFICES) expect(INSTITUTION_TERMS[institution]).toBeDefined();
});

test("grants are rows once, and every right and every purpose with data has a holder", () => {
  const rows = roleRights().map(({ role, right, purpose }) => `${role}|${right}|${purpose}`);
  expect(new Set(rows).size).toBe(rows.length);
  const held = new Set(roleRights().map(({ right }) => right));
  expect(RIGHTS.filter((right) => !held.has(right))).toEqual([]);
  const used = new Set<string>(roleRights().map(({ purpose }) => purpose));
  const ofCitizens = ["own-data", "cek-status"];
  expect(PURPOSES.filter((one) => !used.has(one) && !ofCitizens.includes(one))).toEqual([]);
});

test("personal data opens only under purposes that may open it, each with a law", () => {
  const opening = ["read-family", "unmask-identity", "read-vault"];
  for (const { role, right, purpose } of roleRights()) {
    if (!opening.includes(right)) continue;
    expect(PURPOSE_TERMS[purpose].opensPersonalData, `${role} ${right} ${purpose}`).toBe(true);
  }
  for (const { legalBasis } of Object.values(PURPOSE_TERMS)) expect(legalBasis).not.toBe("");
});

test("everybody may use his own account, and nobody another's purpose with it", () => {
  for (const role of ROLES) {
    expect(holdsRight(role, "use-account", "account")).toBe(true);
    expect(holdsRight(role, "use-account", "verification")).toBe(false);
  }
});

test.each([
  ["data-protection-officer", "village-operator", "watches-own-work"],
  ["auditor", "program-determiner", "watches-own-work"],
  ["bps-statistician", "program-determiner", "ranks-and-decides"],
  ["access-applicant", "access-coordinator", "asks-and-approves"],
  ["access-reviewer", "access-coordinator", "asks-and-approves"],
  ["extract-preparer", "extract-assurer", "prepares-and-assures"],
  ["account-admin", "regency-verifier", "appoints-and-acts"],
  ["village-operator", "psm", undefined],
  ["auditor", "auditor", undefined],
] as const)("%s and %s in one person: %s", (one, other, conflict) => {
  expect(findConflict(one, other)).toBe(conflict);
  expect(findConflict(other, one)).toBe(conflict);
});

test("who may stand beside whom is the same from both sides", () => {
  for (const one of ROLES) {
    for (const other of listCompatible(one)) expect(listCompatible(other)).toContain(one);
  }
});
