import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { AID_PROPOSAL } from "#domain/aid-proposal-procedure.ts";
import { asWorker } from "#store/transact.ts";
import { ELSEWHERE, HERE, openProposalDesk } from "#test/proposal-desk.ts";
import { deskForTests } from "#test/store.ts";
import { readBook, standingRow } from "#verification/case-book.ts";
import { answerHandedOver } from "#verification/proposal-book.ts";

const desk = deskForTests();
const now = new Date();
let at: Awaited<ReturnType<typeof openProposalDesk>>;

beforeAll(async () => {
  at = await openProposalDesk(desk(), () => now);
});

const findingsOf = async (family: number) =>
  (
    await desk().owner.query(
      `select kind, variable_id, fact_value, answer, recorded_by <> confirmed_by as is_of_two
       from dtsen.finding where family_id = $1 order by finding_id`,
      [family],
    )
  ).rows;

describe("the formal way", () => {
  test("proposed, visited, deliberated, verified, endorsed, handed over: only then findings of two people", async () => {
    const caseId = await at.upTo("ministry", 1);
    expect(await findingsOf(1)).toEqual([]);
    expect(await at.move("ministry-officer", caseId, at.numbered("BAST/7/2026"))).toBe("ok");
    expect(await findingsOf(1)).toEqual([
      {
        kind: "correction",
        variable_id: "floor_material",
        fact_value: 8,
        answer: null,
        is_of_two: true,
      },
    ]);
    const sheet = await at.read("regency-verifier", caseId);
    expect(sheet).toMatchObject({ stepNo: 8, steps: 9, state: "open", name: "Peraga A" });
    expect(sheet.stepLines.map(({ state }) => state)).toEqual([
      ...Array.from({ length: 7 }, () => "done"),
      "now",
      "ahead",
    ]);
    expect(sheet.stepLines[5]).toMatchObject({ reference: "400/SK/2026" });
    expect(sheet.visits[0]?.answers).toMatchObject([
      { label: { id: "Jenis lantai terluas" }, isNew: true },
      { label: { id: "Lemari es" }, isNew: false },
    ]);
    expect(sheet.deliberations[0]).toMatchObject({ votesFor: 12, minutesNumber: "BA/12/2026" });
  });

  test("the version that takes the finding in answers the case, in the publisher's name, with before and after", async () => {
    const caseId = await at.upTo("register", 2);
    const { owner } = desk();
    await owner.query(
      `update dtsen.finding set answer = 'absorbed', answered_version_no = 1, answer_reason = 'x', answered_at = now()
       where family_id = 2`,
    );
    const answered = await asWorker(desk(), (tx) => answerHandedOver(tx, 1, "bps-steward"));
    expect(answered).toBe(1);
    const sheet = await at.read("regency-verifier", caseId);
    expect(sheet).toMatchObject({
      state: "done",
      after: { version: "2026-4", decile: 3 },
      before: { version: "2026-4", decile: 3 },
    });
    expect(sheet.stepLines.at(-2)).toMatchObject({ reference: "2026-4", state: "done" });
    expect(await asWorker(desk(), (tx) => answerHandedOver(tx, 1, "bps-steward"))).toBe(0);
    const { rows } = await owner.query(
      `select a.username from dtsen.case_event e join dtsen.account a on a.account_id = e.by_account
       where e.case_id = $1 and e.step = 'register'`,
      [caseId],
    );
    expect(rows).toEqual([{ username: "bps-steward" }]);
  });

  test("a version that takes nothing in ends the case with its reason, and nothing is accepted in silence", async () => {
    const caseId = await at.upTo("register", 4);
    await desk().owner.query(
      `update dtsen.finding set answer = 'refused', answered_version_no = 1, answer_reason = 'x', answered_at = now()
       where family_id = 4`,
    );
    await asWorker(desk(), (tx) => answerHandedOver(tx, 1, "bps-steward"));
    const sheet = await at.read("regency-verifier", caseId);
    expect(sheet).toMatchObject({ state: "refused", stepNo: 8 });
    expect(sheet.reason?.id).toMatch(/tidak memakainya/);
  });

  test("a visit that finds nothing new is a finding that says so", async () => {
    const caseId = await at.upTo("visit", 5);
    const same = at.visitOf(caseId, 5, { answers: [{ variable: "refrigerator", value: 1 }] });
    expect((await at.send("psm", "ground-checks", same)).code).toBe("ok");
    const steps = [at.send("village-operator", "deliberations", at.deliberationOf(caseId))];
    for (const step of steps) expect((await step).code).toBe("ok");
    expect(await at.move("regency-verifier", caseId, { act: "pass" })).toBe("ok");
    expect(await at.move("agency-head", caseId, { act: "pass" })).toBe("ok");
    expect(await at.move("regent", caseId, at.numbered("401/SK/2026"))).toBe("ok");
    expect(await at.move("ministry-officer", caseId, at.numbered("BAST/8/2026"))).toBe("ok");
    expect(await findingsOf(5)).toMatchObject([{ kind: "still-here", is_of_two: true }]);
  });

  test("where the region's rule asks for the governor, his step is on the way; cases from before keep theirs", async () => {
    const before = await at.upTo("endorsement", 7);
    const { owner } = desk();
    await owner.query(
      `insert into dtsen.region_rule (rule, region_code, village_lo, village_hi, valid_from, legal_basis)
       values ('governor-endorses', '32', 3200000000, 3299999999, '2026-01-01', 'Pergub contoh 1/2026')`,
    );
    const after = await at.upTo("endorsement", 8);
    await owner.query("delete from dtsen.region_rule");
    for (const caseId of [before, after])
      expect(await at.move("regent", caseId, at.numbered("402/SK/2026"))).toBe("ok");
    expect(await at.read("ministry-officer", before)).toMatchObject({ steps: 9, isMine: true });
    expect(await at.read("ministry-officer", after)).toMatchObject({ steps: 10, isMine: false });
    expect(await at.move("ministry-officer", after, at.numbered("BAST/9/2026"))).toBe(
      "right-not-held",
    );
    expect(await at.move("governor", after, at.numbered("9/GUB/2026"))).toBe("ok");
    expect(await at.move("ministry-officer", after, at.numbered("BAST/9/2026"))).toBe("ok");
  });

  test("every case's stored standing is what its book amounts to", async () => {
    const { rows } = await desk().owner.query<{ case_id: number; stored: object }>(
      `select case_id, jsonb_build_object('state', state, 'step', step, 'institution', holder_institution, 'tier', holder_tier,
         'level', level, 'since', to_char(since at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
         'due_at', to_char(due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'reason', reason) as stored
       from dtsen.case_file where kind = 'aid-proposal'`,
    );
    expect(rows.length).toBeGreaterThan(5);
    for (const { case_id, stored } of rows) {
      const book = await asWorker(desk(), (tx) => readBook(tx, AID_PROPOSAL, case_id));
      expect(book === undefined ? undefined : standingRow(book.standing)).toEqual(stored);
    }
  });
});

