import { expect, test } from "vitest";
import { networkOf } from "./caller-network.ts";
import { lookupKeys } from "./lookup-keys.ts";

const keys = lookupKeys(Buffer.alloc(32, 1));
const mark = (address: string) => keys.addressMark(address, "2026-11-21");

test("all addresses of one /64 share one budget, and those of the next have their own", () => {
  const mine = ["2001:db8:1:2::1", "2001:DB8:1:2:ffff:0:0:9", "2001:0db8:0001:0002:a:b:c:d"];
  expect(new Set(mine.map(mark)).size).toBe(1);
  expect(mark("2001:db8:1:3::1")).not.toBe(mark("2001:db8:1:2::1"));
  expect(mark("2001:db8::2:1")).toBe(mark("2001:db8::9"));
});

test("IPv4 stays whole, however it is written", () => {
  expect(mark("203.0.113.7")).not.toBe(mark("203.0.113.8"));
  expect(mark("::ffff:203.0.113.7")).toBe(mark("203.0.113.7"));
  expect(mark("::ffff:cb00:7107")).toBe(mark("203.0.113.7"));
  expect(mark("::ffff:203.0.113.7")).not.toBe(mark("::ffff:203.0.113.8"));
});

test.each([
  ["::1", "0:0:0:0::/64"],
  ["fe80::1%eth0", "fe80:0:0:0::/64"],
  ["::", "0:0:0:0::/64"],
  ["1:2:3:4:5:6:7::", "1:2:3:4::/64"],
  ["10.0.0.1", "10.0.0.1"],
  ["", ""],
])("the network of %s is %s", (address, network) => {
  expect(networkOf(address)).toBe(network);
});
