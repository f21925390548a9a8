import { randomUUID } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { beforeAll, expect, test } from "vitest";
import type { Claims, ReviewPage, ReviewPair, ReviewReceipt } from "#contract/identity-reviews.ts";
import type { ReviewFigures, ReviewStatistics } from "#contract/review-quality.ts";
import { readSettings } from "#settings.ts";
import { seedDemoAccounts } from "#store/demo-accounts.ts";
import { publishFamilies } from "#test/desk-fixture.ts";
import { plantReviews } from "#test/review-fixture.ts";
import { callerWith } from "#test/sign-in.ts";
import { deskForTests, sessionForTests } from "#test/store.ts";
import { buildServer } from "./server.ts";

const desk = deskForTests();
const HERE = 3204052001;
const ELSEWHERE = 5171010001;
let app: FastifyInstance;
let pairs: readonly string[] = [];

const PLAIN = 0;
const DOUBLE = 1;
const AID = 2;
const GOLD = 3;
const AWAY = 4;
const ACROSS = 5;
const SPARE = 6;

beforeAll(async () => {
  await seedDemoAccounts(desk(), "3204");
  const versionNo = await publishFamilies(
    desk(),
    [1, 2].map((n) => ({
      familyId: n,
      villageNo: HERE,
      headName: `Peraga ${n}`,
      nik: `993204570580000${n}`,
      kk: `993204010115000${n}`,
    })),
  );
  pairs = await plantReviews(desk(), versionNo, [
    { villageNo: HERE, chancePermille: 520, right: { name: "SITI AMINAH WATI", nik: null } },
    { villageNo: HERE, isDouble: true },
    { villageNo: HERE, stake: "receives", people: [10, 20] },
    { villageNo: HERE, truth: "same", people: [30, 30], left: { nik: null } },
    { villageNo: ELSEWHERE },
    { villageNo: HERE, otherVillageNo: ELSEWHERE },
    { villageNo: HERE },
  ]);
  const settings = { ...readSettings({}), keyFolder: desk().settings.keyFolder };
  app = await buildServer({ desk: desk(), settings, clock: () => new Date(), webFolder: "web" });
});

async function as(role: string) {
  const ask = callerWith(app, { cookie: `dtsen=${await sessionForTests(desk(), role)}` });
  const act = async <Body = ReviewReceipt>(
    url: string,
    body: object,
    key: string = randomUUID(),
  ) => {
    const headers = { "idempotency-key": key };
    const got = await ask("POST", `/api/v1/identity-reviews${url}`, { body, headers });
    return { status: got.status, body: got.body as Body & { readonly code?: string } };
  };
  return {
    read: async <Body>(url: string) => {
      const got = await ask("GET", `/api/v1/identity-reviews${url}`);
      return { status: got.status, body: got.body as Body, text: got.text };
    },
    claim: async (take = 5, later: readonly string[] = []) =>
      (await act<Claims>("/claims", { take, later })).body.items.map(({ pairId }) =>
        pairs.indexOf(pairId),
      ),
    answer: async (pair: number, verdict: string, more: object = {}) =>
      await act(`/${pairs[pair]}/answers`, { verdict, ...more }),
    confirm: async (pair: number, answer: string) =>
      await act(`/${pairs[pair]}/confirmation`, { answer, reason: "diperiksa bersama" }),
    undo: async (pair: number) => await act(`/${pairs[pair]}/undo`, { reason: "salah tekan" }),
    act,
  };
}

const book = async (pair: number) =>
  (
    await desk().owner.query<{ verdict: string; ground: string; two: boolean }>(
      `select verdict, ground, confirmed_by is not null as two from dtsen.identity_decision where pair_id = $1
       order by decision_no`,
      [pairs[pair]],
    )
  ).rows;
const stateOf = async (pair: number) =>
  (
    await desk().owner.query<{ state: string }>(
      "select state from dtsen.review_pair where pair_id = $1",
      [pairs[pair]],
    )
  ).rows[0]?.state;

test("a reviewer takes the worthiest pairs of the own region; nobody else gets them, but the second of a blind double", async () => {
  const [one, other] = [await as("regency-verifier"), await as("civil-registry-officer")];
  expect(await one.claim(2)).toEqual([PLAIN, DOUBLE]);
  expect(await one.claim(2)).toEqual([PLAIN, DOUBLE]);
  // Known truth is asked of everybody; what is held is skipped, what lies elsewhere is the nation's.
  expect(await other.claim()).toEqual([DOUBLE, AID, GOLD, AWAY, ACROSS]);
  expect(await one.claim()).toEqual([PLAIN, DOUBLE, GOLD, SPARE]);
  expect(await one.claim(5, [pairs[SPARE] ?? ""])).toEqual([PLAIN, DOUBLE, GOLD]);
  expect((await other.act("/claims", { take: 9 })).status).toBe(400);
});

