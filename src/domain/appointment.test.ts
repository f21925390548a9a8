import fc from "fast-check";
import { expect, test } from "vitest";
import { parsePassword, parseUsername } from "./account.ts";
import { checkTerms, isDueForRenewal, readAppointmentState } from "./appointment.ts";
import type { PlainDate } from "./plain-date.ts";
import { ROLE_TERMS } from "./role.ts";
import { listGivable, mayGive, roleGivers } from "./role-givers.ts";

const day = (text: string) => text as PlainDate;
const FACTS = {
  validFrom: day("2027-01-01"),
  validTo: day("2027-12-31"),
  isConfirmed: true,
  isRevoked: false,
};

test.each([
  ["2026-12-31", {}, "coming"],
  ["2027-01-01", {}, "in-force"],
  ["2027-12-31", {}, "in-force"],
  ["2028-01-01", {}, "ended"],
  ["2027-06-01", { isConfirmed: false }, "waiting"],
  ["2028-01-01", { isConfirmed: false }, "ended"],
  ["2027-06-01", { isRevoked: true }, "revoked"],
])("on %s, with %o, it is %s", (today, change, state) => {
  expect(readAppointmentState({ ...FACTS, ...change }, day(today))).toBe(state);
});

test("renewal is due in the last thirty days and not after", () => {
  const due = ["2027-11-30", "2027-12-01", "2027-12-31", "2028-01-01"].map((today) =>
    isDueForRenewal(FACTS, day(today)),
  );
  expect(due).toEqual([false, true, true, false]);
});

test.each([
  [{ validTo: day("2026-12-31") }, "days-wrong"],
  [{ validTo: day("2032-01-03") }, "appointment-too-long"],
  [{ decree: "  " }, "decree-missing"],
  [{ programs: ["pkh"] }, "programs-missing"],
  [{ isDeterminer: true }, "programs-missing"],
])("terms with %o are refused: %s", (change, problem) => {
  const terms = { ...FACTS, decree: "SK 1", isDeterminer: false, programs: [] };
  expect(checkTerms(terms).ok).toBe(true);
  expect(checkTerms({ ...terms, ...change })).toEqual({ ok: false, problem });
});

test("only three institutions appoint; a regency not past its villages, the ministry not BPS", () => {
  const served = (giver: "bps" | "kemensos" | "regency-government" | "bpk") => [
    ...new Set(listGivable(giver).map(({ institution }) => institution)),
  ];
  expect(served("bpk")).toEqual([]);
  expect(served("regency-government").sort()).toEqual(["regency-government", "village-government"]);
  expect(served("kemensos")).not.toContain("bps");
  expect(served("kemensos")).not.toContain("bpkp");
  expect(mayGive({ giver: "bps", role: "citizen", institution: "public" })).toBe(false);
  const astray = roleGivers().filter(
    ({ role, institution }) =>
      !(ROLE_TERMS[role].institutions as readonly string[]).includes(institution),
  );
  expect(astray).toEqual([]);
});

test("every role but the citizen's can be given by somebody", () => {
  const given = new Set(roleGivers().map(({ role }) => role));
  expect(Object.keys(ROLE_TERMS).filter((role) => !given.has(role as never))).toEqual(["citizen"]);
});

test("a password is long and does not name its account; a username never throws", () => {
  const problem = (text: string) => {
    const read = parsePassword(text, "rina");
    return read.ok ? "ok" : read.problem;
  };
  expect(problem("sebelas huru")).toBe("ok");
  expect(problem("sebelashuru")).toBe("password-too-short");
  expect(problem("x".repeat(201))).toBe("password-too-long");
  expect(problem("saya RINA dari desa")).toBe("password-names-account");
  fc.assert(
    fc.property(fc.string(), (text) => {
      const read = parseUsername(text);
      if (read.ok) expect(parseUsername(read.value)).toEqual(read);
    }),
  );
});
