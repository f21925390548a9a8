import { expect, test } from "vitest";
import { roomMeter } from "./room-costs.ts";

const busy = (ms: number) => async () => {
  const until = performance.now() + ms;
  while (performance.now() < until);
  return ms;
};

test("a room that is entered twice is told once, with both its times", async () => {
  const { costs, measure } = roomMeter();
  await measure("registry", busy(20));
  await measure("matching", busy(1));
  expect(await measure("registry", busy(20))).toBe(20);
  expect(costs.map(({ room }) => room)).toEqual(["registry", "matching"]);
  expect(costs[0]?.seconds).toBeGreaterThanOrEqual(0.04);
  expect(costs[0]?.cpuSeconds).toBeGreaterThan(0);
});
