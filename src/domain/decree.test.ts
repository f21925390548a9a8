import { expect, test } from "vitest";
import { mayIssueDecree } from "./decree.ts";

const PKH = { determiner: "kemensos", validFrom: "2025-02-05" };
const TODAY = "2026-11-21";

test.each([
  ["kemensos", "program-determiner"],
  ["kemensos", "menteri"],
])("%s as %s may issue the decree of its program", (institution, role) => {
  expect(mayIssueDecree({ institution, role }, PKH, TODAY).ok).toBe(true);
});

test.each([
  ["bps", "program-determiner", "not-the-determiner"],
  ["pemda", "bupati", "not-the-determiner"],
  ["bps", "menteri", "not-the-determiner"],
  ["kemensos", "pkh-facilitator", "not-a-determining-role"],
  ["kemensos", "pusdatin-officer", "not-a-determining-role"],
])("%s as %s may not: %s", (institution, role, problem) => {
  expect(mayIssueDecree({ institution, role }, PKH, TODAY)).toEqual({ ok: false, problem });
});

test("nobody issues a decree for a program before it begins or after it ended", () => {
  const signatory = { institution: "kemensos", role: "menteri" };
  const over = { ...PKH, validTo: "2026-06-30" };
  expect(mayIssueDecree(signatory, over, TODAY)).toEqual({
    ok: false,
    problem: "program-not-in-force",
  });
  expect(mayIssueDecree(signatory, PKH, "2025-01-01").ok).toBe(false);
});
