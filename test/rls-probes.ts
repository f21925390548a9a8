import { bookReads } from "#test/book-probes.ts";
import { caseReads } from "#test/case-probes.ts";
import { crisisReads } from "#test/crisis-probes.ts";
import { holderReads } from "#test/holder-probes.ts";
import { objectionReads } from "#test/objection-probes.ts";
import { planReads } from "#test/plan-probes.ts";
import { proposalReads } from "#test/proposal-probes.ts";
import { removalReads } from "#test/removal-probes.ts";
import { reviewReads } from "#test/review-probes.ts";
import { accountReads, appointmentActs } from "#test/rls-account-probes.ts";
import {
  type Actor,
  auditSeen,
  checksSeen,
  familiesSeen,
  findingsSeen,
  mayAdd,
  mayChange,
  ofPersons,
  oversees,
  quarantineSeen,
  seesDeliveries,
  worklistSeen,
} from "#test/rls-oracle.ts";
import { PLACES, type Place } from "#test/rls-places.ts";
import { CLOSED, REFERENCE } from "#test/rls-tables.ts";
import { homeOf, idOf, placeOfId, refusedBy, villageOf } from "#test/rls-world.ts";
import { serviceReads } from "#test/service-probes.ts";
import { vervalReads } from "#test/verval-probes.ts";
import { figureTableProbes } from "#test/what-if-probes.ts";

/** One question to the database as some role, with the answer that the oracle gives. */
export type Probe = {
  readonly table: string;
  readonly name: string;
  readonly sql: string;
  /** Rows seen or touched, as text; "denied" where the database must refuse. */
  readonly expected: (actor: Actor) => string;
};

/** SQL for whoever acts. */
export const ME = "dtsen.acting_account()";

const inOrder = (places: readonly Place[]): string =>
  PLACES.filter((place) => places.includes(place)).join(",");

/** At which places rows of a table are seen. */
export const seen = (
  table: string,
  place: string,
  expected: (actor: Actor) => readonly Place[],
): Probe => ({
  table,
  name: `read ${table}`,
  sql: `select coalesce(string_agg(p, ',' order by array_position(array[${PLACES.map((each) => `'${each}'`).join(",")}], p)), '') as answer
    from (select distinct ${place} as p from dtsen.${table}) x where p is not null`,
  expected: (actor) => inOrder(expected(actor)),
});

/** How many rows of a table meet a condition. */
export const counted = (
  table: string,
  condition: string,
  expected: (actor: Actor) => number | "denied",
): Probe => ({
  table,
  name: `count ${table} ${condition}`,
  sql: `select count(*)::text as answer from dtsen.${table} where ${condition}`,
  expected: (actor) => String(expected(actor)),
});

/** Every table, as the application reads it. */
export function readProbes(): Probe[] {
  const byFamily = placeOfId("family_id");
  return [
    ...REFERENCE.map((table) => ({
      table,
      name: `read ${table}`,
      sql: `select (count(*) > 0)::text as answer from dtsen.${table}`,
      expected: () => "true",
    })),
    ...CLOSED.map((table) => ({
      table,
      name: `read ${table}`,
      sql: `select count(*)::text as answer from dtsen.${table}`,
      expected: () => "denied",
    })),
    seen("family", byFamily, familiesSeen),
    seen("person", placeOfId("person_id"), ofPersons(familiesSeen)),
    seen("outcome", byFamily, familiesSeen),
    seen("unchanged_word", byFamily, familiesSeen),
    seen("finding", byFamily, findingsSeen),
    {
      table: "finding_answer",
      name: "read finding_answer",
      sql: "select count(*)::text as answer from dtsen.finding_answer",
      expected: (actor) => String(findingsSeen(actor).length),
    },
    seen("evidence_check", byFamily, worklistSeen),
    seen("correction_proposal", byFamily, worklistSeen),
    seen("identity_check", byFamily, ofPersons(checksSeen)),
    seen("identity_question", byFamily, ofPersons(checksSeen)),
    ...removalReads(),
    seen("unidentified_person", "name", ofPersons(checksSeen)),
    seen("unidentified_event", placeOfId("unidentified_id"), ofPersons(checksSeen)),
    seen("check_code", byFamily, checksSeen),
    seen("quarantine_row", placeOfId("nullif(row_no, 999)"), quarantineSeen),
    seen("audit_entry", byFamily, auditSeen),
    counted("delivery", "true", (actor) => (seesDeliveries(actor) || receives(actor) ? 1 : 0)),
    counted("tombstone", "true", (actor) => (oversees(actor) ? 1 : 0)),
    counted("audit_watermark", "true", (actor) => (oversees(actor) ? 1 : 0)),
    counted("session", "account_id <> dtsen.acting_account()", () => 0),
    counted("session", "account_id = dtsen.acting_account()", () => 1),
    counted("idempotency_key", "account_id <> dtsen.acting_account()", () => 0),
    counted("account", "account_id = dtsen.acting_account()", () => 1),
    ...figureTableProbes(),
    ...[
      reviewReads,
      accountReads,
      caseReads,
      holderReads,
      proposalReads,
      vervalReads,
      objectionReads,
      serviceReads,
      planReads,
      bookReads,
      crisisReads,
    ].flatMap((reads) => reads()),
    counted("family_v1", "true", () => "denied"),
    counted("person_v1_0", "true", () => "denied"),
  ];
}

