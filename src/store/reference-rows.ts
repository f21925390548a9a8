import type pg from "pg";
import { TABLE_VARIABLES } from "#domain/cross-table.ts";
import { REVIEW_TERMS } from "#domain/identity-review.ts";
import { INSTITUTION_TERMS, OFFICES } from "#domain/institution.ts";
import { SERVICE_TERMS } from "#domain/notice-delivery.ts";
import { PURPOSE_TERMS } from "#domain/purpose.ts";
import { REMOVAL_STEPS } from "#domain/removal.ts";
import { ROLE_TERMS, ROLES, roleRights } from "#domain/role.ts";
import { findConflict } from "#domain/role-conflict.ts";
import { roleGivers } from "#domain/role-givers.ts";
import { toldReadings } from "#domain/told-reading.ts";
import { VAULT_BASES } from "#domain/vault.ts";
import { CLOSED_DAYS } from "#domain/working-days.ts";
import { caseWayCalls, caseWayReasons, caseWaySteps, caseWays } from "./case-way-rows.ts";
import { SOURCE_OWNERS } from "./source-owners.ts";

/** Rows of one reference table as the law book states them; the first column names are the key. */
export type ReferenceTable = {
  readonly table: string;
  readonly key: readonly string[];
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  /** Rows the law book no longer knows are taken away; others may be referenced and stay. */
  readonly isWhole: boolean;
};

/** Institution x office x role as data (issue 2, section 7), from the law book and nowhere else. */
export function referenceTables(): readonly ReferenceTable[] {
  const institutions = Object.entries(INSTITUTION_TERMS).map(([code, { words, kind }]) => ({
    institution_code: code,
    name_id: words.id,
    name_en: words.en,
    kind,
  }));
  const offices = OFFICES.map(({ code, institution, tier, words }) => ({
    office_code: code,
    institution_code: institution,
    name_id: words.id,
    name_en: words.en,
    tier,
  }));
  const roles = Object.entries(ROLE_TERMS).map(([code, { words, institutions: by }]) => ({
    role_code: code,
    institutions: by,
    name_id: words.id,
    name_en: words.en,
    needs_totp: code !== "citizen" && code !== "neighbourhood-head",
  }));
  const purposes = Object.entries(PURPOSE_TERMS).map(([code, terms]) => ({
    purpose_code: code,
    name_id: terms.words.id,
    name_en: terms.words.en,
    legal_basis: terms.legalBasis,
    opens_personal_data: terms.opensPersonalData,
  }));
  const rights = roleRights().map(({ role, right, purpose }) => ({
    role_code: role,
    right_code: right,
    purpose_code: purpose,
  }));
  return [
    { table: "institution", key: ["institution_code"], rows: institutions, isWhole: false },
    { table: "office", key: ["office_code"], rows: offices, isWhole: false },
    { table: "role", key: ["role_code"], rows: roles, isWhole: false },
    { table: "purpose", key: ["purpose_code"], rows: purposes, isWhole: false },
    {
      table: "role_right",
      key: ["role_code", "right_code", "purpose_code"],
      rows: rights,
      isWhole: true,
    },
    {
      table: "role_conflict",
      key: ["role_code", "other_role_code"],
      rows: roleConflicts(),
      isWhole: true,
    },
    {
      table: "role_giver",
      key: ["giver", "role_code", "institution_code"],
      rows: roleGivers().map(({ giver, role, institution }) => ({
        giver,
        role_code: role,
        institution_code: institution,
        tiers: ROLE_TERMS[role].tiers,
      })),
      isWhole: true,
    },
    { table: "vault_basis", key: ["basis_code", "role_code"], rows: vaultBases(), isWhole: true },
    { table: "lake_variable", key: ["variable_id"], rows: lakeVariables(), isWhole: true },
    { table: "review_term", key: ["valid_from"], rows: reviewTerms(), isWhole: true },
    { table: "closed_day", key: ["day"], rows: closedDays(), isWhole: true },
    { table: "notice_service", key: ["valid_from"], rows: noticeService(), isWhole: true },
    { table: "removal_step", key: ["from_state", "act"], rows: removalSteps(), isWhole: true },
    { table: "case_way", key: ["kind"], rows: caseWays(), isWhole: true },
    { table: "case_way_step", key: ["kind", "step"], rows: caseWaySteps(), isWhole: true },
    {
      table: "case_way_call",
      key: ["kind", "waits", "name", "level"],
      rows: caseWayCalls(),
      isWhole: true,
    },
    {
      table: "case_way_reason",
      key: ["kind", "act", "reason"],
      rows: caseWayReasons(),
      isWhole: true,
    },
    { table: "told_reading", key: ["kind", "code"], rows: toldReadings(), isWhole: true },
    { table: "source_owner", key: ["source"], rows: SOURCE_OWNERS, isWhole: false },
  ];
}

