import { randomUUID } from "node:crypto";
import type pg from "pg";
import type { Desk } from "#store/open.ts";
import type { FixtureFamily } from "#test/desk-fixture.ts";
import { contains, mayRead } from "#test/endpoint-oracle.ts";
import { plantHolders } from "#test/holder-desk.ts";
import { type Actor, checksSeen, ofPersons } from "#test/rls-oracle.ts";
import { PLACES, type Place, placesOf, TIER_OF } from "#test/rls-places.ts";
import { type Probe as ReadProbe, seen } from "#test/rls-probes.ts";
import { homeOf, idOf, placeOfId, villageOf } from "#test/rls-world.ts";
import type { Finding, Probe } from "#test/work-probes.ts";

/** By hand: who names the next holder with the family, who verifies, who has the payer change it, whom a clock calls. */
const PROPOSES = ["village-operator", "regency-data-entry", "pkh-facilitator"];
const SEES = [
  ...PROPOSES,
  "regency-supervisor",
  "regency-verifier",
  "agency-head",
  "province-officer",
  "ministry-officer",
];

function holdersSeen({ role, purpose, isInForce }: Actor): Place[] {
  const sees = isInForce && purpose === "service" && SEES.includes(role);
  return sees ? placesOf(TIER_OF[role] ?? "village") : [];
}

/** Numbers of planted changes, apart from those of reactivations. */
const BEHIND = 300;

/** Changes of holder and roles, as the application reads them. */
export const holderReads = (): ReadProbe[] => [
  seen("case_file", placeOfId(`case_id - ${BEHIND}`), ofPersons(holdersSeen)),
  seen("holder_change", placeOfId(`case_id - ${BEHIND}`), ofPersons(holdersSeen)),
  seen("card_holder", placeOfId("family_id"), ofPersons(checksSeen)),
];

/** Every change goes through a function that asks for the right; no table takes one. */
export const NEVER_IN_HOLDERS: readonly string[] = [
  "update dtsen.holder_change set proposed_person_id = 1",
  "update dtsen.card_holder set held_until = now(), end_reason = 'changed'",
  "insert into dtsen.holder_change (case_id, reason, known_from) values (1, 'dead', 'officer')",
  "select dtsen.open_due_holder_changes(now(), '{}')::text as answer",
];

type Errand = readonly [role: string, table: string, sql: string];
/** What the worker does with roles when a report comes. */
export const HOLDER_ERRANDS: readonly Errand[] = [
  ["dtsen_worker", "card_holder", "update dtsen.card_holder set village_no = village_no"],
];

/** A change and a role at every place, numbered like its person. */
export async function plantChanges(admin: pg.Client): Promise<void> {
  await admin.query("insert into holder_look values (true, 0, 0, '-infinity')");
  for (const place of PLACES) {
    const [id, village, home] = [idOf(place), villageOf(place), homeOf(place)];
    await admin.query(`
      insert into case_file (case_id, kind, client_id, request_sha256, family_id, person_id, village_no, domicile_village_no,
          urgency, opened_at, state, step, holder_institution, holder_tier, since)
        overriding system value values (${BEHIND + id}, 'holder-change', gen_random_uuid(), '\\x00', ${id}, ${id}, ${village}, ${home},
          'planned', now(), 'open', 'proposal', 'village-government', 'village', now());
      insert into holder_change (case_id, reason, known_from) values (${BEHIND + id}, 'dead', 'register');
      insert into card_holder (family_id, program, person_id, village_no, domicile_village_no, held_from, source, case_id)
        values (${id}, 'x', ${id}, ${village}, ${home}, '2026-01-01', 'case', ${BEHIND + id})`);
  }
}

const caseOf = ({ familyId }: FixtureFamily): number => 9500 + familyId;

/** For each family whose head holds a card, a change that waits for verification, and a call to the province. */
export async function plantHolderChanges(
  desk: Desk,
  families: readonly FixtureFamily[],
): Promise<void> {
  await plantHolders(desk);
  for (const one of families)
    await desk.owner.query(
      `with file as (
         insert into dtsen.case_file (case_id, kind, client_id, request_sha256, family_id, person_id, village_no,
           domicile_village_no, urgency, opened_at, opened_by, state, step, holder_institution, holder_tier, since)
         overriding system value
         select $1::bigint, 'holder-change', gen_random_uuid(), '\\x00', $2::bigint, $2::bigint * 10, $3, $3, 'planned', now(),
           min(account_id), 'open', 'verification', 'regency-government', 'regency', now() from dtsen.account
         returning case_id, opened_by),
       said as (insert into dtsen.holder_change (case_id, reason, known_from) select case_id, 'away', 'officer' from file),
       event as (
         insert into dtsen.case_event (case_id, act, step, at, by_account)
         select case_id, 'pass', 'proposal', now(), opened_by from file returning case_id, event_no)
       insert into dtsen.case_notice (case_id, event_no, to_institution, to_tier, at)
       select case_id, event_no, 'province-government', 'province', now() from event`,
      [caseOf(one), one.familyId, one.villageNo],
    );
}

type Request = readonly [method: "GET" | "POST", url: string, body?: object];

/** Acts are asked so that whoever may is told why not just now; nobody else learns even that. */
export function holderProbes(
  families: () => readonly FixtureFamily[],
  purposes: readonly string[],
): Readonly<Record<string, Probe>> {
  const each =
    (
      request: (one: FixtureFamily) => Request,
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
  const at = (one: FixtureFamily) => `/api/v1/holder-changes/${caseOf(one)}`;
  const named = ({ headName }: FixtureFamily) => headName;
  return {
    listHolderChanges: each(
      () => ["GET", "/api/v1/holder-changes?show=open&limit=50"],
      named,
      SEES,
    ),
    readHolderChange: each((one) => ["GET", at(one)], named, SEES),
    openHolderChange: each(
      ({ familyId }) => [
        "POST",
        "/api/v1/holder-changes",
        { familyId: String(familyId), personId: String(familyId * 10), cause: "away" },
      ],
      () => "open-already",
      PROPOSES,
    ),
    moveHolderChange: each(
      (one) => ["POST", `${at(one)}/steps`, { act: "resume" }],
      () => "case-not-waiting",
      SEES,
    ),
    seeHolderChangeNotice: each(
      (one) => ["POST", `${at(one)}/seen`],
      () => '"seen"',
      ["province-officer"],
    ),
    readCardHolders: async ({ role, region, ask }) => {
      const findings: Finding[] = [];
      for (const one of families()) {
        for (const purpose of purposes) {
          const url = `/api/v1/families/${one.familyId}/card-holders`;
          const { text } = await ask("GET", url, { purpose });
          const expected = mayRead(role, region, purpose, one.villageNo);
          findings.push({
            at: `${role} ${purpose} ${url}`,
            expected,
            given: text.includes('"pkh"'),
          });
        }
      }
      return findings;
    },
  };
}
