import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { AID_PROPOSAL } from "#domain/aid-proposal-procedure.ts";
import { CASE_ACTS } from "#domain/case-state.ts";
import { dice } from "#domain/dice.ts";
import { accept } from "#domain/result.ts";
import type { Role } from "#domain/role.ts";
import { escalateProposals } from "#jobs/keep-clocks.ts";
import { encryptField, openFieldKeys } from "#store/field-cipher.ts";
import { asWorker } from "#store/transact.ts";
import { FAMILIES, HERE, openProposalDesk } from "#test/proposal-desk.ts";
import { PATIENCE, SIZES } from "#test/sizes.ts";
import { deskForTests } from "#test/store.ts";
import { phonePlace } from "#verification/contact-book.ts";
import { lookAtOutbox } from "#verification/message-book.ts";
import type { MessageLine } from "#verification/message-line.ts";
import { openingOf } from "#verification/proposal-book.ts";
import { readAreas } from "#verification/region-calendar.ts";

const DAY_MS = 86_400_000;
/** A Monday, eight o'clock in the west. */
const START = Date.parse("2026-11-02T01:00:00.000Z");
const desk = deskForTests();
let moment = START;
const now = () => new Date(moment).toISOString();
let at: Awaited<ReturnType<typeof openProposalDesk>>;

beforeAll(async () => {
  at = await openProposalDesk(desk(), () => new Date(moment));
});

const count = async (sql: string): Promise<number> =>
  (await desk().owner.query<{ n: number }>(`select count(*)::int as n from dtsen.${sql}`)).rows[0]
    ?.n ?? 0;

/** Cases of every time zone and calendar, opened within ten days, in villages where nobody ever acts. */
async function plantIdle(cases: number): Promise<void> {
  const { owner } = desk();
  await owner.query(
    `insert into dtsen.region_closed_day (day, region_code, village_lo, village_hi, legal_basis, recorded_at)
     values ('2026-11-05', '51', 5100000000, 5199999999, 'SK contoh', '2026-01-01')`,
  );
  const areas = await asWorker(desk(), readAreas);
  for (let day = 0; day < 10; day += 1) {
    const opened = new Date(START + day * DAY_MS).toISOString();
    const dues = areas.map(({ lo, hi, calendar }) => ({
      ...{ lo, hi, due_at: openingOf(AID_PROPOSAL, opened, calendar).due_at },
    }));
    const [area] = areas;
    if (area === undefined) throw new Error("a country has areas");
    const standing = openingOf(AID_PROPOSAL, opened, area.calendar);
    await owner.query(
      `with planted as (
         insert into dtsen.case_file (kind, client_id, request_sha256, village_no, domicile_village_no, urgency, opened_at, state, step,
           holder_institution, holder_tier, since, due_at)
         select 'aid-proposal', gen_random_uuid(), '\\x00', v.village_no, v.village_no, 'planned', $1, 'open', 'completeness', $2, $3,
           $1, dtsen.due_of_village($4, v.village_no)
         from (select (array[1101012001, 5171012001, 9471012001])[1 + n % 3]::bigint as village_no
           from generate_series(1, $5::int) n) v returning case_id)
       insert into dtsen.aid_proposal (case_id, asked_for, proposer, channel, grounds, receipt_index)
       select case_id, 'data-update', 'officer', 'counter', '{disaster}', int8send(case_id) from planted`,
      [opened, standing.institution, standing.tier, JSON.stringify(dues), Math.ceil(cases / 10)],
    );
  }
}

/** Cases whose clock has run out and about whom nobody above was called, though somebody is above. */
const FORGOTTEN = () => `case_file c
  join (select kind, waits, name, max(level) as most from dtsen.case_way_call group by 1, 2, 3) w
    on w.kind = c.kind and w.waits = (c.state = 'paused') and w.name = case when c.state = 'paused' then c.reason else c.step end
  where c.state in ('open', 'returned', 'paused') and c.due_at < '${now()}' and c.level < w.most`;

