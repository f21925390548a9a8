import type pg from "pg";
import { plantedAreas } from "#test/area-table-probe.ts";
import { plantBooks } from "#test/book-plants.ts";
import { PLANTED_CANDIDATES } from "#test/candidate-probes.ts";
import { plantCases } from "#test/case-probes.ts";
import { plantedCommitments } from "#test/commitment-probes.ts";
import { plantCrises } from "#test/crisis-probes.ts";
import { plantChanges } from "#test/holder-probes.ts";
import { plantLakeJobs } from "#test/lake-probes.ts";
import { keptEvaluation } from "#test/made-evaluation.ts";
import { plantObjectionRows } from "#test/objection-probes.ts";
import { plantedPayments } from "#test/payment-probes.ts";
import { plantPlans } from "#test/plan-probes.ts";
import { plantProposals } from "#test/proposal-probes.ts";
import { plantedRemoval, plantedRuns } from "#test/removal-probes.ts";
import { plantReviewRows } from "#test/review-probes.ts";
import { PLACES, type Place, VERSION } from "#test/rls-places.ts";
import { plantedRules } from "#test/rule-probes.ts";
import { plantServiceRows } from "#test/service-probes.ts";
import { plantVerval } from "#test/verval-probes.ts";
import { plantedWhatIf } from "#test/what-if-probes.ts";

/** Villages of the example: one regency's first village, and others ever farther away. */
export const OWN = 3204052001;
const SIBLING = 3204052002;
const COUSIN = 3204062001;
const NEIGHBOUR = 3201012001;
export const FOREIGN = 3301012001;

/** Where the family card says, and where the family lives. */
const VILLAGES: Readonly<Record<Place, readonly [card: number, home: number]>> = {
  own: [OWN, OWN],
  sibling: [SIBLING, SIBLING],
  cousin: [COUSIN, COUSIN],
  neighbour: [NEIGHBOUR, NEIGHBOUR],
  foreign: [FOREIGN, FOREIGN],
  "moved-in": [FOREIGN, OWN],
  arrival: [FOREIGN, FOREIGN],
  unconfirmed: [FOREIGN, FOREIGN],
  suppressed: [OWN, OWN],
  "suppressed-member": [OWN, OWN],
};

/** SQL that refuses a proposed correction, in whoever's name. */
export const refusedBy = (account: string): string =>
  `decision = 'refused', refusal = 'as-recorded', decided_at = now(), decided_by = ${account}`;

/** Family and person ids are 101, 102 … in the order of PLACES. */
export const idOf = (place: Place): number => 101 + PLACES.indexOf(place);
export const villageOf = (place: Place): number => VILLAGES[place][0];
export const homeOf = (place: Place): number => VILLAGES[place][1];

/** SQL that names the place behind an id. */
export const placeOfId = (column: string): string =>
  `(array[${PLACES.map((place) => `'${place}'`).join(", ")}])[(${column}) - 100]`;

