import fc from "fast-check";
import { expect, test } from "vitest";
import { parseBudgets, parseQuotas } from "./parse-quotas.ts";

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

const SHARES = [
  { regionNo: 3273, weight: 6 },
  { regionNo: 3204, weight: 6 },
  { regionNo: 9403, weight: 2 },
];

test("national places are split by the shares that the decree states, and add up to them exactly", () => {
  const { regencyNo: _, ...national } = { ...QUOTA, places: 11, shares: SHARES };
  const read = parseQuotas(JSON.stringify([national]));
  expect(read.ok && read.value.map((q) => [q.regencyNo, q.places, q.reserve])).toEqual([
    [3273, 5, 4],
    [3204, 5, 4],
    [9403, 1, 2],
  ]);
});

const BUDGET = { program: "pkh", rupiah: 1_000_001, validFrom: "2026-01-01", legalBasis: "DIPA" };

test("budgets are read for one regency, or split to the last rupiah", () => {
  const own = parseBudgets(JSON.stringify([{ ...BUDGET, regencyNo: 3273 }]));
  expect(own).toEqual({ ok: true, value: [{ ...BUDGET, regencyNo: 3273, rupiah: 1_000_001n }] });
  const split = parseBudgets(JSON.stringify([{ ...BUDGET, shares: SHARES }]));
  expect(split.ok && split.value.map(({ rupiah }) => rupiah)).toEqual([
    428_572n,
    428_572n,
    142_857n,
  ]);
});

test.each([
  [[BUDGET], "not-a-budget"],
  [[{ ...BUDGET, regencyNo: 3273, shares: SHARES }], "not-a-budget"],
  [[{ ...BUDGET, shares: [...SHARES, ...SHARES] }], "not-a-budget"],
  [[{ ...BUDGET, regencyNo: 3273, rupiah: -1 }], "not-a-budget"],
  [
    [
      { ...BUDGET, shares: SHARES },
      { ...BUDGET, regencyNo: 3204 },
    ],
    "two-for-one-regency",
  ],
])("a budget is refused: %j", (rows, problem) => {
  expect(parseBudgets(JSON.stringify(rows))).toEqual({ ok: false, problem });
});

test("never throws", () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string(), fc.json()),
      (text) => void [parseQuotas(text), parseBudgets(text)],
    ),
  );
});