describe("two people and evidence", () => {
  test("nothing passes without its evidence, whoever asks", async () => {
    const caseId = await at.upTo("visit", 10);
    expect(await at.move("village-operator", caseId, { act: "pass" })).toBe("visit-missing");
    expect((await at.send("psm", "ground-checks", at.visitOf(caseId, 10))).code).toBe("ok");
    expect(await at.move("village-operator", caseId, at.numbered("BA/1/2026"))).toBe(
      "deliberation-missing",
    );
    const refused = at.numbered("BA/1/2026", { act: "refuse", reason: "not-agreed" });
    expect(await at.move("village-operator", caseId, refused)).toBe("deliberation-missing");
  });

  test("whoever did one step does no other, the village's own apart; two accounts of one person are one", async () => {
    const caseId = await at.upTo("finalisation", 11);
    const { owner } = desk();
    await owner.query(
      "update dtsen.account set phone = '+62811000999' where username in ('regency-verifier', 'agency-head')",
    );
    expect(await at.move("agency-head", caseId, { act: "pass" })).toBe("same-person");
    await owner.query(
      "update dtsen.account set phone = null where username in ('regency-verifier', 'agency-head')",
    );
    expect(await at.move("agency-head", caseId, { act: "pass" })).toBe("ok");
  });

  test("nobody is met: it waits for the day that was offered, and is no ground for anything", async () => {
    const caseId = await at.upTo("visit", 13);
    const away = { outcome: "not-met", respondent: undefined, isAgreed: undefined, answers: [] };
    const without = at.visitOf(caseId, 13, away);
    expect((await at.send("psm", "ground-checks", without)).code).toBe("day-not-offered");
    const offered = { ...without, offeredOn: "2027-01-04" };
    expect((await at.send("psm", "ground-checks", offered)).code).toBe("ok");
    const sheet = await at.read("village-operator", caseId);
    expect(sheet).toMatchObject({ state: "paused" });
    expect(sheet.reason?.id).toMatch(/hari yang disepakati/);
    expect((await at.send("psm", "ground-checks", at.visitOf(caseId, 13))).code).toBe("ok");
    expect(await at.read("village-operator", caseId)).toMatchObject({ stepNo: 3, state: "open" });
  });

  test("the family does not wish it: the case ends without penalty, nothing of it is noted", async () => {
    const caseId = await at.upTo("visit", 14);
    const declined = at.visitOf(caseId, 14, { outcome: "refused", answers: [] });
    expect(
      (await at.send("psm", "ground-checks", { ...declined, respondent: undefined })).code,
    ).toBe("ok");
    expect(await at.read("village-operator", caseId)).toMatchObject({ state: "refused" });
    expect(await findingsOf(14)).toEqual([]);
  });

  test("a deliberation that does not agree ends the case with its reason; its votes must say the same", async () => {
    const caseId = await at.upTo("deliberation", 16);
    const said = { decision: "declined", votesFor: 9, votesAgainst: 3, dissent: ["better-off"] };
    const wrong = at.deliberationOf(caseId, {}, said);
    expect((await at.send("village-operator", "deliberations", wrong)).code).toBe(
      "votes-say-otherwise",
    );
    const right = at.deliberationOf(caseId, {}, { ...said, votesFor: 3, votesAgainst: 9 });
    expect((await at.send("village-operator", "deliberations", right)).code).toBe("ok");
    const sheet = await at.read("village-operator", caseId);
    expect(sheet).toMatchObject({ state: "refused" });
    expect(sheet.deliberations[0]?.dissent[0]?.id).toBe("dinilai sudah mampu");
  });

  test("of a deliberation with one decision that cannot be carried out nothing is kept", async () => {
    const here = await at.upTo("deliberation", 17);
    const early = await at.upTo("visit", 19);
    const one = { decision: "agreed", votesFor: 5, votesAgainst: 0, dissent: [] };
    const decisions = [here, early].map((caseId) => ({ caseId, ...one }));
    const both = at.deliberationOf(here, { decisions });
    expect((await at.send("village-operator", "deliberations", both)).code).not.toBe("ok");
    expect(await at.read("village-operator", here)).toMatchObject({ stepNo: 3, deliberations: [] });
  });
});

