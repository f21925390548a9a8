import { expect, test } from "vitest";
import type { PlainDate } from "#domain/plain-date.ts";
import { asWorker } from "#store/transact.ts";
import { deskForTests } from "#test/store.ts";
import type { IdentityAnswer } from "./identity-check.ts";
import { listDueChecks, recordIdentityAnswers } from "./identity-check-store.ts";

const desk = deskForTests();
const fields = {
  nik: "same",
  name: "same",
  "birth-date": "same",
  kk: "different",
  sex: "same",
} as const;

test("an answer is kept without values, and asked again when it is due, once", async () => {
  const stale: IdentityAnswer = { questionId: "q1", fields, life: "alive" };
  const now: IdentityAnswer = {
    questionId: "q1",
    fields: { ...fields, kk: "same" },
    life: "alive",
  };
  await asWorker(desk(), async (tx) => {
    await tx.query(
      "insert into dtsen.version (label, basis, as_of, built_by) values ('t', 'persons', '2026-01-01', 'test')",
    );
    const [row] = await tx.query<{ version_no: number }>("select version_no from dtsen.version");
    const person = {
      questionId: "q1",
      personId: 7,
      familyId: 3,
      versionNo: row?.version_no ?? 0,
      villageNo: 3204012001,
      domicileVillageNo: 3204012001,
    };
    const shared = { adapter: "web-service", people: [person] } as const;
    const record = (answer: IdentityAnswer, today: string) =>
      recordIdentityAnswers(tx, { ...shared, answers: [answer], today: today as PlainDate });
    expect(await record(stale, "2026-11-01")).toBe(1);
    expect(await listDueChecks(tx, "2026-11-30" as PlainDate, 10)).toEqual([]);
    expect(await listDueChecks(tx, "2026-12-01" as PlainDate, 10)).toEqual([
      { personId: 7, recheckOn: "2026-12-01" },
    ]);
    await record(now, "2026-12-01");
    expect(await listDueChecks(tx, "2027-12-01" as PlainDate, 10)).toEqual([]);
    const kept = await tx.query<{ answers: object }>("select answers from dtsen.identity_check");
    expect(JSON.stringify(kept)).not.toMatch(/\d{16}/);
  });
});
