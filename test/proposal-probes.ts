import { randomUUID } from "node:crypto";
import type pg from "pg";
import type { Desk } from "#store/open.ts";
import type { FixtureFamily } from "#test/desk-fixture.ts";
import { contains } from "#test/endpoint-oracle.ts";
import type { Actor } from "#test/rls-oracle.ts";
import { PLACES, type Place, placesOf, TIER_OF } from "#test/rls-places.ts";
import { type Probe as ReadProbe, seen } from "#test/rls-probes.ts";
import { homeOf, idOf, placeOfId, villageOf } from "#test/rls-world.ts";
import type { Finding, Probe } from "#test/work-probes.ts";

/** By hand from domain.md 7.1 and 7.2: who takes a proposal, who visits, and every office of the way. */
const TAKES = [
  "village-operator",
  "regency-data-entry",
  "pkh-facilitator",
  "tksk",
  "psm",
  "tagana",
  "karang-taruna",
];
export const DELIBERATES = ["village-operator", "village-head"];
export const SEES = [
  ...TAKES,
  "village-head",
  "district-operator",
  "regency-supervisor",
  "regency-verifier",
  "agency-head",
  "regent",
  "province-officer",
  "governor",
  "ministry-officer",
  "bps-steward",
];

function proposalsSeen({ role, purpose, isInForce }: Actor): Place[] {
  const sees = isInForce && purpose === "verification" && SEES.includes(role);
  return sees ? placesOf(TIER_OF[role] ?? "village") : [];
}

/** A meeting is its village's alone: no family that moved in brings one with it, no hidden family hides one. */
function meetingsSeen(actor: Actor): Place[] {
  const here = proposalsSeen(actor).filter((place) => place !== "moved-in");
  const villages = new Set(here.map(villageOf));
  return PLACES.filter((place) => villages.has(villageOf(place)));
}

/** Numbers of planted proposals, apart from those of other kinds. */
const BEHIND = 600;

/** Proposals, visits and what was said of them, as the application reads them. */
export const proposalReads = (): ReadProbe[] => [
  ...["case_file", "aid_proposal", "deliberation_decision", "case_finding", "life_event"].map(
    (table) => seen(table, placeOfId(`case_id - ${BEHIND}`), proposalsSeen),
  ),
  seen("deliberation", placeOfId(`deliberation_no - ${BEHIND}`), proposalsSeen),
  seen("evidence_file", placeOfId(`file_no - ${BEHIND}`), proposalsSeen),
  seen("outcome_figure", placeOfId(`units - ${BEHIND}`), meetingsSeen),
  seen("village_meeting", placeOfId(`meeting_no - ${BEHIND}`), meetingsSeen),
  ...["ground_check", "ground_check_answer"].map((table) =>
    seen(table, placeOfId(`check_no - ${BEHIND}`), proposalsSeen),
  ),
];

/** Everything goes through a function that asks for the right; no table takes anything. */
export const NEVER_IN_PROPOSALS: readonly string[] = [
  "update dtsen.aid_proposal set program = 'x'",
  "update dtsen.ground_check set outcome = 'refused'",
  "delete from dtsen.ground_check_answer",
  "update dtsen.life_event set event = 'death'",
  "insert into dtsen.case_finding values (701, 1)",
  "update dtsen.deliberation_decision set decision = 'agreed'",
  "update dtsen.village_meeting set serial = 1",
  "update dtsen.outcome_figure set units = 1",
  "select dtsen.count_outcomes(now(), '{14}')::text as answer",
  "delete from dtsen.evidence_file",
  "select dtsen.answer_cases('aid-proposal', 1, 'x', now(), '{}', '{}')::text as answer",
  "select dtsen.lay_aid_proposal(1, gen_random_uuid(), '', '{}', '', '', 1, 1, 1, 1, now(), '{}')::text as answer",
];

