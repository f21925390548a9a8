import fc from "fast-check";
import { expect, test } from "vitest";
import { parsePhase } from "./payment-phase.ts";
import { mayFollow, parsePaymentStatus } from "./payment-report.ts";
import { PAYMENT_GROUPS, PAYMENT_STATUSES, type PaymentStatus } from "./payment-status.ts";
import { PAYMENT_TERMS } from "./payment-terms.ts";

test.each([
  ["Gagal Burekol", "account-failed"],
  ["GAGAL_OMSPAN", "treasury-failed"],
  ["  si ", "standing-instruction"],
  ["-", "data-differs"],
  ["Exclude: meninggal", "excluded-deceased"],
  ["sudah transaksi", "paid"],
])("%s is read as %s", (said, status) => {
  expect(parsePaymentStatus(said)).toEqual({ ok: true, value: status });
});

test("what nobody taught us is refused, never guessed", () => {
  expect(parsePaymentStatus("HAMPIR CAIR")).toEqual({ ok: false, problem: "status-unknown" });
  expect(parsePaymentStatus(" ")).toEqual({ ok: false, problem: "status-missing" });
});

test("no word of a report means two things", () => {
  const said = PAYMENT_STATUSES.flatMap((status) => PAYMENT_TERMS[status].says);
  expect(new Set(said).size).toBe(said.length);
});

test.each<[PaymentStatus | undefined, PaymentStatus, boolean]>([
  [undefined, "paid", true],
  ["listed", "paid", true],
  ["account-failed", "account-opened", true],
  ["not-withdrawn", "paid", true],
  ["not-withdrawn", "returned", true],
  ["excluded-report", "listed", true],
  ["paid", "listed", false],
  ["paid", "not-withdrawn", false],
  ["paid", "returned", false],
  ["ordered", "account-opening", false],
  ["returned", "listed", false],
])("after %s, %s: %s", (before, status, may) => {
  expect(mayFollow(status, before)).toBe(may);
});

test("every failure has a way out, every step has an end, and each is counted once", () => {
  for (const status of PAYMENT_STATUSES) {
    const { group, next, nextStep } = PAYMENT_TERMS[status];
    expect(PAYMENT_GROUPS).toContain(group);
    expect(nextStep.id).not.toBe("");
    expect(next).not.toContain(status);
    expect(next.includes("paid")).toBe(status !== "paid");
  }
});

test.each([
  ["pkh", "2026-q4", { code: "2026-q4", from: "2026-10-01", to: "2026-12-31" }],
  ["pkh", "2026-Q1", { code: "2026-q1", from: "2026-01-01", to: "2026-03-31" }],
  ["blt-desa", "2028-02", { code: "2028-02", from: "2028-02-01", to: "2028-02-29" }],
  ["pip", "2026-t2", { code: "2026-t2", from: "2026-05-01", to: "2026-09-30" }],
])("%s is paid in %s", (program, text, value) => {
  expect(parsePhase(program, text)).toEqual({ ok: true, value });
});

test.each([
  ["pkh", "2026-10", "phase-not-of-program"],
  ["blt-kesra", "2026-q1", "phase-not-of-program"],
  ["pkh", "Q4 2026", "phase-malformed"],
  ["kartu-ajaib", "2026-q4", "program-unknown"],
])("%s is not paid in %s: %s", (program, text, problem) => {
  expect(parsePhase(program, text)).toEqual({ ok: false, problem });
});

test("whatever is written, reading it never throws", () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      parsePaymentStatus(text);
      parsePhase("pkh", text);
    }),
  );
});
