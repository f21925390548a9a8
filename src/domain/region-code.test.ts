import fc from "fast-check";
import { expect, test } from "vitest";
import {
  findAncestor,
  findParent,
  isCodeOn,
  isWithin,
  NATION_RANGE,
  parseBpsCode,
  parseRegionCode,
  readRegencyKind,
  readTier,
  readVillageKind,
  villageRange,
  writeDotted,
} from "./region-code.ts";
import { mustAccept } from "./result.ts";

const code = (text: string) => mustAccept(parseRegionCode(text), text);

test.each([
  ["33", "province"],
  ["3373", "regency"],
  ["33.73", "regency"],
  ["33.73.04", "district"],
  ["33.73.04.1001", "village"],
  ["3373041001", "village"],
])("%s is a code of a %s", (text, tier) => {
  expect(readTier(code(text))).toBe(tier);
});

test.each([
  ["", "not-a-region-code"],
  ["3", "not-a-region-code"],
  ["337", "not-a-region-code"],
  ["03.73", "not-a-region-code"],
  ["33.73.041", "not-a-region-code"],
  ["33..73", "not-a-region-code"],
  ["33.70", "no-such-regency-number"],
  ["33.00", "no-such-regency-number"],
  ["33.73.04.4001", "no-such-village-kind"],
])("%j is refused: %s", (text, problem) => {
  expect(parseRegionCode(text)).toEqual({ ok: false, problem });
});

test("numbers say kabupaten or kota, kelurahan, desa or desa adat", () => {
  expect(readRegencyKind(code("33.69"))).toBe("kabupaten");
  expect(readRegencyKind(code("33.73"))).toBe("kota");
  expect(readVillageKind(code("33.73.04.1001"))).toBe("kelurahan");
  expect(readVillageKind(code("32.03.01.2001"))).toBe("desa");
  expect(readVillageKind(code("91.03.01.3007"))).toBe("desa-adat");
});

test("a district is six digits at Kemendagri and seven at BPS", () => {
  expect(parseBpsCode("3373040").ok).toBe(true);
  expect(parseBpsCode("337304").ok).toBe(false);
  expect(parseRegionCode("3373040").ok).toBe(false);
});

test("a region reaches from its lowest to its highest village number", () => {
  expect(villageRange(code("33.73"))).toEqual([3373000000, 3373999999]);
  expect(villageRange(code("33.73.04.1001"))).toEqual([3373041001, 3373041001]);
  const [lo, hi] = NATION_RANGE;
  expect(lo < 1_100_000_000 && hi > 9_699_999_999).toBe(true);
});

test("a code holds from its first to its last day", () => {
  const dated = {
    system: "kemendagri",
    code: "9902",
    name: "Contoh",
    decree: "contoh",
    validFrom: "2024-01-01",
    validTo: "2024-12-31",
  } as const;
  const days = ["2023-12-31", "2024-01-01", "2024-12-31", "2025-01-01"];
  expect(days.map((day) => isCodeOn(dated, day))).toEqual([false, true, true, false]);
});

const shape = fc
  .tuple(
    fc.integer({ min: 11, max: 99 }),
    fc.oneof(fc.integer({ min: 1, max: 69 }), fc.integer({ min: 71, max: 99 })),
    fc.integer({ min: 1, max: 99 }),
    fc.integer({ min: 1000, max: 3999 }),
    fc.constantFrom(2, 4, 6, 10),
  )
  .map(([p, r, d, v, length]) =>
    `${p}${String(r).padStart(2, "0")}${String(d).padStart(2, "0")}${v}`.slice(0, length),
  );

test("never throws; accepts again what it accepts, with dots and without", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[\d.]{1,14}$/), shape), (text) => {
      parseBpsCode(text);
      const parsed = parseRegionCode(text);
      if (!parsed.ok) return;
      expect(parseRegionCode(parsed.value)).toEqual(parsed);
      expect(parseRegionCode(writeDotted(parsed.value))).toEqual(parsed);
    }),
  );
});

test("every region lies inside its parent, in code and in range", () => {
  fc.assert(
    fc.property(shape, (text) => {
      const inner = code(text);
      const parent = findParent(inner);
      if (parent === undefined) {
        expect(readTier(inner)).toBe("province");
        return;
      }
      expect(isWithin(inner, parent)).toBe(true);
      expect(findAncestor(inner, readTier(parent))).toBe(parent);
      expect(villageRange(inner)[0]).toBeGreaterThanOrEqual(villageRange(parent)[0]);
      expect(villageRange(inner)[1]).toBeLessThanOrEqual(villageRange(parent)[1]);
    }),
  );
});