/** A proposal at every place, numbered like its family, visited, deliberated and handed over. */
export async function plantProposals(admin: pg.Client): Promise<void> {
  await admin.query(
    `insert into region_closed_day (day, region_code, village_lo, village_hi, legal_basis)
       values ('2026-11-30', '99', 9900000000, 9999999999, 'SK contoh');
     insert into region_rule (rule, region_code, village_lo, village_hi, valid_from, legal_basis)
       values ('governor-endorses', '99', 9900000000, 9999999999, '2026-01-01', 'SK contoh');
     insert into proposal_draft (receipt_index, client_id, family_id, village_no, expires_at)
       values ('\\x99', gen_random_uuid(), 1, 1, now() + interval '1 day')`,
  );
  for (const place of PLACES) {
    const [id, village, home] = [idOf(place), villageOf(place), homeOf(place)];
    const number = BEHIND + id;
    await admin.query(`
      insert into case_file (case_id, kind, client_id, request_sha256, family_id, village_no, domicile_village_no, urgency,
          opened_at, state, step, holder_institution, holder_tier, since)
        overriding system value values (${number}, 'aid-proposal', gen_random_uuid(), '\\x00', ${id}, ${village}, ${home},
          'planned', now(), 'open', 'verification', 'regency-government', 'regency', now());
      insert into aid_proposal (case_id, asked_for, proposer, channel, grounds, receipt_index)
        values (${number}, 'data-update', 'officer', 'counter', '{disaster}', '\\x${number.toString(16).padStart(6, "0")}');
      insert into life_event (client_id, case_id, event, happened, told_at)
        values (gen_random_uuid(), ${number}, 'job-loss', 'this-week', now());
      insert into case_contact (contact_no, client_id, case_id, channel, language, phone_enc, phone_index, tail, code_index, code_until,
          asked_at)
        overriding system value values (${number}, gen_random_uuid(), ${number}, 'sms', 'id', '\\x00', '\\x00', '001', '\\x00', now(), now());
      insert into message (contact_no, about, body_enc, made_at, next_at) values (${number}, 'code', '\\x00', now(), now());
      insert into ground_check (check_no, client_id, request_sha256, case_id, family_id, village_no, domicile_village_no, visited_on,
          outcome, respondent, is_agreed, by_account, at)
        overriding system value values (${number}, gen_random_uuid(), '\\x00', ${number}, ${id}, ${village}, ${home}, '2026-11-01',
          'met', 'head', true, 1, now());
      insert into ground_check_answer (check_no, unit, unit_id, variable_id, fact_place, value)
        values (${number}, 'family', ${id}, 'floor_material', 5, 8);
      insert into deliberation (deliberation_no, client_id, request_sha256, village_no, form, held_on, minutes_number, invited,
          attended, attended_women, by_account, at)
        overriding system value values (${number}, gen_random_uuid(), '\\x00', ${village}, 'deliberation', '2026-11-02', 'BA/1', 9, 9,
          4, 1, now());
      insert into deliberation_decision (deliberation_no, case_id, decision, votes_for, votes_against)
        values (${number}, ${number}, 'agreed', 9, 0);
      insert into village_meeting (meeting_no, client_id, request_sha256, village_no, year, serial, minutes_number, planned_on,
          starts_at, place, by_account, at)
        overriding system value values (${number}, gen_random_uuid(), '\\x00', ${village}, 2026, ${number}, 'BA/1', '2026-11-02',
          '09:00', 'Balai desa', 1, now());
      insert into outcome_figure (village_no, measure, part, units) values (${village}, 'aid-proposal', 'of-${number}', ${number});
      insert into outcome_look (at) values (now()) on conflict do nothing;
      insert into evidence_file (file_no, client_id, request_sha256, deliberation_no, kind, media, came_sha256, kept_sha256,
          byte_count, sealed, by_account, at)
        overriding system value values (${number}, gen_random_uuid(), '\\x00', ${number}, 'minutes', 'application/pdf',
          sha256('1'), sha256('1'), 9, '\\x00', 1, now());
      insert into case_finding (case_id, finding_id)
        select ${number}, min(finding_id) from finding`);
  }
}

export const caseOf = ({ familyId }: FixtureFamily): number => 19_500 + familyId;
/** For each family a proposal that waits for verification, and a call to the province. */
export async function plantAidProposals(
  desk: Desk,
  families: readonly FixtureFamily[],
): Promise<void> {
  for (const one of families)
    await desk.owner.query(
      `with file as (
         insert into dtsen.case_file (case_id, kind, client_id, request_sha256, family_id, village_no, domicile_village_no,
           urgency, opened_at, opened_by, state, step, holder_institution, holder_tier, since)
         overriding system value
         select $1::bigint, 'aid-proposal', gen_random_uuid(), '\\x00', $2::bigint, $3, $3, 'planned', now(), min(account_id),
           'open', 'verification', 'regency-government', 'regency', now() from dtsen.account returning case_id, opened_by),
       said as (
         insert into dtsen.aid_proposal (case_id, asked_for, proposer, channel, grounds, receipt_index)
         select case_id, 'data-update', 'officer', 'counter', '{disaster}', int8send(case_id) from file),
       event as (
         insert into dtsen.case_event (case_id, act, step, at, by_account)
         select case_id, 'pass', s.step, now(), opened_by
         from file, unnest(array['completeness', 'visit', 'deliberation']) with ordinality s (step, nth) order by s.nth
         returning case_id, event_no)
       insert into dtsen.case_notice (case_id, event_no, to_institution, to_tier, at)
       select case_id, max(event_no), 'province-government', 'province', now() from event group by 1`,
      [caseOf(one), one.familyId, one.villageNo],
    );
}

