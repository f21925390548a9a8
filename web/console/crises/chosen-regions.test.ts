import { expect, test } from "vitest";
import type { Region } from "#contract/region.ts";
import { choose, unchoose } from "./chosen-regions.ts";

const TIERS = { 2: "province", 4: "regency", 6: "district", 10: "village" } as const;
const region = (code: string): Region => ({
  code,
  name: `wilayah ${code}`,
  tier: code === "ID" ? "country" : TIERS[code.length as keyof typeof TIERS],
});
const codes = (chosen: readonly Region[]) => chosen.map(({ code }) => code);

test("a part takes the place of the whole, the whole that of its parts, and neighbours stay", () => {
  const one = choose([region("3307")], region("330702"));
  expect(codes(one)).toEqual(["330702"]);
  const two = choose(choose(one, region("330701")), region("3307012005"));
  expect(codes(two)).toEqual(["3307012005", "330702"]);
  expect(codes(choose(two, region("3307")))).toEqual(["3307"]);
  expect(codes(choose(two, region("3308")))).toEqual(["3307012005", "330702", "3308"]);
  expect(codes(choose(two, region("ID")))).toEqual(["ID"]);
  expect(codes(choose([region("ID")], region("33")))).toEqual(["33"]);
});

test("the same region twice is one, and one is taken out alone", () => {
  const both = choose(choose([], region("3307")), region("3308"));
  expect(codes(choose(both, region("3308")))).toEqual(["3307", "3308"]);
  expect(codes(unchoose(both, region("3307")))).toEqual(["3308"]);
});
