import type pg from "pg";
import { type Actor, ofPersons } from "#test/rls-oracle.ts";
import { PLACES, type Place, placesOf, TIER_OF } from "#test/rls-places.ts";
import { type Probe, seen } from "#test/rls-probes.ts";
import { homeOf, idOf, placeOfId, villageOf } from "#test/rls-world.ts";

/** Who sees reactivations at the counter, by hand from Permensos 3/2026: each office of the seven steps, and whom a clock calls. */
const SEES_CASES = [
  "village-operator",
  "regency-data-entry",
  "regency-supervisor",
  "regency-verifier",
  "agency-head",
  "province-officer",
  "ministry-officer",
  "civil-registry-officer",
  "insurance-officer",
];

function casesSeen({ role, purpose, isInForce }: Actor): Place[] {
  const sees = isInForce && purpose === "service" && SEES_CASES.includes(role);
  return sees ? placesOf(TIER_OF[role] ?? "village") : [];
}

const TABLES = ["case_file", "case_event", "case_notice", "reactivation", "case_follow_up"];

/** Files and books of cases, as the application reads them. */
export const caseReads = (): Probe[] =>
  TABLES.map((table) => seen(table, placeOfId("case_id"), ofPersons(casesSeen)));

/** Every move of a case goes through a function that asks for the right; no table takes one. */
export const NEVER_IN_CASES: readonly string[] = [
  "update dtsen.case_file set state = 'done'",
  "update dtsen.case_event set by_account = 1",
  "update dtsen.case_notice set seen_at = now()",
  "update dtsen.reactivation set insurer_reference = 'x', confirmed_on = '2026-01-01', confirmed_by = 1",
  "insert into dtsen.case_event (case_id, act, step, at, by_account) values (101, 'pass', 'insurer', now(), 1)",
  "insert into dtsen.case_follow_up values (101, 1, 1, now())",
];

/** A case at every place, numbered like its person, that a clock has called once and that was followed up. */
export async function plantCases(admin: pg.Client, version: number): Promise<void> {
  for (const place of PLACES) {
    const [id, village, home] = [idOf(place), villageOf(place), homeOf(place)];
    await admin.query(`
      insert into case_file (case_id, kind, client_id, request_sha256, family_id, person_id, village_no, domicile_village_no,
          urgency, opened_at, opened_by, state, step, holder_institution, holder_tier, since)
        overriding system value values (${id}, 'pbi-reactivation', gen_random_uuid(), '\\x00', ${id}, ${id}, ${village}, ${home},
          'planned', now(), 1, 'open', 'verification', 'regency-government', 'regency', now());
      insert into case_event (case_id, act, step, at) values (${id}, 'escalate', 'verification', now());
      insert into case_notice (case_id, event_no, to_institution, to_tier, at)
        select ${id}, max(event_no), 'province-government', 'province', now() from case_event;
      insert into reactivation (case_id, path, facility_kind, facility_name, letter_number, letter_on, deactivated_on,
          deactivation_source, masked_name, slip_index)
        values (${id}, 'registered', 'hospital', 'RSUD Contoh', '1/2026', '2026-01-02', '2026-01-01', 'letter', 'S***', '\\x${id.toString(16).padStart(4, "0")}');
      insert into case_follow_up values (${id}, ${version}, 1, now())`);
  }
}