describe("officers who never come", () => {
  test(
    "every clock calls the next above, with a message, up to the last; nothing is ever decided by it",
    async () => {
      const cases = SIZES.simulatedCases;
      await plantIdle(cases);
      const planted = await count("case_file");
      for (let day = 0; day < 60; day += 1) {
        moment += DAY_MS;
        await escalateProposals(desk(), now());
        expect(await escalateProposals(desk(), now())).toEqual([]);
        expect(await count(FORGOTTEN()), `day ${day}`).toBe(0);
      }
      const above = AID_PROPOSAL.steps[0].escalation.length;
      expect(await count("case_event where act = 'escalate'")).toBe(planted * above);
      expect(await count("case_notice")).toBe(planted * above);
      expect(await count("case_event where act <> 'escalate'")).toBe(0);
      expect(await count("case_file where state = 'open' and step = 'completeness'")).toBe(planted);
      expect(await count("case_file where holder_institution = 'kemensos'")).toBe(planted);
      // Bali's offices were closed on the last of the three days.
      const { rows } = await desk().owner.query<{ province: string; first: string }>(
        `select left(village_no::text, 2) as province, min(at at time zone 'UTC')::date::text as first from dtsen.case_notice
         join dtsen.case_file using (case_id) group by 1 order by 1`,
      );
      expect(rows).toEqual([
        { province: "11", first: "2026-11-06" },
        { province: "51", first: "2026-11-07" },
        { province: "94", first: "2026-11-06" },
      ]);
    },
    PATIENCE,
  );
});

/** What went out, by the id of its message: nothing goes twice. */
const told = new Map<string, string>();
const line: MessageLine = {
  name: "gateway",
  send: async ({ id, text }) => {
    if (told.has(id)) throw new Error("told twice");
    told.set(id, text);
    return accept(id);
  },
};
const tell = async () =>
  await lookAtOutbox(desk(), openFieldKeys(desk().settings.keyFolder), line, now());

/** Contacts of whom the newest event of their case was not told. */
const UNTOLD = `case_contact k where k.stopped_at is null and (select max(e.event_no) from dtsen.case_event e where e.case_id = k.case_id)
  is distinct from (select max(m.event_no) from dtsen.message m where m.contact_no = k.contact_no and m.state = 'sent')`;

/** Somebody has left a telephone for each case, and proved it. */
async function plantContacts(ids: readonly string[]): Promise<void> {
  const keys = openFieldKeys(desk().settings.keyFolder);
  for (const [place, caseId] of ids.entries()) {
    const clientId = randomUUID();
    const phone = `+62899100${String(1000 + place)}`;
    await desk().owner.query(
      `insert into dtsen.case_contact (client_id, case_id, channel, language, phone_enc, phone_index, tail, code_index, code_until, asked_at,
         proved_at, is_due) values ($1, $2, 'sms', 'id', $3, '\\x00', '001', '\\x00', now(), now(), '2098-01-01', true)`,
      [clientId, caseId, encryptField(keys, phonePlace(clientId), phone)],
    );
  }
}