const receives = ({ role, purpose, isInForce }: Actor) =>
  isInForce && role === "bps-steward" && purpose === "update";
/** What the application may add, at every place. */
export function addProbes(): Probe[] {
  return PLACES.flatMap((place) => {
    const [id, village, home] = [idOf(place), villageOf(place), homeOf(place)];
    const add = (table: string, columns: string, values: string, how = ""): Probe => ({
      table,
      name: `add ${table} ${how} at ${place}`,
      sql: `insert into dtsen.${table} (${columns}) values (${values})`,
      expected: (actor) => (how === "" && mayAdd(table, actor, place) ? "added" : "denied"),
    });
    return [
      add(
        "finding",
        "unit, unit_id, family_id, kind, village_no, domicile_village_no, observed_on, recorded_by",
        `'family', ${id}, ${id}, 'still-here', ${village}, ${home}, '2026-01-03', ${ME}`,
      ),
      add(
        "unidentified_person",
        "client_id, name, village_no, domicile_village_no, found_on, recorded_by",
        `gen_random_uuid(), 'x', ${village}, ${home}, '2026-01-03', ${ME}`,
      ),
      add(
        "unidentified_event",
        "unidentified_id, kind, by_account, village_no, domicile_village_no",
        `${id}, 'noted', ${ME}, ${village}, ${home}`,
      ),
      add(
        "check_code",
        "code_index, family_id, village_no, domicile_village_no, issued_by",
        `'\\xffff', ${id}, ${village}, ${home}, ${ME}`,
      ),
      add(
        "identity_check",
        "person_id, family_id, village_no, domicile_village_no, adapter, outcome",
        `${id}, ${id}, ${village}, ${home}, 'manual', 'x'`,
      ),
      // What a file or the service has answered is for jobs to write.
      add(
        "identity_check",
        "person_id, family_id, village_no, domicile_village_no, adapter, outcome",
        `${id}, ${id}, ${village}, ${home}, 'bulk-file', 'x'`,
        "by file",
      ),
    ];
  });
}

/** What the application may finish or revoke, at every place. */
export function changeProbes(): Probe[] {
  const change = (
    table: string,
    place: Place,
    key: string,
    values: string,
    sees: (actor: Actor) => readonly Place[],
  ): Probe => ({
    table,
    name: `change ${table} at ${place}`,
    sql: `update dtsen.${table} set ${values} where ${key}`,
    expected: (actor) => (mayChange(table, actor, place, sees(actor)) ? "1" : "0"),
  });
  return PLACES.flatMap((place) => {
    const id = idOf(place);
    return [
      change("finding", place, `family_id = ${id}`, `confirmed_by = ${ME}`, findingsSeen),
      change("correction_proposal", place, `family_id = ${id}`, refusedBy(ME), worklistSeen),
      change("evidence_check", place, `family_id = ${id}`, `decided_by = ${ME}`, worklistSeen),
      change(
        "unidentified_person",
        place,
        `unidentified_id = ${id}`,
        "state = 'referred'",
        ofPersons(checksSeen),
      ),
      change("check_code", place, `family_id = ${id}`, "revoked_at = now()", checksSeen),
    ];
  });
}

/** The name of somebody else, or a village that is not the family's: refused to everybody. */
const IN_ANOTHERS_NAME: readonly string[] = [
  `update dtsen.finding set confirmed_by = 1 where family_id = ${idOf("own")}`,
  `update dtsen.evidence_check set decided_by = 1 where family_id = ${idOf("own")}`,
  `update dtsen.correction_proposal set ${refusedBy("1")} where family_id = ${idOf("own")}`,
  "update dtsen.appointment set confirmed_by = 3 where role_code = 'regent'",
  `insert into dtsen.finding (unit, unit_id, family_id, kind, village_no, domicile_village_no, observed_on, recorded_by)
    values ('family', ${idOf("foreign")}, ${idOf("foreign")}, 'still-here', ${villageOf("own")}, 1, '2026-01-03', ${ME})`,
  `insert into dtsen.finding (unit, unit_id, family_id, kind, village_no, domicile_village_no, observed_on, recorded_by)
    values ('family', ${idOf("own")}, ${idOf("own")}, 'still-here', ${villageOf("own")}, 1, '2026-01-03', 1)`,
  `insert into dtsen.check_code (code_index, family_id, village_no, domicile_village_no, issued_by)
    values ('\\xffff', ${idOf("foreign")}, ${villageOf("own")}, 1, ${ME})`,
];

/** Notes of one's own, and appointments. */
export function ownProbes(): Probe[] {
  return [
    {
      table: "audit_entry",
      name: "add a note of one's own",
      sql: "insert into dtsen.audit_entry (act, subject_kind) values ('x', 'none')",
      expected: () => "added",
    },
    {
      table: "idempotency_key",
      name: "keep an answer of one's own",
      sql: `insert into dtsen.idempotency_key values (${ME}, 'k', '\\x00', 200, '{}')`,
      expected: () => "added",
    },
    {
      table: "idempotency_key",
      name: "keep an answer of another's",
      sql: "insert into dtsen.idempotency_key values (1, 'k2', '\\x00', 200, '{}')",
      expected: () => "denied",
    },
    ...IN_ANOTHERS_NAME.map((sql) => ({
      table: /dtsen\.(\w+)/.exec(sql)?.[1] ?? "",
      name: `in another's name: ${sql}`,
      sql,
      expected: () => "denied",
    })),
    ...appointmentActs(),
  ];
}
