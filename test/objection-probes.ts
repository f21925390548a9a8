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

/** By hand: everybody outside the village who checks, decides, visits or is called; and who of them may know who objects. */
const SEES = [
  "regency-data-entry",
  "regency-supervisor",
  "regency-verifier",
  "agency-head",
  "province-officer",
  "ministry-officer",
];
const KNOWS_WHO = ["regency-supervisor", "regency-verifier"];

const KEEPS = ["regency-supervisor", "province-officer", "ministry-officer"];

const of =
  (roles: readonly string[]) =>
  ({ role, purpose, isInForce }: Actor): Place[] =>
    isInForce && purpose === "verification" && roles.includes(role)
      ? placesOf(TIER_OF[role] ?? "village")
      : [];

/** Numbers of planted objections, apart from those of other kinds. */
const BEHIND = 900;

export const objectionReads = (): ReadProbe[] => [
  seen("case_file", placeOfId(`case_id - ${BEHIND}`), of(SEES)),
  seen("objection", placeOfId(`case_id - ${BEHIND}`), of(SEES)),
  seen("objector", placeOfId(`case_id - ${BEHIND}`), of(KNOWS_WHO)),
  // A visit because of an objection would tell the village that there is one.
  seen("ground_check", placeOfId(`check_no - ${BEHIND}`), of(SEES)),
];

export const NEVER_IN_OBJECTIONS: readonly string[] = [
  "update dtsen.objection set answer = 'record-is-wrong', answered_at = now()",
  "insert into dtsen.objector values (901, 1)",
  "delete from dtsen.objector",
];

export async function plantObjectionRows(admin: pg.Client): Promise<void> {
  for (const place of PLACES) {
    const [id, village, home] = [idOf(place), villageOf(place), homeOf(place)];
    const number = BEHIND + id;
    await admin.query(`
      insert into case_file (case_id, kind, client_id, request_sha256, family_id, village_no, domicile_village_no, urgency,
          opened_at, state, step, holder_institution, holder_tier, since)
        overriding system value values (${number}, 'objection', gen_random_uuid(), '\\x00', ${id}, ${village}, ${home},
          'planned', now(), 'open', 'decision', 'regency-government', 'regency', now());
      insert into objection (case_id, program, grounds, channel, receipt_index)
        values (${number}, 'sembako', '{better-off}', 'web', '\\x${number.toString(16).padStart(6, "0")}');
      insert into objector values (${number}, ${id});
      insert into ground_check (check_no, client_id, request_sha256, case_id, family_id, village_no, domicile_village_no, visited_on,
          outcome, respondent, is_agreed, by_account, at)
        overriding system value values (${number}, gen_random_uuid(), '\\x00', ${number}, ${id}, ${village}, ${home}, '2026-11-01',
          'met', 'head', true, 1, now())`);
  }
}

const caseOf = ({ familyId }: FixtureFamily): number => 29_500 + familyId;

/** For each family an objection that waits for its decision, and a call to the province. */
export async function plantObjections(
  desk: Desk,
  families: readonly FixtureFamily[],
): Promise<void> {
  for (const one of families)
    await desk.owner.query(
      `with file as (
         insert into dtsen.case_file (case_id, kind, client_id, request_sha256, family_id, village_no, domicile_village_no,
           urgency, opened_at, opened_by, state, step, holder_institution, holder_tier, since)
         overriding system value
         select $1::bigint, 'objection', gen_random_uuid(), '\\x00', $2::bigint, $3, $3, 'planned', now(), min(account_id),
           'open', 'decision', 'regency-government', 'regency', now() from dtsen.account returning case_id, opened_by),
       said as (
         insert into dtsen.objection (case_id, program, grounds, channel, receipt_index)
         select case_id, 'sembako', '{better-off}', 'web', int8send(case_id) from file),
       event as (
         insert into dtsen.case_event (case_id, act, step, at, by_account)
         select case_id, 'pass', s.step, now(), opened_by
         from file, unnest(array['identify', 'hearing', 'visit']) with ordinality s (step, nth) order by s.nth
         returning case_id, event_no)
       insert into dtsen.case_notice (case_id, event_no, to_institution, to_tier, at)
       select case_id, max(event_no), 'province-government', 'province', now() from event group by 1`,
      [caseOf(one), one.familyId, one.villageNo],
    );
}

export function objectionProbes(
  families: () => readonly FixtureFamily[],
): Readonly<Record<string, Probe>> {
  const each =
    (
      request: (one: FixtureFamily) => readonly ["GET" | "POST", string, object?],
      words: (one: FixtureFamily) => string,
      roles: readonly string[],
    ): Probe =>
    async ({ role, region, ask }) => {
      const findings: Finding[] = [];
      for (const one of families()) {
        const [method, url, body] = request(one);
        const headers = { "idempotency-key": randomUUID() };
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
  const at = (one: FixtureFamily) => `/api/v1/objections/${caseOf(one)}`;
  const named = ({ headName }: FixtureFamily) => headName;
  return {
    listObjections: each(() => ["GET", "/api/v1/objections?show=open&limit=50"], named, SEES),
    readObjection: each((one) => ["GET", at(one)], named, SEES),
    moveObjection: each(
      (one) => ["POST", `${at(one)}/steps`, { act: "resume" }],
      () => "case-not-waiting",
      SEES,
    ),
    readOfficeCalendar: async ({ role, ask }) => {
      const { status } = await ask("GET", "/api/v1/office-calendar");
      return [{ at: `${role} calendar`, expected: KEEPS.includes(role), given: status === 200 }];
    },
    keepClosedDay: each(
      (one) => [
        "POST",
        "/api/v1/office-calendar/closed-days",
        { region: String(one.villageNo).slice(0, 4), day: "2020-01-01", legalBasis: "SK contoh" },
      ],
      () => "day-past",
      KEEPS,
    ),
    keepRegionRule: async ({ role, ask }) => {
      const { text } = await ask("POST", "/api/v1/office-calendar/rules", {
        body: {
          ...{ rule: "governor-endorses", region: "3204", from: "2020-01-01" },
          legalBasis: "SK contoh",
        },
        headers: { "idempotency-key": randomUUID() },
      });
      const expected = KEEPS.includes(role);
      return [{ at: `${role} keeps a rule`, expected, given: text.includes("day-past") }];
    },
    seeObjectionNotice: each(
      (one) => ["POST", `${at(one)}/seen`],
      () => '"seen"',
      ["province-officer"],
    ),
  };
}