describe("what may not be done", () => {
  test("each step is its office's; of another regency nobody sees a thing", async () => {
    const caseId = await at.upTo("verification", 20);
    for (const role of [
      "village-operator",
      "district-operator",
      "psm",
      "regent",
      "auditor",
    ] as const)
      expect([role, await at.move(role, caseId, { act: "pass" })]).not.toEqual([role, "ok"]);
    const far = { village: String(ELSEWHERE), told: { headName: "Siapa", address: "Jalan" } };
    expect(
      (
        await at.send("village-operator", "aid-proposals", {
          ...far,
          aim: "data-update",
          proposer: "neighbour",
          grounds: ["bad-housing"],
        })
      ).code,
    ).toBe("not-found");
    const other = { familyId: "40", aim: "data-update", proposer: "self", grounds: ["disaster"] };
    expect((await at.send("village-operator", "aid-proposals", other)).code).toBe("not-found");
  });

  test("a reason of another step, a step backwards by hand, an act of the clock: refused by the desk itself", async () => {
    const caseId = await at.upTo("verification", 22);
    expect(
      await at.move("regency-verifier", caseId, { act: "return", reason: "letter-differs" }),
    ).toBe("reason-unknown");
    const { owner } = desk();
    const before = (await owner.query("select count(*)::int as n from dtsen.case_event")).rows[0];
    await expect(
      owner.query(
        "insert into dtsen.case_event (case_id, act, step, at) values ($1, 'pass', 'verification', now())",
        [caseId],
      ),
    ).rejects.toThrow(/case_event_by/);
    expect((await owner.query("select count(*)::int as n from dtsen.case_event")).rows[0]).toEqual(
      before,
    );
  });

  test("answers about somebody else's family, of what no visit asks, or twice the same are refused", async () => {
    const caseId = await at.upTo("visit", 23);
    const tell = async (answers: readonly object[]) =>
      (await at.send("psm", "ground-checks", at.visitOf(caseId, 23, { answers }))).code;
    expect(await tell([{ personId: "250", variable: "works", value: 1 }])).toBe("answer-unknown");
    expect(await tell([{ variable: "receives_pkh", value: 1 }])).toBe("answer-unknown");
    expect(await tell([{ personId: "230", variable: "has_chronic_disease", value: 1 }])).toBe(
      "answer-unknown",
    );
    const floor = { variable: "floor_material", value: 8 };
    expect(await tell([floor, floor])).toBe("answered-twice");
    expect(await tell([])).toBe("nothing-answered");
    const other = { ...at.visitOf(caseId, 25), caseId };
    expect((await at.send("psm", "ground-checks", other)).code).toBe("not-found");
  });

  test("one proposal at a time for a family; a neighbour's description is sealed and shown to the village alone", async () => {
    await at.upTo("visit", 26);
    const again = { familyId: "26", aim: "data-update", proposer: "self", grounds: ["disaster"] };
    expect((await at.send("village-operator", "aid-proposals", again)).code).toBe("open-already");
    const told = { headName: "Ibu Warung", address: "Gang Mawar", rt: "003", rw: "001" };
    const { caseId } = await at.take("village-operator", {
      village: String(HERE),
      told,
      proposer: "neighbour",
    });
    expect((await at.read("village-operator", caseId)).told).toEqual(told);
    const above = await at.read("province-officer", caseId);
    expect([above.told, above.name]).toEqual([undefined, "Keluarga belum dikenali"]);
    const { rows } = await desk().owner.query(
      "select told_enc::text as sealed from dtsen.aid_proposal where case_id = $1",
      [caseId],
    );
    expect(JSON.stringify(rows)).not.toContain(Buffer.from("Gang Mawar").toString("hex"));
    expect(await at.move("village-operator", caseId, { act: "pass" })).toBe("family-missing");
    expect(await at.move("village-operator", caseId, { act: "pass", familyId: "26" })).toBe(
      "open-already",
    );
    expect(await at.move("village-operator", caseId, { act: "pass", familyId: "28" })).toBe("ok");
    expect(await at.read("province-officer", caseId)).toMatchObject({ name: "Peraga B2" });
  });

  test("out of a program's range nobody is turned away: the case goes on as an update of data", async () => {
    const of = async (family: number) =>
      await at.take("village-operator", {
        familyId: String(family),
        aim: "program",
        program: "pkh",
      });
    const [near, far] = [await of(29), await of(30)];
    expect(await at.read("village-operator", near.caseId)).toMatchObject({ isDiverted: false });
    expect(await at.read("village-operator", far.caseId)).toMatchObject({ isDiverted: true });
    const unknown = { familyId: "31", aim: "program", program: "tidak-ada", proposer: "self" };
    expect(
      (await at.send("village-operator", "aid-proposals", { ...unknown, grounds: ["disaster"] }))
        .code,
    ).toBe("program-unknown");
  });
});

