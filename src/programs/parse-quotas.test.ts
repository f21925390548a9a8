import fc from "fast-check";
import { expect, test } from "vitest";
import { parseQuotas } from "./parse-quotas.ts";

const QUOTA = {
  program: "pkh",
  regencyNo: 3273,
  places: 100,
  reserve: 10,
  validFrom: "2026-01-01",
  validTo: "2026-12-31",
  legalBasis: "Kepmensos 1/2026",
  isExample: false,
};

test("a decree's quotas are read as they are", () => {
  const next = { ...QUOTA, validFrom: "2027-01-01", validTo: "2027-12-31" };
  const quotas = [QUOTA, next, { ...QUOTA, regencyNo: 3204 }];
  expect(parseQuotas(JSON.stringify(quotas))).toEqual({ ok: true, value: quotas });
});

test.each([
  ["{", "not-json"],
  ["{}", "not-a-list"],
  [JSON.stringify([{ ...QUOTA, places: -1 }]), "not-a-quota"],
  [JSON.stringify([{ ...QUOTA, places: 1.5 }]), "not-a-quota"],
  [JSON.stringify([{ ...QUOTA, program: "raskin" }]), "not-a-quota"],
  [JSON.stringify([{ ...QUOTA, validFrom: "2026-02-30" }]), "not-a-quota"],
  [JSON.stringify([QUOTA, { ...QUOTA, validFrom: "2026-06-01" }]), "two-for-one-regency"],
])("%s is refused: %s", (text, problem) => {
  expect(parseQuotas(text)).toEqual({ ok: false, problem });
});

test("never throws", () => {
  fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => void parseQuotas(text)));
});
