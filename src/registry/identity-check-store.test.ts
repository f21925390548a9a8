import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import type { PlainDate } from "#domain/plain-date.ts";
import { seedDemoAccounts } from "#store/demo-accounts.ts";
import { asWorker, type Tx } from "#store/transact.ts";
import { deskForTests } from "#test/store.ts";
import type { DatedAnswer } from "./identity-check.ts";
import { countChecks, recordIdentityAnswers } from "./identity-check-store.ts";
import { type Candidate, listDue, markSent, openQuestions } from "./identity-question-store.ts";

const desk = deskForTests();
const HERE = 3307012001n;
const fields = {
  nik: "same",
  name: "same",
  "birth-date": "same",
  kk: "different",
  sex: "same",
} as const;

const person = (personId: bigint, isWanted = true): Candidate => ({
  personId,
  familyId: null,
  villageNo: HERE,
  domicileVillageNo: HERE,
  isWanted,
});
const answer = (questionId: string, day: string, kk: "same" | "different"): DatedAnswer => ({
  questionId,
  fields: { ...fields, kk },
  life: "alive",
  answeredOn: day as PlainDate,
});

async function versionOf(tx: Tx): Promise<number> {
  const [row] = await tx.query<{ version_no: number }>(
    `insert into dtsen.version (label, basis, as_of, built_by)
     values (gen_random_uuid()::text, 'persons', '2026-01-01', 'test') returning version_no`,
  );
  return row?.version_no ?? 0;
}

const asking = (versionNo: number, today: string, lostSince = "2026-01-01") => ({
  versionNo,
  adapter: "bulk-file" as const,
  askedBy: "bps-steward",
  today: today as PlainDate,
  lostSince: lostSince as PlainDate,
  atMost: 100,
});
const ask = (tx: Tx, people: readonly Candidate[], draft: ReturnType<typeof asking>) =>
  openQuestions(
    tx,
    people,
    people.map(() => randomUUID()),
    draft,
  );

test("who was asked is not asked again before there is an answer, a lost question, or a re-check", async () => {
  await asWorker(desk(), async (tx) => {
    const version = await versionOf(tx);
    const people = [person(7n), person(8n, false)];
    const [first, ...others] = await ask(tx, people, asking(version, "2026-11-01"));
    expect(others).toEqual([]);
    const questionId = first?.questionId ?? "";
    await markSent(tx, [questionId], "2026-11-01" as PlainDate);
    expect(await ask(tx, people, asking(version, "2026-11-02"))).toEqual([]);
    const lost = asking(version, "2026-11-20", "2026-11-06");
    expect(await listDue(tx, lost)).toEqual(["7"]);
    expect(await ask(tx, people, lost)).toEqual([{ personId: "7", questionId }]);

    await recordIdentityAnswers(tx, [answer(questionId, "2026-11-20", "different")], undefined);
    expect(await ask(tx, people, asking(version, "2026-12-19"))).toEqual([]);
    expect(await listDue(tx, asking(version, "2026-12-19"))).toEqual([]);
    expect(await listDue(tx, asking(version, "2026-12-20"))).toEqual(["7"]);
    const again = await ask(tx, people, asking(version, "2026-12-20"));
    expect(again.map(({ personId }) => personId)).toEqual(["7"]);
    await markSent(tx, [again[0]?.questionId ?? ""], "2026-12-20" as PlainDate);
    expect(await ask(tx, people, asking(version, "2026-12-20", "2026-12-19"))).toEqual([]);
    const agrees = answer(again[0]?.questionId ?? "", "2026-12-21", "same");
    await recordIdentityAnswers(tx, [agrees], undefined);
    expect(await ask(tx, people, asking(version, "2030-01-01", "2029-01-01"))).toEqual([]);
    const kept = await tx.query<object>("select * from dtsen.identity_check");
    expect(JSON.stringify(kept)).not.toMatch(/\d{16}/);
  });
});

test("an answer counts once, and only where its officer serves", async () => {
  await seedDemoAccounts(desk(), "33.07");
  const officer = "civil-registry-officer";
  await desk().owner.query(
    `update dtsen.appointment set village_lo = 3307000000, village_hi = 3307999999 where role_code = $1`,
    [officer],
  );
  await asWorker(desk(), async (tx) => {
    const version = await versionOf(tx);
    const elsewhere = { ...person(22n), villageNo: 3204012001n };
    const opened = await ask(tx, [person(21n), elsewhere], asking(version, "2026-11-01"));
    const [here = "", there = ""] = opened.map(({ questionId }) => questionId);
    const said = [here, there, "nothing-of-ours", here].map((id) =>
      answer(id, "2026-11-02", "different"),
    );
    const counts = { recorded: 1, repeated: 1, unknown: 1, outside: 1 };
    expect(await recordIdentityAnswers(tx, said, officer)).toEqual(counts);
    const again = { recorded: 0, repeated: 2, unknown: 1, outside: 1 };
    expect(await recordIdentityAnswers(tx, said, officer)).toEqual(again);
    expect(await recordIdentityAnswers(tx, said.slice(1, 2), "bps-steward")).toMatchObject({
      outside: 1,
    });
    const figures = await countChecks(tx, "2026-12-02" as PlainDate);
    expect(figures.outcomes.find(({ outcome }) => outcome === "kk-beda")?.due).toBeGreaterThan(0);
    expect(figures.open).toBeGreaterThan(0);
  });
});