describe("twice is once", () => {
  test("the same key is the same case, visit and deliberation for ever; for other words it is refused", async () => {
    const key = randomUUID();
    const draft = { familyId: "32" };
    const first = await at.take("village-operator", draft, key);
    expect(await at.take("village-operator", draft, key)).toEqual(first);
    const body = { ...draft, aim: "data-update", proposer: "self", grounds: ["disaster"] };
    expect((await at.send("village-operator", "aid-proposals", body, key)).code).toBe("key-reused");

    const { caseId } = first;
    expect(await at.move("village-operator", caseId, { act: "pass", familyId: "32" })).toBe("ok");
    const [visit, visitKey] = [at.visitOf(caseId, 32), randomUUID()];
    const one = await at.send("psm", "ground-checks", visit, visitKey);
    const two = await at.send("psm", "ground-checks", visit, visitKey);
    expect([one.code, two.answer]).toEqual(["ok", one.answer]);
    expect(
      (await at.send("psm", "ground-checks", { ...visit, respondent: "spouse" }, visitKey)).code,
    ).toBe("key-reused");
    const [held, heldKey] = [at.deliberationOf(caseId), randomUUID()];
    const said = await at.send("village-operator", "deliberations", held, heldKey);
    const again = await at.send("village-operator", "deliberations", held, heldKey);
    expect([said.code, again.answer]).toEqual(["ok", said.answer]);
    const { rows } = await desk().owner.query(
      `select (select count(*)::int from dtsen.ground_check where case_id = $1) as visits,
         (select count(*)::int from dtsen.deliberation_decision where case_id = $1) as decisions,
         (select count(*)::int from dtsen.case_event where case_id = $1) as events`,
      [caseId],
    );
    expect(rows).toEqual([{ visits: 1, decisions: 1, events: 3 }]);
  });

  test("many at once: each that may goes on under one number, each that may not says why and stays", async () => {
    const ready = [await at.upTo("endorsement", 34), await at.upTo("endorsement", 35)];
    const early = await at.upTo("verification", 37);
    const { answer } = await at.send("regent", "aid-proposal-batches", {
      caseIds: [...ready, early],
      act: "pass",
      reference: "500/SK/2026",
      referenceOn: now.toISOString().slice(0, 10),
    });
    expect(answer).toMatchObject({
      moved: 2,
      items: [{ isMoved: true }, { isMoved: true }, { isMoved: false }],
    });
    expect(await at.read("regent", early)).toMatchObject({ stepNo: 4 });
  });
});
