import { generateKeyPairSync } from "node:crypto";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { deskForTests } from "#test/store.ts";
import { recordWork } from "./audit.ts";
import { exportAudit } from "./audit-export.ts";
import { verifyAudit } from "./audit-verify.ts";
import { seal } from "./seal.ts";
import { asWorker } from "./transact.ts";

const desk = deskForTests();
const folder = mkdtempSync(join(tmpdir(), "dtsen-seal-"));
const good = join(folder, "good");
const witness = join(folder, "witness");
let publicKey = "";

async function note(count: number): Promise<void> {
  await asWorker(desk(), async (tx) => {
    for (let i = 0; i < count; i++) {
      await recordWork(
        tx,
        { username: "bps-steward", purpose: "update" },
        { act: "read-family-sheet", subjectKind: "family", subjectId: i, fieldsClass: "facts" },
      );
    }
  });
}

/**
 * Other tests write in databases of the same server, and rows wait for every older transaction of it: they may be sealed in
 * several turns, one after the other.
 */
async function sealTo(last: number, witnesses: readonly string[], clock: () => Date) {
  let from: number | undefined;
  for (let tries = 0; tries < 600; tries++) {
    for (const checkpoint of await seal(desk(), witnesses, clock)) {
      from ??= checkpoint.from;
      if (checkpoint.to === last) return { ...checkpoint, from };
    }
    await new Promise((soon) => setTimeout(soon, 100));
  }
  throw new Error(`entry ${last} was not sealed within a minute`);
}

beforeAll(async () => {
  const clock = () => new Date("2026-11-21T10:00:00Z");
  await note(5);
  await sealTo(5, [witness], clock);
  await note(7);
  await sealTo(12, [witness], clock);
  await note(1);
  await sealTo(13, [witness], clock);
  await exportAudit(desk(), good);
  publicKey = readFileSync(join(witness, "audit-public.pem"), "utf8");
});

let exportFile = "";
let checkpoints = "";
beforeEach(() => {
  const own = mkdtempSync(join(folder, "case-"));
  exportFile = join(own, "export");
  checkpoints = join(own, "witness");
  cpSync(good, exportFile);
  cpSync(witness, checkpoints, { recursive: true });
});

const check = () => verifyAudit({ exportFile, witnessFolders: [checkpoints], publicKey });
const lines = () => readFileSync(exportFile, "utf8").split("\n").slice(0, -1);
const write = (all: string[]) => writeFileSync(exportFile, `${all.join("\n")}\n`);

test("what was sealed verifies: thirteen entries under three checkpoints", async () => {
  expect(await check()).toEqual({ ok: true, entries: 13, checkpoints: 3 });
});

test.each<[string, (all: string[]) => string[], string, number]>([
  [
    "edited",
    (all) => all.with(3, (all[3] ?? "").replace('"family": 3', '"family": 4')),
    "entry-changed",
    4,
  ],
  ["deleted", (all) => all.toSpliced(6, 1), "entry-out-of-order", 7],
  ["inserted", (all) => all.toSpliced(6, 0, all[5] ?? ""), "entry-out-of-order", 7],
  ["reordered", (all) => all.with(1, all[2] ?? "").with(2, all[1] ?? ""), "entry-out-of-order", 2],
  ["truncated", (all) => all.slice(0, 9), "log-truncated", 10],
  ["truncated at a checkpoint", (all) => all.slice(0, 12), "log-truncated", 13],
])("an %s row is found, and named", async (_how, change, problem, entry) => {
  write(change(lines()));
  expect(await check()).toMatchObject({ ok: false, problem, entry });
});

test("a row edited together with its digest is found by the root", async () => {
  const { leafDigest } = await import("./merkle.ts");
  const all = lines();
  const text = (all[8] ?? "").slice(65).replace('"rows": 1', '"rows": 9');
  write(all.with(8, `${leafDigest(text).toString("hex")} ${text}`));
  expect(await check()).toMatchObject({ ok: false, problem: "root-differs", entry: 6 });
});

