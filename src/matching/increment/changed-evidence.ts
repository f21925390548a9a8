import type { Dialect } from "#engine/dialect.ts";
import type { Step } from "#engine/step.ts";
import { wholeRecords } from "#matching/match-record.ts";
import { askedForms, namesOf } from "./changed-records.ts";
import { RECORD_COLUMNS } from "./first-layer.ts";
import { evidenceSteps } from "./match-frozen.ts";
import { lives } from "./match-state.ts";
import { standing } from "./state-reads.ts";

/**
 * What statements about persons speak of, again for statements that came, and for those whose NIK, or whose name, day and
 * regency, somebody has who came to the spine or left it, or about whom people decided. Tables `evidence_link`
 * (all of them) and `evidence_part` (statements that came, as they are kept).
 */
export function changedEvidence(held: boolean, layer: number, dialect: Dialect): readonly Step[] {
  const isKept = `e.record_key not in (select g.record_key from removed_evidence g) and ${lives("e", "evidence_gone")}`;
  return [
    {
      table: "moved_person",
      sql: `\
select nik, kanon_key, birth_day, regency from spine_added
union
select nik, kanon_key, birth_day, regency from spine_removed
union
select s.nik, s.kanon_key, s.birth_day, s.regency from changed_spine s
where s.record_key in (select d.record_key from decided_key d)`,
    },
    {
      table: "evidence_record",
      sql: `\
select e.* from added_evidence e
union all
select ${KEPT} from evidence e
where ${isKept} and (e.nik <> 0 and e.nik in (select m.nik from moved_person m)
  or exists (select 1 from moved_person m where ${sameNamesake("m", "e")}))`,
    },
    ...askedPersons(dialect),
    ...evidenceSteps(true, held),
    { table: "evidence_again", sql: "select * from evidence_link" },
    {
      table: "evidence_link",
      sql: `\
select l.record_key, l.spine_key, l.probability_milli from state_evidence l
where l.record_key not in (select e.record_key from evidence_record e)
  and l.record_key not in (select g.record_key from removed_evidence g)
union all
select record_key, spine_key, probability_milli from evidence_again`,
    },
    { table: "evidence_part", sql: `select e.*, ${layer} as layer from added_evidence e` },
  ];
}

const sameNamesake = (s: string, e: string): string =>
  ["kanon_key", "birth_day", "regency"].map((name) => `${s}.${name} = ${e}.${name}`).join(" and ");

/** Of whom those statements may speak: spine persons of the NIK, or of the name, day and regency. Tables `spine` and `name_form`. */
function askedPersons(dialect: Dialect): readonly Step[] {
  const isAsked = `(r.nik <> 0 and r.nik in (select e.nik from evidence_record e)
    or exists (select 1 from evidence_record e where e.kanon_key <> 0 and ${sameNamesake("e", "r")}))`;
  const isNamesake = `r.birth_day in (select e.birth_day from evidence_record e)
    and r.name_id in (select n.name_id from namesake n)`;
  return [
    {
      table: "namesake",
      sql: `\
select n.name_id from name n where n.kanon_key in (select e.kanon_key from evidence_record e where e.kanon_key <> 0)`,
    },
    {
      table: "told_kept",
      sql: `\
${standing("r.is_spine = 1 and r.nik in (select e.nik from evidence_record e where e.nik <> 0)")}
union
${standing(`r.is_spine = 1 and ${isNamesake}`)}`,
    },
    ...askedForms("told", `${namesOf("told_kept")} union all ${namesOf("evidence_record")}`),
    {
      table: "spine",
      sql: `\
select r.* from (
  ${wholeRecords("told_kept", RECORD_COLUMNS, dialect)}
  union all
  select a.* from added_record a where a.is_spine = 1
) r
where r.record_key not in (select b.record_key from spine_repeat_now b) and ${isAsked}`,
    },
  ];
}

/** Columns of a statement as a narrow record. */
const KEPT = `e.record_key, e.delivery_no, e.as_of, e.is_spine, e.nik, e.kk, e.birth_day, e.sex, e.village, e.name_id,
  e.mother_id, e.kanon_key, e.birth_year, e.birth_month, e.birth_dom, e.district, e.regency`;
