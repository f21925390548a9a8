import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { PlainDate } from "#domain/plain-date.ts";
import { parseBpsCode, parseRegionCode } from "#domain/region-code.ts";
import { mustAccept } from "#domain/result.ts";
import { crossBridge, parseBpsBridge } from "./bps-bridge.ts";
import {
  listSuccessors,
  OFFICIAL_SUCCESSIONS,
  type Succession,
  unevenSuccessions,
} from "./succession.ts";

const code = (text: string) => mustAccept(parseRegionCode(text), text);
const day = (text: string) => text as PlainDate;

/** Synthetic: 99.02 loses a third to 99.03, and 99.03 is later renumbered 99.04. */
const EXAMPLE: readonly Succession[] = [
  {
    from: code("9902"),
    to: code("9902"),
    sharePpm: 666_667,
    validFrom: day("2024-01-01"),
    decree: "contoh 1",
  },
  {
    from: code("9902"),
    to: code("9903"),
    sharePpm: 333_333,
    validFrom: day("2024-01-01"),
    decree: "contoh 1",
  },
  {
    from: code("9903"),
    to: code("9904"),
    sharePpm: 1_000_000,
    validFrom: day("2025-06-01"),
    decree: "contoh 2",
  },
];

test("we publish no succession of our own", () => {
  expect(OFFICIAL_SUCCESSIONS).toEqual([]);
  expect(unevenSuccessions(EXAMPLE)).toEqual([]);
  expect(unevenSuccessions(EXAMPLE.slice(0, 1))).toHaveLength(1);
});

test.each([
  ["2023-12-31", [["9902", 1_000_000]]],
  [
    "2024-01-01",
    [
      ["9902", 666_667],
      ["9903", 333_333],
    ],
  ],
  [
    "2025-06-01",
    [
      ["9902", 666_667],
      ["9904", 333_333],
    ],
  ],
])("on %s the families of the old regency are in %j", (on, heirs) => {
  const found = listSuccessors(code("9902"), day(on), EXAMPLE);
  expect(found.map((heir) => [heir.code, heir.sharePpm])).toEqual(heirs);
});

test("nobody is lost and nobody is doubled, on any day", () => {
  fc.assert(
    fc.property(fc.integer({ min: 2020, max: 2030 }), (year) => {
      const heirs = listSuccessors(code("9902"), day(`${year}-07-01`), EXAMPLE);
      expect(heirs.reduce((sum, { sharePpm }) => sum + sharePpm, 0)).toBe(1_000_000);
    }),
  );
});

test("the synthetic bridge leads from one system to the other", () => {
  const text = readFileSync(new URL("./synthetic-bps-bridge.csv", import.meta.url), "utf8");
  const cross = crossBridge(mustAccept(parseBpsBridge(text), "bridge"));
  expect(cross(mustAccept(parseBpsCode("9901010002"), "bps"))).toBe("9902012004");
  expect(cross(mustAccept(parseBpsCode("9999999999"), "bps"))).toBeUndefined();
});

test.each([
  ["kode,nama\n", "missing-header"],
  ["kode_bps,nama_bps,kode_dagri,nama_dagri\n9901,A,99.021,A\n", "malformed-row"],
  ["kode_bps,nama_bps,kode_dagri,nama_dagri\n9901,A,99.02\n", "malformed-row"],
  ["kode_bps,nama_bps,kode_dagri,nama_dagri\n9901,A,99.02,A\n9901,B,99.03,B\n", "code-twice"],
  ["kode_bps,nama_bps,kode_dagri,nama_dagri\n9901,A,99.02.01,A\n", "malformed-row"],
])("a faulty bridge is refused whole: %j", (text, problem) => {
  expect(parseBpsBridge(text)).toEqual({ ok: false, problem });
});

test("reading a bridge never throws", () => {
  fc.assert(fc.property(fc.string(), (text) => void parseBpsBridge(text)));
});
