import { expect, test } from "vitest";
import { formatCount, formatDay, formatRupiah, formatShare, formatShort } from "./format.ts";

test("numbers stand as each language writes them", () => {
  expect(formatCount(25000, "id")).toBe("25.000");
  expect(formatCount(25000, "en")).toBe("25,000");
  expect(formatShare(0.426, "en")).toBe("43%");
});

test("rupiah of any size, from text", () => {
  expect(formatRupiah("600000", "id").replaceAll(/\s/g, " ")).toBe("Rp 600.000");
});

test("a plain day is the same day in every zone", () => {
  expect(formatDay("2026-01-10", "id")).toBe("10 Januari 2026");
  expect(formatDay("2026-01-10", "en")).toBe("10 January 2026");
});

test("where there is little room, large counts are rounded and small ones stand as they are", () => {
  expect(
    [9_999, 30_000, 9_112_345].map((count) => formatShort(count, "id").replaceAll(/\s/g, " ")),
  ).toEqual(["9.999", "30 rb", "9,1 jt"]);
  expect(formatShort(9_112_345, "en")).toBe("9.1m");
});
