import { beforeAll, expect, test } from "vitest";
import { QUALITY_GATES } from "#domain/quality-gate.ts";
import { mustAccept } from "#domain/result.ts";
import { listFailedGates, publishVersion, withdrawVersion } from "#publication/publish.ts";
import { seedDemoAccounts } from "#store/demo-accounts.ts";
import { asWorker } from "#store/transact.ts";
import { projectForTests, publicHouseForTests } from "#test/public-house.ts";
import { deskForTests } from "#test/store.ts";
import { overrideGate, readGates } from "./override-gate.ts";

const desk = deskForTests();
const tools = publicHouseForTests(desk);
const REASON = "sampel 200 keluarga diperiksa, berita acara 15/2026";
let second = 0;

beforeAll(async () => {
  mustAccept(await seedDemoAccounts(desk(), "33.07"), "accounts");
  await projectForTests(tools(), { label: "2026-1", families: 30 });
  mustAccept(await publish("2026-1"), "the first");
  second = await projectForTests(tools(), { label: "2026-2", families: 30 });
  await judged(second, { removed: 31, "decile-shift": 140, unmatched: 12 });
});

const publish = (label: string) => publishVersion(desk(), { label, publishedBy: "bps-steward" });

/** Rows as freezing writes them: every gate, with those that are above a bound of 20 failed. */
async function judged(versionNo: number, figures: Readonly<Record<string, number>>): Promise<void> {
  await asWorker(desk(), async (tx) => {
    for (const gate of QUALITY_GATES) {
      const figure = figures[gate] ?? null;
      const outcome = figure === null ? "first" : figure > 20 ? "failed" : "passed";
      await tx.query("insert into dtsen.version_gate values ($1, $2, $3, 20, $4, 'test')", [
        versionNo,
        gate,
        figure,
        outcome,
      ]);
    }
  });
}

const override = async (gate: string, by: string, reason = REASON, label = "2026-2") => {
  const answer = await overrideGate(desk(), { label, gate, by, reason });
  return answer.ok ? answer.value : answer.problem;
};
const pointer = async () => {
  const { rows } = await desk().owner.query<{ label: string }>(
    "select label from dtsen.publication_pointer join dtsen.version using (version_no)",
  );
  return rows[0]?.label;
};

test("a version with a failed gate is not published, and is told which, by which figure and bound", async () => {
  expect(await publish("2026-2")).toEqual({
    ok: false,
    problem: "quality-gates-failed",
    failedGates: [
      { gate: "decile-shift", figure: 140, bound: 20, overrides: 0 },
      { gate: "removed", figure: 31, bound: 20, overrides: 0 },
    ],
  });
  expect(await listFailedGates(desk(), "2026-2")).toHaveLength(2);
  expect(await pointer()).toBe("2026-1");
});

test("no pointer is set around the gates either", async () => {
  const jump = asWorker(desk(), (tx) =>
    tx.query("update publication_pointer set version_no = $1", [second]),
  );
  await expect(jump).rejects.toThrow(/failed quality gates/);
  expect(await pointer()).toBe("2026-1");
});

test.each([
  ["removed", "village-operator", REASON, "overriding-right-not-held"],
  ["removed", "bps-statistician", REASON, "overriding-right-not-held"],
  ["removed", "nobody", REASON, "overriding-right-not-held"],
  ["removed", "bps-steward", "diperiksa", "reason-too-short"],
  ["unmatched", "bps-steward", REASON, "gate-not-failed"],
  ["completeness", "bps-steward", REASON, "gate-not-failed"],
  ["beauty", "bps-steward", REASON, "gate-unknown"],
])("nobody answers for %s as %s: %s, %s", async (gate, by, reason, problem) => {
  expect(await override(gate, by, reason)).toBe(problem);
});

test("one person is not two, not even under the same name in capitals", async () => {
  expect(await override("removed", "bps-steward")).toBe("waits");
  expect(await override("removed", "bps-steward")).toBe("overridden-already");
  expect(await override("removed", "BPS-Steward")).toBe("overridden-already");
  const failed = await listFailedGates(desk(), "2026-2");
  expect(failed.map(({ gate, overrides }) => [gate, overrides])).toEqual([
    ["decile-shift", 0],
    ["removed", 1],
  ]);
});

test("two people answer for each gate alone: one gate's word is no other's", async () => {
  expect(await override("removed", "bps-steward-2")).toBe("in-force");
  expect(await publish("2026-2")).toMatchObject({
    failedGates: [{ gate: "decile-shift", overrides: 0 }],
  });
  expect(await override("decile-shift", "bps-steward-2")).toBe("waits");
  // All but one word: neither the act nor the pointer goes through on it.
  expect(await publish("2026-2")).toMatchObject({
    failedGates: [{ gate: "decile-shift", overrides: 1 }],
  });
  expect(await pointer()).toBe("2026-1");
  expect(await override("decile-shift", "bps-steward")).toBe("in-force");
  const gates = mustAccept(await readGates(desk(), "2026-2"), "gates");
  expect(gates.map(({ gate }) => gate)).toEqual(QUALITY_GATES);
  const removed = gates.find(({ gate }) => gate === "removed");
  expect(removed?.overrides.map(({ by, reason }) => [by, reason])).toEqual([
    ["bps-steward", REASON],
    ["bps-steward-2", REASON],
  ]);
  mustAccept(await publish("2026-2"), "published");
  expect(await pointer()).toBe("2026-2");
});

test("every word stands in the audit log, with its reason; none is taken back or changed", async () => {
  const { rows } = await desk().owner.query(
    `select actor, purpose_code, version_no, detail->>'gate' as gate, detail->>'reason' as reason
     from dtsen.audit_entry where act = 'override-gate' order by entry_no`,
  );
  const said = { purpose_code: "publication", version_no: second, reason: REASON };
  expect(rows).toEqual([
    { ...said, actor: "cli:bps-steward", gate: "removed" },
    { ...said, actor: "cli:bps-steward-2", gate: "removed" },
    { ...said, actor: "cli:bps-steward-2", gate: "decile-shift" },
    { ...said, actor: "cli:bps-steward", gate: "decile-shift" },
  ]);
  for (const sql of [
    "delete from dtsen.gate_override",
    "update dtsen.gate_override set reason = 'lain sekali dari semula'",
    "insert into dtsen.gate_override values (1, 'removed', 1, 'langsung ke dalam tabel saja')",
    "update dtsen.version_gate set outcome = 'passed'",
    "delete from dtsen.version_gate",
  ]) {
    await expect(
      asWorker(desk(), (tx) => tx.query(sql)),
      sql,
    ).rejects.toThrow(/permission denied/);
  }
});

test("after it is published nothing is left to answer for; going back asks no gate again", async () => {
  expect(await override("removed", "bps-steward")).toBe("version-is-published");
  const back = await withdrawVersion(desk(), {
    label: "2026-2",
    withdrawnBy: "bps-steward",
    reason: "salah model",
  });
  expect(mustAccept(back, "withdrawn").label).toBe("2026-1");
});
