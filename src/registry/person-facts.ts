import { IDENTITY_COLUMNS, PERSON_FACTS, PERSON_VAULT_FACTS } from "#domain/variables/catalogue.ts";
import type { Dialect } from "#engine/dialect.ts";
import type { Step } from "#engine/step.ts";
import { digits } from "#matching/digits.ts";
import { lifeStatus } from "./identity-answers.ts";
import { settledValue, shifted } from "./survivorship.ts";
import { FRESHNESS_STEPS } from "./trust.ts";

/** Village codes have ten digits; place and village fit one whole number. */
const VILLAGE_STEPS = 10_000_000_000n;

/**
 * What only lists know about a person whom the registry knows otherwise: telephone, mother's name,
 * where they really live; and whether a confirmed finding says that they died. Table `person_other`.
 */
export function personOther(): Step {
  const led = (column: string): string =>
    `substr(min(case when s.${column} is not null then concat(lpad(cast(p.place as string), 5, '0'), s.${column}) end), 6)`;
  return {
    table: "person_other",
    sql: `\
select p.unit_id, ${led("phone")} as phone, ${led("mother_name")} as mother_name,
  min(case when p.place >= ${FRESHNESS_STEPS} and s.village_code is not null
    then ${shifted("c.corrected_on")} * ${VILLAGE_STEPS} + ${digits("s.village_code", 10)} end) % ${VILLAGE_STEPS} as domicile_village_no,
  max(case when p.source = 'feedback' and s.life_status = 2 then 1 else 0 end) as is_found_dead
from staged_person s join person_record p on p.record_key = s.record_key
left join person_corrected c on c.unit_id = p.unit_id
where s.phone is not null or s.mother_name is not null or s.village_code is not null
  or s.life_status = 2
group by p.unit_id`,
  };
}

/** Text columns that a person has from one record as a whole; the others are filled in beside it. */
const WHOLE = IDENTITY_COLUMNS.filter((name) => !["phone", "mother_name"].includes(name));

/**
 * One row a person: who they are by the record that stands for them, the registry's where it knows
 * them. Table `person_core`.
 */
export function personCore(): Step {
  return {
    table: "person_core",
    sql: `\
select i.unit_id as person_id, i.unit_key as spine_key, i.is_new,
  case when s.source = 'dukcapil' then 1 else 0 end as is_spine,
  ${WHOLE.map((name) => `s.${name}`).join(", ")},
  coalesce(s.mother_name, o.mother_name) as mother_name, coalesce(s.phone, o.phone) as phone,
  ${digits("s.village_code", 10)} as village_no,
  coalesce(o.domicile_village_no, ${digits("s.village_code", 10)}) as domicile_village_no,
  ${lifeStatus()} as life_status,
  a.outcome as answer, a.record_key as answer_key, a.answered_on,
  ${settledValue("b.relationship")} as relationship
from person_id i
join staged_person s on s.record_key = i.unit_key
left join person_other o on o.unit_id = i.unit_id
left join person_best b on b.unit_id = i.unit_id
left join identity_answer a on a.person_id = i.unit_id
where not exists (select 1 from erased_person e where e.person_id = i.unit_id)`,
  };
}

/** Table `person` of the version: facts only. Age is counted on the day of the version. */
export function personTable(asOf: number, dialect: Dialect): Step {
  const facts = PERSON_FACTS.map((name) =>
    name === "age" ? `${age(asOf, dialect)} as age` : `${settledValue(`b.${name}`)} as ${name}`,
  );
  return {
    table: "person",
    sql: `\
select c.person_id, m.family_id,
  coalesce(c.village_no, c.domicile_village_no, 0) as village_no,
  coalesce(c.domicile_village_no, c.village_no, 0) as domicile_village_no,
  ${identityStatus()} as identity_status, c.life_status,
  ${facts.join(",\n  ")}
from (select p.*, case when p.is_spine = 0 then p.nik end as asked_nik from person_core p) c
left join family_member m on m.person_id = c.person_id
left join person_best b on b.unit_id = c.person_id
left join known_nik n on n.nik = c.asked_nik`,
  };
}

function age(asOf: number, dialect: Dialect): string {
  const counted = `cast(${dialect.quotient(`${asOf} - c.birth_date`, "10000")} as int)`;
  return `case when c.birth_date between 18500101 and ${asOf} then ${counted}
    else ${settledValue("b.age")} end`;
}

/**
 * What the registry answered when it was asked about the person; else its own people are padan, and a NIK
 * that it gave to another contradicts the name.
 */
function identityStatus(): string {
  return `case
    when c.life_status = 2 then 'meninggal'
    when c.answer is not null then c.answer
    when c.is_spine = 1 then 'padan'
    when c.nik is null then 'belum-dicek'
    when n.nik is not null and n.birth_date = c.birth_date then 'nama-beda'
    when n.nik is not null and n.name = c.name then 'tgl-lahir-beda'
    when n.nik is not null then 'nama-beda'
    else 'nik-tidak-ditemukan' end`;
}

/**
 * The registry's NIKs, once each, for what is said to people whom it does not know. A record of the registry
 * that people parted from the one of its NIK is not among them.
 */
export function knownNik(): Step {
  return {
    table: "known_nik",
    sql: `\
select nik, birth_date, name from person_core c where is_spine = 1 and nik is not null
  and not exists (select 1 from residual_unit u where u.unit_key = c.spine_key)`,
  };
}

/** Table `vault`: only rows that say something. */
export function vaultTable(): Step {
  const values = PERSON_VAULT_FACTS.map((name) => `${settledValue(name)} as ${name}`);
  const said = PERSON_VAULT_FACTS.map((name) => `${name} is not null`).join(" or ");
  return {
    table: "vault",
    sql: `select unit_id as person_id, ${values.join(", ")} from person_best where ${said}`,
  };
}

/** Table `identity`: the only place of a version where people are named. */
export function identityTable(): Step {
  const place = ["latitude", "longitude", "meter_no"];
  const columns = IDENTITY_COLUMNS.map((name) =>
    place.includes(name) ? `coalesce(c.${name}, f.${name}) as ${name}` : `c.${name}`,
  );
  return {
    table: "identity",
    sql: `\
select c.person_id, m.family_id, ${columns.join(", ")}
from person_core c
left join family_member m on m.person_id = c.person_id
left join family_place f on f.family_id = m.family_id`,
  };
}

/** Table `membership`: which person each record speaks of. */
export function membershipTable(): Step {
  return {
    table: "membership",
    sql: `\
select record_key, unit_id as person_id, rule, weight as weight_millibits, band from person_record`,
  };
}