/** One row of every kind at every place, planted past all policies. */
export async function plant(admin: pg.Client): Promise<void> {
  await admin.query(`
    insert into version (version_no, label, state, basis, as_of, manifest_sha256, built_by)
      overriding system value values (${VERSION}, 'contoh', 'frozen', 'families', '2026-01-01', 'x', 'test');
    select open_projection(${VERSION}, 2);
    insert into account (username, person_name, password_hash) values ('stranger', 'Orang Lain', '-');
    insert into appointment (account_id, office_code, role_code, region_id, village_lo, village_hi, valid_from, valid_to,
        decree, appointed_by)
      select (select account_id from account where username = 'stranger'), 'pilar-sosial', 'psm', region_id, village_lo,
        village_hi, current_date, current_date + 9, 'x', null from region where tier = 'village' and village_lo = ${OWN};
    insert into enrolment (account_id, code_sha256, expires_at) values (1, '\\x00', now());
    insert into source_owner (source, institution, legal_basis, retention_months) values ('test', 'x', 'x', 1);
    insert into delivery (delivery_no, source, delivery_set, as_of, file_name, sha256, received_by)
      overriding system value values (1, 'test', 'person', '2026-01-01', 'x', repeat('0', 64), 'test');
    insert into quarantine_row (delivery_no, row_no, column_name, rule_code, village_no) values (1, 999, '', 'x', 0);
    insert into tombstone (unit, unit_id, ground, erased_by) values ('person', 1, 'x', 'x');
    insert into program (program_code, valid_from, name_id, name_en, unit, legal_basis)
      values ('x', '2026-01-01', 'x', 'x', 'family', 'x');
    insert into version_figure (version_no, figure, value) values (${VERSION}, 'x', 1);
    insert into header_mapping values ('test', 'person', 'x', 'x', 'x');
    insert into version_model values (${VERSION}, '{}');
    insert into version_delivery values (${VERSION}, 1);
    insert into version_gate values (${VERSION}, 'removed', 1, 20, 'passed', 'x');
    insert into gate_override values (${VERSION}, 'removed', 1, 'alasan yang cukup panjang');
    insert into version (version_no, label, state, basis, as_of, built_by)
      overriding system value values (${VERSION} + 70, 'lama', 'building', 'families', '2025-01-01', 'test');
    insert into version_diff (version_no, before_no, refused) values (${VERSION}, ${VERSION} + 70, 'other-basis');
    insert into decree (program_code, version_no, act_number, signed_on, recorded_by)
      values ('x', ${VERSION}, 'SK 1/x', '2026-01-01', 1);
    insert into version_list values (${VERSION}, 'x', 'x', repeat('0', 64), 'x', true, 'x', 'kemensos', true, '{}', '[]', 0);
    insert into determination (program_code, version_no, kind, ruleset_id, outcome_sha256, quotas_sha256,
        quotas_are_example, draw_key, determiner, counts, regencies, amount_rupiah, proposed_by)
      values ('x', ${VERSION}, 'decree', 'x', repeat('0', 64), 'x', true, 'x', 'kemensos', '{}', '[]', 0, 1);
    insert into determination_letter values (1, 'ID', repeat('0', 64), 1, 1, 1);
    insert into determination_word (determination_no, state, account_id) values (1, 'proposed', 1);
    ${plantedRules(VERSION)}
    insert into withdrawal_list (list_no, version_no, back_to_no, decrees, counts, file_sha256) overriding system value
      values (70, ${VERSION}, ${VERSION} + 70, '{1}', '{}', repeat('0', 64));
    insert into withdrawal_word values (70, 1, 'alasan yang cukup panjang');
    insert into withdrawal_order (version_no, account_id, reason) values (${VERSION}, 1, 'alasan yang cukup panjang');
    ${plantedRuns(VERSION, OWN)}
    ${keptEvaluation(String(VERSION), `${VERSION} + 70`)};
    insert into ledger_segment values (1, ${VERSION}, 'x', 'x', 1, 1, 1, 1);
    insert into publication_sheet values (${VERSION}, 'x', '2026-01-01', '2026-02-01', '2026-01-01', '2026-03-01', '{}', '{}', 0);
    insert into region_succession values (1, 1, 0, '2026-01-01', 'x');
    insert into audit_leaf values (1, 1, '\\x00', 1);
    insert into audit_checkpoint values (1, 1, 1, 'x', 'x', now());
    insert into audit_entry (act, subject_kind, actor) values ('x', 'none', 'cli:x');
    insert into vault_note (person_id, category, legal_basis, sealed_note, recorded_by, erase_after)
      values (1, 'hiv', 'x', '\\x00', 1, '2030-01-01');
    insert into family_redirect values (${VERSION}, 1, 2);
    insert into person_redirect values (${VERSION}, 1, 2);
    insert into person_passage values (${VERSION}, 1, 1, 2);
    insert into family_passage values (${VERSION}, 1, 1, 2, 0);
    insert into lookup_budget values ('x', 1, now());
    insert into explanation_code values ('\\x00', 1, 1, ${OWN}, now(), 1, now());
    insert into sign_in_attempt (username) values ('x');
    insert into idempotency_key select account_id, 'k', '\\x00', 200, '{}' from account where username = 'stranger'`);
  for (const place of PLACES) await plantAt(admin, place);
  for (const sql of [...plantedAreas(VERSION), ...plantedWhatIf(VERSION)]) await admin.query(sql);
  await plantCases(admin, VERSION);
  await plantChanges(admin);
  await plantProposals(admin);
  await plantVerval(admin, VERSION);
  await plantObjectionRows(admin);
  await plantServiceRows(admin);
  await plantCrises(admin);
  await plantPlans(admin);
  await plantBooks(admin);
  await admin.query(plantedCommitments);
  await plantLakeJobs(admin, VERSION);
  await admin.query(
    `insert into past_family select job_no, account_id, ${VERSION}, 1, '{}' from lake_job limit 1`,
  );
  await plantReviewRows(admin, VERSION);
  await admin.query(plantedPayments());
  await admin.query(PLANTED_CANDIDATES);
  // Somebody else in the family of the hidden member: without, the family would be hidden too.
  await admin.query(`
    insert into dtsen_loading.person_v1 (version_no, person_id, family_id, village_no, domicile_village_no, name_key, facts)
      values (${VERSION}, 999, ${idOf("suppressed-member")}, ${OWN}, ${OWN}, 'ani', '{1}')`);
  await admin.query(`
    select close_projection(${VERSION});
    insert into publication_pointer (version_no) values (${VERSION});
    update version set state = 'published' where version_no = ${VERSION};
    insert into finding_answer (version_no, finding_id, answer, reason)
      select ${VERSION}, finding_id, 'absorbed', 'x' from finding;
    insert into suppression (unit, unit_id, ground, ordered_by) values
      ('family', ${idOf("suppressed")}, 'shelter', 1), ('person', ${idOf("suppressed-member")}, 'shelter', 1)`);
}

