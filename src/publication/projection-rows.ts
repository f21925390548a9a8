import { FAMILY_FACTS, PERSON_FACTS } from "#domain/variables/catalogue.ts";
import { identifier, text } from "#engine/duckdb/database.ts";

/** Plain Parquet files of one frozen version, and the programs of its lists in the order of their bits. */
export type VersionFiles = {
  readonly versionNo: number;
  readonly person: string;
  readonly family: string;
  readonly rank: string;
  readonly provenance: string;
  readonly outcome: string;
  readonly identity: readonly string[];
};

/** Tables that the row queries read: views over the files, and provenance folded to one text a unit. */
export function projectionViews(files: VersionFiles): readonly string[] {
  const view = (name: string, paths: readonly string[]) =>
    `create or replace view ${name} as select * from read_parquet([${paths.map(text).join(", ")}])`;
  return [
    view("person", [files.person]),
    view("family", [files.family]),
    view("rank", [files.rank]),
    view("provenance", [files.provenance]),
    view("outcome", [files.outcome]),
    view("identity", files.identity),
    sourcesOf("family"),
    sourcesOf("person"),
  ];
}

/** {"housing": {"source": "regsosek", "as_of": 20221015, "reason": "newest"}, …} as text. */
function sourcesOf(unit: "family" | "person"): string {
  return `create or replace view ${unit}_sources as
select unit_id, '{' || string_agg('"' || field_group || '":{"source":"' || source || '","as_of":'
  || coalesce(cast(as_of as varchar), 'null') || ',"reason":"' || coalesce(reason, '') || '"}', ','
  order by field_group) || '}' as sources
from provenance where unit = ${text(unit)} group by unit_id`;
}

const factsOf = (alias: string, facts: readonly string[]): string =>
  `'{' || concat_ws(',', ${facts.map((fact) => `coalesce(${alias}.${identifier(fact)}, -2)`).join(", ")}) || '}'`;

/** One row a family, with its head's name and address; in the order of villages, so that neighbours lie together. */
export function familyRows(programs: readonly string[]): string {
  const bits = programs.map((program, bit) => `when ${text(program)} then ${2 ** bit}`).join(" ");
  return `select f.family_id, f.head_person_id, f.size, f.village_no, f.domicile_village_no,
  i.kk, i.name as head_name, i.address, i.rt, i.rw, i.latitude, i.longitude, f.facts_as_of,
  ${factsOf("f", FAMILY_FACTS)} as facts, r.score, r.decile_national, r.decile_province,
  r.decile_regency, r.percentile, r.model_id, coalesce(s.sources, '{}') as sources,
  coalesce(o.bits, 0) as bits
from family f
left join rank r on r.family_id = f.family_id
left join identity i on i.person_id = f.head_person_id
left join family_sources s on s.unit_id = f.family_id
left join (select family_id, cast(sum(bit) as int) as bits from (
    select distinct family_id, case program ${bits} else 0 end as bit from outcome
    where outcome = 'recipient') listed group by family_id) o on o.family_id = f.family_id
order by f.village_no, f.family_id`;
}

/** One row a person who belongs to a family; those outside any family stay in the lake. */
export function personRows(): string {
  return `select p.person_id, p.family_id, p.village_no, p.domicile_village_no, i.name, i.nik, i.kk,
  i.birth_date, i.mother_name, i.phone, p.identity_status, p.life_status,
  ${factsOf("p", PERSON_FACTS)} as facts, coalesce(s.sources, '{}') as sources, p.age
from person p
left join identity i on i.person_id = p.person_id
left join person_sources s on s.unit_id = p.person_id
where p.family_id is not null
order by p.village_no, p.family_id, p.person_id`;
}

/** One line of COPY text an outcome, written by the engine itself: nothing of it needs a key. */
export function outcomeLines(versionNo: number): string {
  const columns = [
    "o.family_id",
    "o.program",
    "o.unit",
    "o.unit_id",
    "o.village_no",
    "coalesce(f.domicile_village_no, o.village_no)",
    "o.outcome",
    "o.place",
    "o.first_reason",
    "coalesce(o.rules_true, 0)",
    "coalesce(o.rules_unknown, 0)",
    "o.amount_rupiah",
    "o.ruleset_id",
  ].map((column) => `coalesce(cast(${column} as varchar), '\\N')`);
  return `select '${versionNo}' || chr(9) || concat_ws(chr(9), ${columns.join(", ")}) || chr(10) as line
from outcome o left join family f on f.family_id = o.family_id
where o.family_id is not null order by o.village_no, o.family_id, o.program, o.unit_id`;
}

/** Columns of outcome in the order of outcomeLines. */
export const OUTCOME_COLUMNS: readonly string[] =
  `version_no family_id program unit unit_id village_no domicile_village_no outcome place first_reason
   rules_true rules_unknown amount_rupiah ruleset_id`.split(/\s+/);