test("a checkpoint that was changed, dropped, or signed by another is refused", async () => {
  const names = readdirSync(checkpoints).filter((name) => name.startsWith("checkpoint"));
  const second = join(checkpoints, names[1] ?? "");
  const text = readFileSync(second, "utf8");
  writeFileSync(second, text.replace("to 12", "to 11"));
  expect(await check()).toMatchObject({ ok: false, problem: "signature-wrong" });
  rmSync(second);
  expect(await check()).toMatchObject({ ok: false, problem: "checkpoint-missing" });
  writeFileSync(second, `${text} `);
  expect(await check()).toMatchObject({ ok: false, problem: "checkpoint-unreadable" });
  writeFileSync(second, text);
  const stranger = generateKeyPairSync("ed25519").publicKey.export({ type: "spki", format: "pem" });
  const other = { exportFile, witnessFolders: [checkpoints], publicKey: stranger.toString() };
  expect(await verifyAudit(other)).toMatchObject({ ok: false, problem: "signature-wrong" });
});

test("a replayed checkpoint and a witness that was told otherwise are found", async () => {
  const first = readFileSync(join(checkpoints, "checkpoint-0000000001.txt"), "utf8");
  writeFileSync(join(checkpoints, "checkpoint-0000000002.txt"), first);
  expect(await check()).toMatchObject({ ok: false, problem: "checkpoint-missing" });
  const both = { exportFile, witnessFolders: [witness, witness], publicKey };
  expect(await verifyAudit(both)).toMatchObject({ ok: true });
});

test("a witness that is not there is told, never passed over", async () => {
  const witnessFolders = [checkpoints, join(folder, "nobody")];
  expect(await verifyAudit({ exportFile, witnessFolders, publicKey })).toMatchObject({
    ok: false,
    problem: "witness-missing",
  });
});

test("an older backup with an honest log of its day is found by the witness", async () => {
  write(lines().slice(0, 5));
  expect(await check()).toMatchObject({ ok: false, problem: "log-truncated", entry: 6 });
});

test("rows change for nobody: not the application, not the worker, not even the owner", async () => {
  for (const pool of [desk().app, desk().worker, desk().sealer, desk().auditor, desk().owner]) {
    for (const act of [
      "update dtsen.audit_entry set act = 'x'",
      "delete from dtsen.audit_entry",
      "truncate dtsen.audit_entry",
      "update dtsen.audit_leaf set seq = 0",
      "delete from dtsen.audit_checkpoint",
    ]) {
      await expect(pool.query(act)).rejects.toThrow(/permission denied|append-only/);
    }
  }
});

test("an open transaction's entry waits, and is sealed in its turn", async () => {
  const client = await desk().worker.connect();
  await client.query("begin");
  await client.query(
    `insert into dtsen.audit_entry (actor, act, subject_kind) values ('cli:x', 'slow', 'none')`,
  );
  await note(2);
  expect(await seal(desk(), [], () => new Date())).toEqual([]);
  await client.query("commit");
  client.release();
  expect(await sealTo(16, [], () => new Date())).toMatchObject({ from: 14, to: 16 });
});

test("personal reads stop when the oldest unsealed entry is older than fifteen minutes", async () => {
  await note(1);
  const behind = async () =>
    (await desk().owner.query("select dtsen.audit_is_behind() as behind")).rows[0].behind;
  expect(await behind()).toBe(false);
  await desk().owner.query(`insert into dtsen.audit_entry (at, act, subject_kind)
    overriding system value values (now() - interval '16 minutes', 'old', 'none')`);
  await sealTo(18, [], () => new Date());
  expect(await behind()).toBe(false);
  await desk().owner.query(`insert into dtsen.audit_entry (at, act, subject_kind)
    values (now() - interval '16 minutes', 'old', 'none')`);
  expect(await behind()).toBe(true);
  await expect(
    desk().app.query(
      "select * from dtsen.public_check_codes(array['\\x00'::bytea], array['a'], 10, array['r'])",
    ),
  ).rejects.toThrow("audit-unsealed");
});
