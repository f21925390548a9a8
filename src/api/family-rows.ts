import { type FamilyStandings, NO_STANDINGS } from "#domain/decision-standing.ts";
import type { FindingKind } from "#domain/finding.ts";
import type { RemovalState } from "#domain/removal.ts";
import type { Tx } from "#store/transact.ts";
import type { SourceNotes } from "./family-facts.ts";

export type FamilyRecord = {
  readonly version_no: number;
  readonly family_id: number;
  /** Members that the reader may see. */
  readonly size: number;
  /** False where a member of the version is hidden for safety or erased: what was made of all would tell. */
  readonly is_whole: boolean;
  readonly village_no: number;
  readonly domicile_village_no: number;
  readonly kk_enc: Buffer | null;
  readonly head_person_id: number | null;
  readonly head_name: string | null;
  readonly address: string | null;
  readonly rt: string | null;
  readonly rw: string | null;
  readonly facts_as_of: number | null;
  readonly facts: readonly number[];
  readonly score: number | null;
  readonly decile_national: number | null;
  readonly decile_province: number | null;
  readonly decile_regency: number | null;
  readonly percentile: number | null;
  readonly place_band: readonly number[] | null;
  readonly model_id: string | null;
  readonly sources: SourceNotes;
};

export type PersonRecord = {
  readonly person_id: number;
  readonly name: string | null;
  readonly nik_enc: Buffer | null;
  readonly birth_date: number | null;
  readonly identity_status: string | null;
  readonly life_status: number;
  readonly facts: readonly number[];
  readonly sources: SourceNotes;
};

export type OutcomeRecord = {
  readonly program: string;
  readonly unit: "family" | "person";
  readonly unit_id: number;
  readonly family_id: number;
  readonly village_no: number;
  readonly outcome: string;
  readonly place: number | null;
  readonly first_reason: string | null;
  readonly rules_true: number | string;
  readonly rules_unknown: number | string;
  readonly amount_rupiah: number | null;
  readonly ruleset_id: string | null;
  /** Where a notice or a review speaks of the place; absent where none does. */
  readonly removal_state?: RemovalState | null;
  readonly removal_effect_on?: string | null;
};

export type FindingRecord = {
  readonly unit: "family" | "person";
  readonly unit_id: number;
  readonly kind: FindingKind;
  readonly fact_place: number | null;
  readonly observed_on: string;
  readonly is_confirmed: boolean;
};

/**
 * SQL for families aliased f: a head who is hidden for safety takes the name along. Row-level security
 * on persons decides; the family's own row still carries it.
 */
export const SHOWN_HEAD_NAME: string = `case when exists (select from dtsen.person h
  where h.version_no = f.version_no and h.family_id = f.family_id and h.person_id = f.head_person_id)
  then f.head_name end as head_name`;

const SEEN_MEMBERS = `from dtsen.person m
  where m.version_no = f.version_no and m.family_id = f.family_id`;

/**
 * SQL for families aliased f: how many members the reader may see. The stored size would tell that
 * somebody is hidden for safety.
 */
export const SHOWN_SIZE: string = `(select count(*)::int ${SEEN_MEMBERS}) as size`;

/** Erased members keep their row; their life status says so (domain absent.ts). */
const IS_WHOLE = `(select count(*) ${SEEN_MEMBERS} and m.life_status is distinct from -5) = f.size as is_whole`;

/** The family as it stands today: the published version with findings laid over. */
export async function readFamily(tx: Tx, familyId: string): Promise<FamilyRecord | undefined> {
  const [row] = await tx.query<FamilyRecord>(
    `select version_no, family_id, ${SHOWN_SIZE}, ${IS_WHOLE}, village_no, domicile_village_no, kk_enc,
       head_person_id, ${SHOWN_HEAD_NAME}, address, rt, rw, facts_as_of, facts, score,
       decile_national::int, decile_province::int, decile_regency::int, percentile::int, place_band::int[],
       model_id, sources
     from dtsen.current_family f where family_id = $1`,
    [familyId],
  );
  return row;
}

/** Its members, the head first. */
export async function readMembers(tx: Tx, family: FamilyRecord): Promise<PersonRecord[]> {
  return await tx.query<PersonRecord>(
    `select person_id, name, nik_enc, birth_date, identity_status, life_status::int, facts, sources
     from dtsen.current_person where family_id = $1
     order by person_id = $2 desc, birth_date nulls last, person_id`,
    [family.family_id, family.head_person_id],
  );
}

/** Decisions of its version; without amounts where they would tell of a member who is not shown. */
export async function readOutcomes(tx: Tx, family: FamilyRecord): Promise<OutcomeRecord[]> {
  return await tx.query<OutcomeRecord>(
    `select o.program, o.unit, o.unit_id, o.family_id, o.village_no, o.outcome, o.place, o.first_reason,
       o.rules_true, o.rules_unknown, case when $3::boolean then o.amount_rupiah end as amount_rupiah,
       o.ruleset_id, r.state as removal_state, r.effect_on::text as removal_effect_on
     from dtsen.outcome o
     left join dtsen.removal r on r.version_no = o.version_no and r.program = o.program and r.unit = o.unit and r.unit_id = o.unit_id
     left join dtsen.removal_run n on n.run_no = r.run_no
     where o.version_no = $1 and o.family_id = $2
     order by o.unit, o.program, o.unit_id`,
    [family.version_no, family.family_id, family.is_whole],
  );
}

/** By what its programs stand: acts that determined them, and what other determiners said of it. */
export async function readStandings(tx: Tx, family: FamilyRecord): Promise<FamilyStandings> {
  const [row] = await tx.query<{ standings: FamilyStandings | null }>(
    "select dtsen.family_standings($1) as standings",
    [family.family_id],
  );
  return row?.standings ?? NO_STANDINGS;
}

/** Findings that no version has answered yet. */
export async function readFindings(tx: Tx, family: FamilyRecord): Promise<FindingRecord[]> {
  return await tx.query<FindingRecord>(
    `select unit, unit_id, kind, fact_place, observed_on::text,
       confirmed_by is not null as is_confirmed
     from dtsen.finding where family_id = $1 and answer is null order by finding_id desc`,
    [family.family_id],
  );
}