type Request = readonly [method: "GET" | "POST", url: string, body?: object];

/** One request of each family, and the words of the answer that only these roles are given, each in its own region. */
export function eachFamily(families: () => readonly FixtureFamily[]) {
  return (
    request: (one: FixtureFamily) => Request,
    words: (one: FixtureFamily) => string,
    roles: readonly string[],
  ): Probe =>
    async ({ role, region, ask }) => {
      const findings: Finding[] = [];
      for (const one of families()) {
        const [method, url, body] = request(one);
        const isPdf = Buffer.isBuffer(body) && body.subarray(0, 4).toString() === "%PDF";
        const headers = {
          "idempotency-key": randomUUID(),
          ...(Buffer.isBuffer(body)
            ? { "content-type": isPdf ? "application/pdf" : "image/jpeg" }
            : {}),
        };
        const { text } = await ask(method, url, {
          headers,
          ...(body === undefined ? {} : { body }),
        });
        const expected = roles.includes(role) && contains(region, one.villageNo);
        const at = `${role} ${method} ${url} at ${one.villageNo}`;
        findings.push({ at, expected, given: text.includes(words(one)) });
      }
      return findings;
    };
}

/** Acts are asked so that whoever may is told why not just now; nobody else learns even that. */
export function proposalProbes(
  families: () => readonly FixtureFamily[],
): Readonly<Record<string, Probe>> {
  const each = eachFamily(families);
  const at = (one: FixtureFamily) => `/api/v1/aid-proposals/${caseOf(one)}`;
  const named = ({ headName }: FixtureFamily) => headName;
  const today = new Date().toISOString().slice(0, 10);
  return {
    listAidProposals: each(() => ["GET", "/api/v1/aid-proposals?show=open&limit=50"], named, SEES),
    readAidProposal: each((one) => ["GET", at(one)], named, SEES),
    takeAidProposal: each(
      ({ familyId }) => [
        "POST",
        "/api/v1/aid-proposals",
        {
          familyId: String(familyId),
          aim: "data-update",
          proposer: "officer",
          grounds: ["disaster"],
        },
      ],
      () => "open-already",
      TAKES,
    ),
    moveAidProposal: each(
      (one) => ["POST", `${at(one)}/steps`, { act: "resume" }],
      () => "case-not-waiting",
      SEES,
    ),
    moveAidProposals: each(
      (one) => [
        "POST",
        "/api/v1/aid-proposal-batches",
        { caseIds: [String(caseOf(one))], act: "return", reason: "letter-differs" },
      ],
      () => "Langkah ini memerlukan salah satu alasan",
      SEES,
    ),
    seeAidProposalNotice: each(
      (one) => ["POST", `${at(one)}/seen`],
      () => '"seen"',
      ["province-officer"],
    ),
    // The case stands at another step: whoever visits there is told so of their own village alone.
    recordGroundCheck: each(
      (one) => [
        "POST",
        "/api/v1/ground-checks",
        {
          caseId: String(caseOf(one)),
          familyId: String(one.familyId),
          visitedOn: today,
          outcome: "refused",
          answers: [],
        },
      ],
      () => "right-not-held",
      TAKES,
    ),
    readVisitForm: async ({ role, ask }) => {
      const [one] = families();
      if (one === undefined) return [];
      const { text } = await ask("GET", `/api/v1/visit-forms/${caseOf(one)}`);
      return [{ at: `${role} visit form`, expected: false, given: text.includes(one.headName) }];
    },
    recordDeliberation: each(
      (one) => [
        "POST",
        "/api/v1/deliberations",
        {
          village: String(one.villageNo),
          form: "statement",
          heldOn: today,
          minutesNumber: "BA/1/2026",
          invited: 0,
          attended: 0,
          attendedWomen: 0,
          decisions: [
            {
              caseId: String(caseOf(one)),
              decision: "agreed",
              votesFor: 0,
              votesAgainst: 0,
              dissent: [],
            },
          ],
        },
      ],
      // It may deliberate; this one stands elsewhere.
      () => '"code":"right-not-held"',
      DELIBERATES,
    ),
  };
}