test("nobody who is hidden for safety is asked about", async () => {
  const suppress = `insert into dtsen.suppression (unit, unit_id, ground, ordered_by, village_no)
    values ('person', 31, 'threat', 1, ${HERE})`;
  await desk().owner.query(suppress);
  await asWorker(desk(), async (tx) => {
    const version = await versionOf(tx);
    const opened = await ask(tx, [person(31n), person(32n)], asking(version, "2026-11-01"));
    expect(opened.map(({ personId }) => personId)).toEqual(["32"]);
    // Who is left out takes nobody's place.
    const people = [person(31n), person(33n), person(34n)];
    const one = { ...asking(version, "2026-11-01"), atMost: 1 };
    const instead = await ask(tx, people, one);
    expect(instead.map(({ personId }) => personId)).toEqual(["33"]);
  });
});

test("a lost question about somebody hidden since does not go out again; its late answer is kept", async () => {
  const lost = (version: number) => asking(version, "2026-11-20", "2026-11-06");
  const [version, questionId] = await asWorker(desk(), async (tx) => {
    const made = await versionOf(tx);
    const [opened] = await ask(tx, [person(41n), person(42n)], asking(made, "2026-11-01"));
    const id = opened?.questionId ?? "";
    await markSent(tx, [id], "2026-11-01" as PlainDate);
    return [made, id];
  });
  await desk().owner.query(
    `insert into dtsen.suppression (unit, unit_id, ground, ordered_by, village_no)
     values ('person', 41, 'threat', 1, ${HERE})`,
  );
  await asWorker(desk(), async (tx) => {
    const again = await ask(tx, [person(41n), person(42n)], lost(version));
    expect(again.map(({ personId }) => personId)).toEqual(["42"]);
    const [open] = await tx.query<{ sent_on: string | null }>(
      "select sent_on::text from dtsen.identity_question where question_id = $1",
      [questionId],
    );
    expect(open?.sent_on).toBe("2026-11-01");
    const late = [answer(questionId, "2026-11-21", "same")];
    expect(await recordIdentityAnswers(tx, late, undefined)).toMatchObject({ recorded: 1 });
  });
});

test("who is due is listed whole: those who may not be asked take nobody's turn", async () => {
  await asWorker(desk(), async (tx) => {
    const version = await versionOf(tx);
    const people = [person(51n), person(52n)];
    const opened = await ask(tx, people, asking(version, "2026-11-01"));
    const ids = opened.map(({ questionId }) => questionId);
    await markSent(tx, ids, "2026-11-01" as PlainDate);
    const lost = { ...asking(version, "2026-11-20", "2026-11-06"), atMost: 1 };
    expect(await listDue(tx, lost)).toEqual(expect.arrayContaining(["51", "52"]));
    // 51 is in the version no more, or has no NIK: the next one is asked.
    const asked = await ask(tx, people.slice(1), lost);
    expect(asked.map(({ personId }) => personId)).toEqual(["52"]);
  });
});

test("the own answer says when to ask again; one about an id that merged only where it decided", async () => {
  await asWorker(desk(), async (tx) => {
    const version = await versionOf(tx);
    const people = [person(61n), person(62n), person(63n)];
    const opened = await ask(tx, people, asking(version, "2026-11-01"));
    const [first = "", second = "", third = ""] = opened.map(({ questionId }) => questionId);
    const said = [
      answer(first, "2026-11-03", "different"),
      answer(second, "2026-11-02", "same"),
      answer(third, "2026-11-02", "same"),
    ];
    await recordIdentityAnswers(tx, said, undefined);
    const next = await versionOf(tx);
    await tx.query("insert into dtsen.person_redirect values ($1, 61, 62), ($1, 63, 64)", [next]);
    // 62 was answered for good; 64 only as 63, and the version cannot prove who that is.
    const merged = [person(62n), person(64n), person(65n, false)];
    const asked = await ask(tx, merged, asking(next, "2027-11-01"));
    expect(asked.map(({ personId }) => personId)).toEqual(["64"]);
  });
});