async function plantAt(admin: pg.Client, place: Place): Promise<void> {
  const [id, village, home] = [idOf(place), villageOf(place), homeOf(place)];
  const stranger = "(select account_id from account where username = 'stranger')";
  const isMove = place === "arrival" || place === "unconfirmed";
  await admin.query(`
    insert into dtsen_loading.family_v1 (version_no, family_id, size, village_no, domicile_village_no, facts, decile_national)
      values (${VERSION}, ${id}, 1, ${village}, ${home}, '{1}', 5);
    insert into dtsen_loading.person_v1 (version_no, person_id, family_id, village_no, domicile_village_no, name_key, facts)
      values (${VERSION}, ${id}, ${id}, ${village}, ${home}, 'siti', '{1}');
    insert into dtsen_loading.outcome_v1 (version_no, family_id, program, unit, unit_id, village_no, domicile_village_no, outcome)
      values (${VERSION}, ${id}, 'x', 'family', ${id}, ${village}, ${home}, 'recipient');
    insert into dtsen_loading.lookup_name_v1 (version_no, name_key, family_id, person_id, village_no)
      values (${VERSION}, '\\x00', ${id}, ${id}, ${village});
    insert into dtsen_loading.public_sheet_v1 values (${VERSION}, ${id}, 'S', 0);
    insert into vault_fact values (${VERSION}, ${id}, ${village}, '{1}');
    insert into finding (unit, unit_id, family_id, kind, village_no, domicile_village_no, observed_on, recorded_by, confirmed_by)
      values ('family', ${id}, ${id}, '${isMove ? "moved" : "still-here"}', ${village}, ${isMove ? OWN : home},
        '2026-01-02', ${stranger}, ${place === "arrival" ? 1 : "null"});
    insert into evidence_check (version_no, family_id, village_no, domicile_village_no, source, subject_kind, statement,
        match_probability_milli, reason)
      values (${VERSION}, ${id}, ${village}, ${home}, 'pln', 'meter', 'power-va', 500, 'below-threshold');
    insert into correction_proposal (receipt_index, client_id, family_id, unit, unit_id, asked_about, ground, version_no,
        village_no, domicile_village_no, received_on)
      values ('\\x${id.toString(16).padStart(4, "0")}', gen_random_uuid(), ${id}, 'family', ${id}, 'size', 'wrong', ${VERSION},
        ${village}, ${home}, '2026-01-02');
    insert into unchanged_word (family_id, version_no, village_no, domicile_village_no, said_on)
      values (${id}, ${VERSION}, ${village}, ${home}, '2026-01-03');
    insert into identity_check (person_id, family_id, village_no, domicile_village_no, adapter, outcome)
      values (${id}, ${id}, ${village}, ${home}, 'bulk-file', 'x');
    ${plantedRemoval(VERSION, id, village, home)}
    insert into identity_question (question_id, person_id, family_id, village_no, domicile_village_no, adapter, asked_by)
      values (gen_random_uuid(), ${id}, ${id}, ${village}, ${home}, 'bulk-file', 'x');
    insert into unidentified_person (unidentified_id, client_id, name, village_no, domicile_village_no, found_on, recorded_by,
        promoted_person_id)
      overriding system value values (${id}, gen_random_uuid(), '${place}', ${village}, ${home}, '2026-01-01', ${stranger}, ${id});
    insert into unidentified_event (unidentified_id, kind, village_no, domicile_village_no)
      values (${id}, 'found', ${village}, ${home});
    insert into check_code (code_index, family_id, village_no, domicile_village_no)
      values ('\\x${id.toString(16).padStart(4, "0")}', ${id}, ${village}, ${home});
    insert into quarantine_row (delivery_no, row_no, column_name, rule_code, village_no) values (1, ${id}, '', 'x', ${village});
    insert into audit_entry (act, subject_kind, subject_id, family_id, village_no, fields_class)
      values ('read-family-sheet', 'family', ${id}, ${id}, ${village}, 'facts')`);
}