test("a pair: both records, masked, field by field, with a waterfall that adds up; and an audit row for each", async () => {
  const { read } = await as("regency-verifier");
  const { status, body, text } = await read<ReviewPair>(`/${pairs[PLAIN]}`);
  expect(status).toBe(200);
  expect(text).not.toContain("9932045705800001");
  expect(body.fields.map(({ field, answer }) => `${field} ${answer}`)).toEqual([
    "name near",
    "nik not-known",
    "kk same",
    "birth-date same",
    "sex same",
    "mother-name same",
    "address same",
    "village same",
  ]);
  const { prior, bars, cap, sum } = body.waterfall;
  const added = [prior, ...bars, ...(cap === undefined ? [] : [cap])].reduce(
    (n, bar) => n + bar.milliBits,
    0,
  );
  expect([added, sum.milliBits, cap?.milliBits]).toEqual([3_000, 3_000, -1_000]);
  expect(body.whyNow.en).toContain("52 % chance of one person");
  expect(body.sides.map(({ isRegister, family }) => [isRegister, family.length])).toEqual([
    [false, 1],
    [true, 1],
  ]);
  expect(body.may).toEqual({ answer: true, confirm: false, undo: false });
  const { rows } = await desk().owner.query(
    `select subject_id::int, purpose_code, fields_class, detail ->> 'role' as role from dtsen.audit_entry
     where act = 'read-review-pair' order by entry_no`,
  );
  expect(rows).toEqual(
    [1_000_010, 1_000_020].map((subject_id) => ({
      subject_id,
      purpose_code: "update",
      fields_class: "identity",
      role: "regency-verifier",
    })),
  );
});

test("a pair of known truth looks like any other, and never becomes a decision", async () => {
  const { read, answer, undo } = await as("regency-verifier");
  const gold = (await read<ReviewPair>(`/${pairs[GOLD]}`)).body;
  const plain = (await read<ReviewPair>(`/${pairs[PLAIN]}`)).body;
  expect(Object.keys(gold)).toEqual(Object.keys(plain));
  expect(gold.sides[0]?.recordKey).not.toContain("-");
  // Both records are person 30's: only the register's side says so.
  expect(gold.sides.map(({ personId }) => personId)).toEqual([undefined, "30"]);
  expect(gold.sides.map(({ familyId }) => familyId)).toEqual([undefined, "3"]);
  expect(gold.state).toBe("open");
  expect((await answer(GOLD, "same")).body.says).toEqual({
    id: "Dicatat: orang yang sama.",
    en: "Noted: the same person.",
  });
  expect([await stateOf(GOLD), await book(GOLD)]).toEqual(["open", []]);
  // A second thought is kept, but it is not what accuracy is reckoned from.
  await undo(GOLD);
  expect((await answer(GOLD, "different")).status).toBe(200);
  await expect(
    desk().owner.query(
      `insert into dtsen.identity_decision (pair_id, round, left_key, right_key, verdict, ground, touches_benefits, decided_by)
       select pair_id, 1, left_key, right_key, 'same', 'one-answer', false, 1 from dtsen.review_pair where pair_id = $1`,
      [pairs[GOLD]],
    ),
  ).rejects.toThrow("identity_decision_left_key_check");
});

test("one answer decides an ordinary pair; the same message twice acts once; it can be undone and answered anew", async () => {
  const { answer, act, undo } = await as("regency-verifier");
  const key = randomUUID();
  for (const _ of [1, 2]) {
    const said = await act(`/${pairs[PLAIN]}/answers`, { verdict: "same", seconds: 9 }, key);
    expect([said.status, said.body.waits]).toEqual([200, false]);
  }
  expect(await book(PLAIN)).toEqual([{ verdict: "same", ground: "one-answer", two: false }]);
  expect((await answer(PLAIN, "different")).body.code).toBe("answered-already");
  expect((await undo(PLAIN)).body.says.en).toBe(
    "Your answer is taken back. The pair is open again.",
  );
  expect((await answer(PLAIN, "different")).status).toBe(200);
  expect((await book(PLAIN)).map(({ verdict }) => verdict)).toEqual([
    "same",
    "undone",
    "different",
  ]);
  const settler = await as("regency-supervisor");
  const { history } = (await settler.read<ReviewPair>(`/${pairs[PLAIN]}`)).body;
  expect(history.map(({ says }) => says.en)).toContain("Decided: different people (one answer)");
  expect(history.some(({ reason }) => reason === "salah tekan")).toBe(true);
});