describe("officers who act at random, leave, and are parted from half their region", () => {
  const ROLES: readonly Role[] = [
    "village-operator",
    "psm",
    "district-operator",
    "regency-verifier",
    "agency-head",
    "regent",
    "province-officer",
    "ministry-officer",
    "bps-steward",
  ];
  const REASONS = [
    ...Object.keys(AID_PROPOSAL.returns),
    ...Object.keys(AID_PROPOSAL.pauses),
    ...Object.keys(AID_PROPOSAL.refusals),
    undefined,
  ];

  test(
    "whatever they try, only the table's moves are written, each with its person and its reason",
    async () => {
      const ids: string[] = [];
      for (const { familyId, villageNo } of FAMILIES.slice(0, 30)) {
        if (villageNo !== HERE) continue;
        ids.push((await at.take("village-operator", { familyId: String(familyId) })).caseId);
      }
      await plantContacts(ids);
      const before = await count("case_event");
      const random = dice(7);
      const pick = <T>(all: readonly T[]): T => all[random(all.length)] as T;
      let taken = 0;
      for (let turn = 0; turn < SIZES.simulatedActs; turn += 1) {
        if (turn % 40 === 39) {
          moment += DAY_MS;
          await escalateProposals(desk(), now());
          expect(await count(FORGOTTEN())).toBe(0);
          await tell();
          expect(await count(UNTOLD)).toBe(0);
        }
        const [caseId, role, act] = [pick(ids), pick(ROLES), pick(CASE_ACTS)];
        const family = String(1 + ids.indexOf(caseId));
        const code =
          random(4) > 0
            ? await rightAct(caseId, family)
            : await at.move(role, caseId, {
                act: act === "escalate" ? "pass" : act,
                ...{
                  reason: pick(REASONS),
                  reference: "N/1/2026",
                  referenceOn: now().slice(0, 10),
                },
              });
        if (code === "ok") taken += 1;
      }
      await tell();
      expect(await count(UNTOLD)).toBe(0);
      expect(told.size).toBeGreaterThan(ids.length);
      expect(await count("message where about = 'standing' and state <> 'sent'")).toBe(0);
      expect(taken).toBeGreaterThan(30);
      expect(await count("case_event")).toBeGreaterThan(before + 30);
      expect(
        await count(
          `case_event e join dtsen.case_file c using (case_id) where e.act in ('return', 'pause', 'refuse')
             and not exists (select from dtsen.case_way_reason r where r.kind = c.kind and r.act = e.act and r.reason = e.reason
               and e.step = any (r.steps))`,
        ),
      ).toBe(0);
      expect(await count("case_event where (by_account is null) <> (act = 'escalate')")).toBe(0);
      expect(
        await count(
          "case_file where state in ('refused', 'returned', 'paused') and reason is null",
        ),
      ).toBe(0);
      // Whoever passed verification passed nothing after it.
      expect(
        await count(
          `case_event a join dtsen.case_event b using (case_id, by_account) where a.act = 'pass' and b.act = 'pass'
             and a.step = 'verification' and b.step in ('finalisation', 'endorsement', 'ministry')`,
        ),
      ).toBe(0);
    },
    PATIENCE,
  );

  /** What the holder of the step would do, evidence first. */
  async function rightAct(caseId: string, family: string): Promise<string> {
    const found = await at.read("ministry-officer", caseId);
    if (found.state === "paused") return await at.move("psm", caseId, { act: "resume" });
    const sent = async (role: Role, path: string, body: object) =>
      (await at.send(role, path, body, randomUUID())).code;
    const pass = (role: Role, body: object = { act: "pass" }) => at.move(role, caseId, body);
    switch (found.stepNo) {
      case 1:
        return await pass("village-operator", { act: "pass", familyId: family });
      case 2:
        return await sent("psm", "ground-checks", at.visitOf(caseId, Number(family)));
      case 3:
        return await sent("village-operator", "deliberations", at.deliberationOf(caseId));
      case 4:
        return await pass("regency-verifier");
      case 5:
        return await pass("agency-head");
      case 6:
        return await pass("regent", at.numbered("1/SK/2026"));
      default:
        return await pass("ministry-officer", at.numbered("1/BAST/2026"));
    }
  }

  test("an officer whose appointment ended moves nothing; the clock calls above, and who comes after goes on", async () => {
    const { caseId } = await at.take("village-operator", { familyId: "33" });
    const { owner } = desk();
    const ofVerifier = `account_id = (select account_id from dtsen.account where username = 'regency-verifier')`;
    expect(await at.move("village-operator", caseId, { act: "pass", familyId: "33" })).toBe("ok");
    expect((await at.send("psm", "ground-checks", at.visitOf(caseId, 33))).code).toBe("ok");
    expect(
      (await at.send("village-operator", "deliberations", at.deliberationOf(caseId))).code,
    ).toBe("ok");
    await owner.query(`update dtsen.appointment set revoked_at = now() where ${ofVerifier}`);
    expect(await at.move("regency-verifier", caseId, { act: "pass" })).toBe("not-allowed");
    moment += 20 * DAY_MS;
    const called = await escalateProposals(desk(), now());
    expect(called.find((one) => String(one.caseId) === caseId)?.to).toMatchObject({
      institution: "province-government",
    });
    // The region is parted: whoever verifies now sits in an office of the part that has this village.
    await owner.query(
      `update dtsen.appointment set revoked_at = null, village_lo = ${HERE}, village_hi = ${HERE} where ${ofVerifier}`,
    );
    expect(await at.move("regency-verifier", caseId, { act: "pass" })).toBe("ok");
    await owner.query(
      `update dtsen.appointment set village_lo = ${HERE + 1}, village_hi = ${HERE + 1} where ${ofVerifier}`,
    );
    const other = await at.take("village-operator", { familyId: "36" });
    expect(await at.move("regency-verifier", other.caseId, { act: "pass" })).toBe("not-found");
  });
});
