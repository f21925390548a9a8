import { CUTS } from "#domain/cut-state.ts";
import { FAMILY_FACTS, PERSON_FACTS } from "#domain/variables/catalogue.ts";
import { identifier, text } from "#engine/duckdb/database.ts";
import { sourcesText } from "./projection-sources.ts";

/** Plain Parquet files of one frozen version, and the programs of its lists in the order of their bits. */
export type VersionFiles = {
  readonly versionNo: number;
  readonly person: string;
  readonly family: string;
  readonly rank: string;
  readonly stability: string;
  readonly provenance: string;
  readonly outcome: string;
  readonly identity: readonly string[];
};

/** Tables that the row queries read: views over the files. */
export function projectionViews(files: VersionFiles): readonly string[] {
  const view = (name: string, paths: readonly string[]) =>
    `create or replace view ${name} as select * from read_parquet([${paths.map(text).join(", ")}])`;
  return [
    view("person", [files.person]),
    view("family", [files.family]),
    view("rank", [files.rank]),
    view("stability", [files.stability]),
    view("provenance", [files.provenance]),
    view("outcome", [files.outcome]),
    view("identity", files.identity),
  ];
}

const factsOf = (alias: string, facts: readonly string[]): string =>
  `'{' || concat_ws(',', ${facts.map((fact) => `coalesce(${alias}.${identifier(fact)}, -2)`).join(", ")}) || '}'`;

/** A field of COPY's text format, written by the engine; words may carry what COPY must not see. */
const field = (column: string): string => `coalesce(cast(${column} as varchar), '\\N')`;
const words = (column: string): string =>
  `coalesce(replace(replace(replace(replace(${column}, '\\', '\\\\'), chr(9), '\\t'), chr(10), '\\n'), chr(13), '\\r'), '\\N')`;
const joined = (fields: readonly string[]): string => `concat_ws(chr(9), ${fields.join(", ")})`;

/** An array of whole numbers as COPY reads it; versions of before say nothing of it. */
const PLACE_BAND = `case when b.family_id is null then '\\N' else '{' || concat_ws(',', b.decile_low, b.decile_high, ${CUTS.map((cut) => `b.below_${cut}`).join(", ")}) || '}' end`;

/** Columns of table family in the order in which familyRows and the loader write them. */
export const FAMILY_COLUMNS: readonly string[] =
  `version_no family_id head_person_id size village_no domicile_village_no kk_enc kk_index head_name
   address rt rw latitude longitude facts_as_of facts score decile_national decile_province
   decile_regency percentile place_band model_id sources`.split(/\s+/);

/**
 * One row a family: what needs a key or a mask as values, all the rest as text ready for COPY, before
 * and after the encrypted columns. In the order of villages, so that neighbours lie together.
 */
export function familyRows(
  versionNo: number,
  programs: readonly string[],
  groups: readonly string[],
): string {
  const bits = programs.map((program, bit) => `when ${text(program)} then ${2 ** bit}`).join(" ");
  const before = ["family_id", "head_person_id", "size", "village_no", "domicile_village_no"];
  const after = [
    ...["i.name", "i.address", "i.rt", "i.rw"].map(words),
    ...["i.latitude", "i.longitude", "f.facts_as_of"].map(field),
    factsOf("f", FAMILY_FACTS),
    ...["score", "decile_national", "decile_province", "decile_regency", "percentile"].map(
      (column) => field(`r.${column}`),
    ),
    PLACE_BAND,
    field("r.model_id"),
    sourcesText("s", groups),
  ];
  return `select f.family_id, i.kk, i.name as head_name, coalesce(o.bits, 0) as bits,
  coalesce(o.reviewed & ~o.bits, 0) as reviewed,
  ${joined([`'${versionNo}'`, ...before.map((column) => field(`f.${column}`))])} as head,
  ${joined(after)} as tail
from family f
left join rank r on r.family_id = f.family_id
left join stability b on b.family_id = f.family_id
left join identity i on i.person_id = f.head_person_id
left join family_sources s on s.unit_id = f.family_id
left join (select family_id, ${bitsWhere("recipient")} as bits, ${bitsWhere("review")} as reviewed from (
    select family_id, outcome, case program ${bits} else 0 end as bit from outcome
    where outcome in ('recipient', 'review')) listed group by family_id) o on o.family_id = f.family_id
order by f.village_no, f.family_id`;
}

/** Lists by bit on which somebody of a family stands so. */
const bitsWhere = (outcome: "recipient" | "review"): string =>
  `cast(bit_or(case outcome when '${outcome}' then bit else 0 end) as int)`;

/** Columns of table person in the order in which personRows and the loader write them. */
export const PERSON_COLUMNS: readonly string[] =
  `version_no person_id family_id village_no domicile_village_no birth_date mother_name
   identity_status life_status facts sources name name_key nik_enc nik_index kk_index
   phone_enc`.split(/\s+/);

/** One row a person who belongs to a family; those outside any family stay in the lake. */
export function personRows(versionNo: number, groups: readonly string[]): string {
  const fields = [
    `'${versionNo}'`,
    ...["person_id", "family_id", "village_no", "domicile_village_no"].map((column) =>
      field(`p.${column}`),
    ),
    field("i.birth_date"),
    words("i.mother_name"),
    field("p.identity_status"),
    field("p.life_status"),
    factsOf("p", PERSON_FACTS),
    sourcesText("s", groups),
  ];
  return `select p.person_id, p.family_id, p.village_no, i.name, i.nik, i.kk, i.phone, p.life_status,
  p.age, ${joined(fields)} as head
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