test("two blind answers that agree decide; nobody sees the first before the second", async () => {
  const [one, other] = [await as("regency-verifier"), await as("civil-registry-officer")];
  expect((await one.answer(DOUBLE, "different")).status).toBe(200);
  expect([await stateOf(DOUBLE), await book(DOUBLE)]).toEqual(["open", []]);
  const seen = await other.read<ReviewPair>(`/${pairs[DOUBLE]}`);
  expect(seen.body.history).toEqual([]);
  await other.answer(DOUBLE, "different");
  expect(await book(DOUBLE)).toEqual([{ verdict: "different", ground: "two-blind", two: true }]);
});

test("blind answers that differ go to a settler, who is a third person", async () => {
  const [one, other, third] = [
    await as("regency-verifier"),
    await as("civil-registry-officer"),
    await as("regency-supervisor"),
  ];
  await one.undo(DOUBLE);
  await one.answer(DOUBLE, "same");
  expect(await other.claim()).toContain(DOUBLE);
  await other.answer(DOUBLE, "unsure");
  expect(await stateOf(DOUBLE)).toBe("senior");
  expect((await one.answer(DOUBLE, "same")).body.code).toBe("answered-already");
  expect((await third.read<ReviewPair>(`/${pairs[DOUBLE]}`)).body).toMatchObject({
    state: "senior",
    may: { answer: true },
  });
  await third.answer(DOUBLE, "same");
  expect((await book(DOUBLE)).at(-1)).toEqual({ verdict: "same", ground: "settled", two: true });
});

test("where aid hangs on it: a reason, and a second person who is not the first; undone by two as well", async () => {
  const [nation, second] = [await as("civil-registry-officer"), await as("regency-supervisor")];
  const steward = await as("bps-steward");
  expect((await nation.answer(AID, "same")).body.code).toBe("reason-missing");
  const said = await nation.answer(AID, "same", { reason: "KK dan ibu sama" });
  expect(said.body).toMatchObject({ waits: true });
  expect([await stateOf(AID), await book(AID)]).toEqual(["second", []]);
  expect(
    (await nation.act(`/${pairs[AID]}/confirmation`, { answer: "confirm", reason: "yakin sekali" }))
      .status,
  ).toBe(403);
  const waiting = await second.read<ReviewPage>("?state=second");
  expect(waiting.body.items).toMatchObject([
    {
      pairId: pairs[AID],
      verdict: { en: "the same person" },
      reason: "KK dan ibu sama",
      may: { confirm: true },
    },
  ]);
  expect((await second.confirm(AID, "confirm")).status).toBe(200);
  expect(await book(AID)).toEqual([{ verdict: "same", ground: "two-people", two: true }]);

  expect((await second.undo(AID)).body.waits).toBe(true);
  expect((await second.confirm(AID, "confirm")).body.code).toBe("same-person");
  expect((await steward.confirm(AID, "reject")).status).toBe(200);
  expect(await stateOf(AID)).toBe("decided");
  await second.undo(AID);
  await steward.confirm(AID, "confirm");
  expect((await book(AID)).at(-1)).toEqual({ verdict: "undone", ground: "undone", two: true });
  expect(
    (await second.read<ReviewPage>("?state=undone")).body.items.map(({ pairId }) => pairId),
  ).toEqual([AID, DOUBLE, PLAIN].map((pair) => pairs[pair]));
});

test("a second person who rejects sends the merge to a third; nothing is merged meanwhile", async () => {
  const [nation, second, steward] = [
    await as("civil-registry-officer"),
    await as("regency-supervisor"),
    await as("bps-steward"),
  ];
  expect(await nation.claim()).toContain(AID);
  await nation.answer(AID, "same", { reason: "KK dan ibu sama" });
  expect((await second.confirm(AID, "reject")).status).toBe(200);
  expect(await stateOf(AID)).toBe("senior");
  await steward.answer(AID, "different");
  expect((await book(AID)).at(-1)).toMatchObject({ verdict: "different", ground: "settled" });
});