/** Pairs that never meet in one person, both ways round. */
function roleConflicts(): readonly Readonly<Record<string, unknown>>[] {
  return ROLES.flatMap((role) =>
    ROLES.flatMap((other) => {
      const reason = findConflict(role, other);
      return reason === undefined ? [] : [{ role_code: role, other_role_code: other, reason }];
    }),
  );
}

/** Columns that aggregates may be made of: the law book's, so that no other can be signed for. */
function lakeVariables(): readonly Readonly<Record<string, unknown>>[] {
  return TABLE_VARIABLES.map(({ id, table, unit }) => ({
    variable_id: id,
    table_name: table,
    unit,
  }));
}

function closedDays(): readonly Readonly<Record<string, unknown>>[] {
  return CLOSED_DAYS.flatMap(({ days, legalBasis }) =>
    days.map((day) => ({ day, legal_basis: legalBasis })),
  );
}

function noticeService(): readonly Readonly<Record<string, unknown>>[] {
  return SERVICE_TERMS.map(
    ({ validFrom, missedVisits, postedWorkingDays, legalBasis, isExample }) => ({
      valid_from: validFrom,
      missed_visits: missedVisits,
      posted_working_days: postedWorkingDays,
      legal_basis: legalBasis,
      is_example: isExample,
    }),
  );
}

function removalSteps(): readonly Readonly<Record<string, unknown>>[] {
  return REMOVAL_STEPS.map(({ from, act, to, right, second, afterReply }) => ({
    from_state: from,
    act,
    to_state: to,
    right_code: right,
    is_second: second,
    is_after_reply: afterReply,
  }));
}

function reviewTerms(): readonly Readonly<Record<string, unknown>>[] {
  return REVIEW_TERMS.map((terms) => ({
    valid_from: terms.validFrom,
    double_permille: terms.doublePermille,
    gold_permille: terms.goldPermille,
    claim_minutes: terms.claimMinutes,
    keep_days: terms.keepDays,
    second_days: terms.secondDays,
    basis: terms.basis,
  }));
}

function vaultBases(): readonly Readonly<Record<string, unknown>>[] {
  return Object.entries(VAULT_BASES).flatMap(([code, { roles, law }]) =>
    roles.map((role) => ({ basis_code: code, role_code: role, legal_basis: law })),
  );
}

/** Writes the law book's rows to the desk. Doing it again changes nothing. */
export async function writeReference(owner: pg.ClientBase): Promise<void> {
  await owner.query("begin");
  await owner.query("select pg_advisory_xact_lock(7402603)");
  for (const table of referenceTables()) await writeTable(owner, table);
  await owner.query("commit");
}

async function writeTable(
  owner: pg.ClientBase,
  { table, key, rows, isWhole }: ReferenceTable,
): Promise<void> {
  const columns = Object.keys(rows[0] ?? {});
  const rest = columns.filter((column) => !key.includes(column));
  const changes = rest.map((column) => `${column} = excluded.${column}`).join(", ");
  const differs = rest
    .map((column) => `t.${column} is distinct from excluded.${column}`)
    .join(" or ");
  const onConflict = rest.length === 0 ? "do nothing" : `do update set ${changes} where ${differs}`;
  await owner.query(
    `insert into dtsen.${table} as t (${columns.join(", ")})
     select ${columns.join(", ")} from jsonb_populate_recordset(null::dtsen.${table}, $1)
     on conflict (${key.join(", ")}) ${onConflict}`,
    [JSON.stringify(rows)],
  );
  if (!isWhole) return;
  const same = key.map((column) => `k.${column} = t.${column}`).join(" and ");
  await owner.query(
    `delete from dtsen.${table} t where not exists (
       select from jsonb_populate_recordset(null::dtsen.${table}, $1) k where ${same})`,
    [JSON.stringify(rows)],
  );
}
