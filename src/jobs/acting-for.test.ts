import { beforeAll, expect, test } from "vitest";
import { seedDemoAccounts } from "#store/demo-accounts.ts";
import { deskForTests } from "#test/store.ts";
import { mayExportAuditAs, mayReceiveAs } from "./acting-for.ts";

const desk = deskForTests();
beforeAll(async () => void (await seedDemoAccounts(desk(), "33.07")));

test("only who oversees takes the audit trail out of the house", async () => {
  const may = async (name: string) => (await mayExportAuditAs(desk(), name)).ok;
  expect([await may("auditor"), await may("data-protection-officer")]).toEqual([true, true]);
  const others = ["bps-steward", "account-admin", "regency-supervisor", "cli", ""];
  for (const name of others) expect(await may(name), name).toBe(false);
});

test("only the steward of BPS brings data in", async () => {
  const may = async (name: string) => (await mayReceiveAs(desk(), name)).ok;
  expect(await may("bps-steward")).toBe(true);
  const others = ["bps-statistician", "village-operator", "ministry-officer", "cli", ""];
  for (const name of others) expect(await may(name), name).toBe(false);
});