test("another region is not found; without a claim, or after it has lapsed, no answer is taken", async () => {
  const one = await as("regency-verifier");
  for (const pair of [AWAY, ACROSS]) {
    expect((await one.read(`/${pairs[pair]}`)).status).toBe(404);
    expect((await one.answer(pair, "same")).status).toBe(404);
  }
  const other = await as("civil-registry-officer");
  expect((await (await as("bps-steward")).answer(SPARE, "same")).body.code).toBe("claim-lapsed");
  await desk().owner.query("update dtsen.review_claim set until = now() - interval '1 second'");
  expect((await other.answer(AWAY, "same")).body.code).toBe("claim-lapsed");
  expect((await (await as("village-operator")).read("/figures")).status).toBe(403);
});

test("the log shows who said what and why, to those who oversee; not to those who might still answer blindly", async () => {
  const { rows } = await desk().owner.query<{ detail: Record<string, string> }>(
    `select detail from dtsen.audit_entry where act = 'confirm-review' and subject_id = 10 order by entry_no limit 1`,
  );
  expect(rows[0]?.detail).toMatchObject({
    pair: pairs[AID],
    verdict: "confirm",
    reason: "diperiksa bersama",
    role: "regency-supervisor",
  });
  const { rows: classes } = await desk().owner.query(
    "select distinct fields_class from dtsen.audit_entry where act in ('answer-review', 'confirm-review', 'undo-review')",
  );
  expect(classes).toEqual([{ fields_class: "inquiry" }]);
});

test("the book refuses what the functions never write: aid decided by one, one person as two, a change, a removal", async () => {
  const add = (said: string, by: string) =>
    desk().owner.query(
      `insert into dtsen.identity_decision (pair_id, round, left_key, right_key, verdict, ground, touches_benefits,
         decided_by, confirmed_by) values (1, 1, 1, 2, '${said}', 'one-answer', true, ${by})`,
    );
  await expect(add("same", "1, null")).rejects.toThrow("check constraint");
  await expect(add("undone", "1, null")).rejects.toThrow("check constraint");
  await expect(add("same", "1, 1")).rejects.toThrow("check constraint");
  await expect(
    desk().owner.query("update dtsen.identity_decision set verdict = 'same'"),
  ).rejects.toThrow("append-only");
  await expect(desk().owner.query("delete from dtsen.identity_decision")).rejects.toThrow(
    "append-only",
  );
  await expect(
    desk().owner.query("update dtsen.review_answer set verdict = 'same'"),
  ).rejects.toThrow("append-only");
});

test("figures: the queue, one's own pace at once, agreement and accuracy from yesterday on", async () => {
  const one = await as("regency-verifier");
  const before = (await one.read<ReviewFigures>("/figures")).body;
  // What the reviewer answered is in no other count until it is told what became of it.
  expect(before.queue).toEqual({
    open: 1,
    held: 0,
    senior: 0,
    second: 0,
    undoSecond: 0,
    setAside: 0,
    decided: 2,
    answered: 2,
    unbuilt: 4,
  });
  expect(before.me).toMatchObject({ today: 6, seconds: 9, gold: { pairs: 0, right: 0 } });
  await desk().owner.query(
    "alter table dtsen.review_answer disable trigger review_answer_append_only",
  );
  await desk().owner.query("update dtsen.review_answer set at = at - interval '1 day'");
  await desk().owner.query(
    "alter table dtsen.review_answer enable trigger review_answer_append_only",
  );
  const after = (await one.read<ReviewFigures>("/figures")).body;
  expect(after.me).toMatchObject({
    today: 0,
    gold: { pairs: 1, right: 1 },
    // The round after the undoing was blind no more.
    agreement: { pairs: 1, alike: 1 },
  });
  const settler = await as("regency-supervisor");
  const { reviewers, all } = (await settler.read<ReviewStatistics>("/statistics")).body;
  expect(all).toMatchObject({
    pairs: 1,
    alike: 1,
    says: { en: "too few pairs to judge by (1 of 20)" },
  });
  expect(reviewers.map(({ agreement }) => agreement.pairs)).toEqual([1, 1]);
  expect((await one.read("/statistics")).status).toBe(403);

  // A settler who answers blindly learns it no sooner than the others.
  const steward = await as("bps-steward");
  expect(await steward.claim()).toContain(GOLD);
  expect((await steward.answer(GOLD, "same")).status).toBe(200);
  expect((await steward.read<ReviewFigures>("/figures")).body.me.gold).toEqual({
    pairs: 0,
    right: 0,
  });
});
