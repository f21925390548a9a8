import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import type { PlainDate } from "#domain/plain-date.ts";
import { signIn, totpCode } from "#store/accounts.ts";
import { DEMO_PASSWORD, demoSecret, seedDemoAccounts } from "#store/demo-accounts.ts";
import { asSession, asWorker, type Tx } from "#store/transact.ts";
import { villageOf } from "#test/frozen-version.ts";
import { deskForTests } from "#test/store.ts";
import {
  followUnidentified,
  listOverdue,
  readEvents,
  registerUnidentified,
} from "./unidentified.ts";

const desk = deskForTests();
const day = (text: string) => text as PlainDate;
let token = "";

beforeAll(async () => {
  const seeded = await seedDemoAccounts(desk(), villageOf(1).slice(0, 4));
  if (!seeded.ok) throw new Error(seeded.problem);
  const totp = totpCode(demoSecret("village-operator"), new Date());
  const asked = { name: "village-operator", password: DEMO_PASSWORD, totp };
  const session = await signIn(desk(), asked, new Date());
  if (!session.ok) throw new Error(session.problem);
  token = session.value.token;
});

const act = <T>(work: (tx: Tx) => Promise<T>) => asSession(desk(), token, "verification", work);

test("found, referred, past its clock, promoted: one id, and the history stays", async () => {
  const draft = {
    clientId: randomUUID(),
    description: "lansia, tanpa kartu, di pasar",
    villageNo: Number(villageOf(1)),
    foundOn: day("2026-02-01"),
  };
  const first = await act((tx) => registerUnidentified(tx, draft));
  expect(await act((tx) => registerUnidentified(tx, draft))).toEqual({ ...first, isRepeat: true });

  const id = first.unidentifiedId;
  const follow = (event: Parameters<typeof followUnidentified>[2]) =>
    act((tx) => followUnidentified(tx, id, event));
  expect(await follow({ kind: "reminded", on: day("2026-02-02") })).toMatchObject({
    problem: "not-referred",
  });
  const referral = { referredTo: "dukcapil", dueOn: day("2026-02-16") };
  expect(await follow({ kind: "referred", on: day("2026-02-02"), ...referral })).toMatchObject({
    value: "referred",
  });
  expect(await act((tx) => listOverdue(tx, day("2026-02-16")))).toEqual([]);
  expect(await act((tx) => listOverdue(tx, day("2026-02-17")))).toHaveLength(1);
  expect(await follow({ kind: "promoted", on: day("2026-03-01") })).toMatchObject({
    problem: "person-unknown",
  });
  const promotion = { kind: "promoted", on: day("2026-03-01"), personId: 77 } as const;
  expect(await follow(promotion)).toMatchObject({ value: "promoted" });
  expect(await follow({ kind: "noted", on: day("2026-03-02") })).toMatchObject({
    problem: "already-ended",
  });
  const events = await act((tx) => readEvents(tx, id));
  expect(events.map(({ kind }) => kind)).toEqual(["found", "referred", "promoted"]);
});

test("every step left its audit row", async () => {
  const { rows } = await desk().auditor.query<{ n: number }>(
    "select count(*)::int as n from audit_entry where act like 'unidentified-%'",
  );
  expect(rows[0]?.n).toBe(3);
});

test("the history cannot be changed, not even by a job", async () => {
  const change = asWorker(desk(), (tx) => tx.query("delete from unidentified_event"));
  await expect(change).rejects.toThrow(/permission denied|append-only/);
});
