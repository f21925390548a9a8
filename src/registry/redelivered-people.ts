import type { Step } from "#engine/step.ts";
import { digits } from "#matching/digits.ts";

/** What a record says of who it is, with what stands for "not said", which is equal to itself here. */
const SAID = {
  nik: "''",
  name: "''",
  birth_date: "0",
  mother_name: "''",
  village_no: "0",
  kk: "''",
} as const;
type Column = keyof typeof SAID;
const COLUMNS = Object.keys(SAID) as readonly Column[];

/** What may be said otherwise of somebody who goes on; the later, the surer. The last: nothing but the sex. */
const DIFFERING: readonly (readonly Column[])[] = [
  ["name"],
  ["birth_date"],
  ["nik"],
  ["mother_name", "village_no", "kk"],
  ["village_no", "kk"],
  ["mother_name"],
  ["village_no"],
  ["kk"],
  [],
];

const list = (of: string): string => COLUMNS.map((name) => `${of}.${name}`).join(", ");
const equal = (a: string, b: string): string =>
  COLUMNS.map((name) => `${a}.${name} = ${b}.${name}`).join(" and ");
const howMany = (of: string, names: readonly Column[]): string =>
  names.map((name) => `(case when ${of}.${name} <> ${SAID[name]} then 1 else 0 end)`).join(" + ");

/**
 * Ids that no record key and no NIK of the civil registry claims: people of lists that were delivered again, under new
 * keys. Who they were is what the parent's sealed identity says; nothing else is kept for it. Nobody about whom people
 * decided is here (see `named_claim`), and nobody who was erased. Tables `unclaimed_id`; `said_again` (what the records of
 * people with no claim say; where a record leaves out mother or village, what others of the same person say as well);
 * `same_words` and `known_again` (old_id, unit_key): claims by equal words, of people whom nothing else claims and of
 * those who were found to be somebody else; and `likely_claim` (unit_key, old_id, weight), where one thing differs.
 */
export function redeliveredPeople(has: { readonly hasDecisions: boolean }): readonly Step[] {
  return [
    unclaimedIds(has.hasDecisions),
    {
      table: "fresh_record",
      sql: `\
select l.spine_key as unit_key, s.nik, s.name, s.birth_date, s.mother_name, s.kk, s.sex, s.source,
  ${digits("s.village_code", 10)} as village_no
from link l join staged_person s on s.record_key = l.record_key
where not exists (select 1 from sure_claims c where c.unit_key = l.spine_key)`,
    },
    saidAgain(),
    sameWords(),
    knownAgain(),
    ...likelyClaims(),
  ];
}

function unclaimedIds(hasDecisions: boolean): Step {
  const undecided = `
  and not exists (select 1 from decided_person d where d.person_id = i.person_id)`;
  return {
    table: "unclaimed_id",
    sql: `\
select i.person_id as old_id, ${COLUMNS.map((name) => `coalesce(${name === "village_no" ? "p" : "i"}.${name}, ${SAID[name]}) as ${name}`).join(", ")},
  p.sex, coalesce(w.source, '') as source
from previous_identity i join previous_person p on p.person_id = i.person_id
left join previous_provenance w on w.unit = 'person' and w.unit_id = i.person_id and w.field_group = 'identity'
where not exists (select 1 from sure_claims c where c.old_id = i.person_id)
  and not exists (select 1 from erased_person e where e.person_id = i.person_id)${hasDecisions ? undecided : ""}`,
  };
}

function saidAgain(): Step {
  const others = (column: "mother_name" | "village_no"): string => `\
left join (
    select distinct unit_key, ${column} from fresh_record
    union
    select unit_key, cast(null as ${column === "village_no" ? "bigint" : "string"}) as ${column} from fresh_record
  ) ${column[0]} on ${column[0]}.unit_key = f.unit_key and f.${column} is null`;
  const words = COLUMNS.map((name) => {
    const other = name === "mother_name" || name === "village_no" ? `, ${name[0]}.${name}` : "";
    return `coalesce(f.${name}${other}, ${SAID[name]}) as ${name}`;
  });
  return {
    table: "said_again",
    sql: `\
select unit_key, ${COLUMNS.join(", ")}, max(sex) as sex, min(source) as source from (
  select f.unit_key, ${words.join(", ")}, f.sex, f.source
  from fresh_record f
  ${others("mother_name")}
  ${others("village_no")}
) said group by unit_key, ${COLUMNS.join(", ")}`,
  };
}

/** As many people say it as said it: each in the order of sources and keys. Of others nobody knows who is gone, or who came. */
function sameWords(): Step {
  const inOrder = (table: string, key: string): string => `(
  select s.*, row_number() over (partition by ${list("s")} order by s.source, s.${key}) as place,
    count(*) over (partition by ${list("s")}) as alike
  from ${table} s where ${howMany("s", COLUMNS)} >= 2)`;
  return {
    table: "same_words",
    sql: `\
select distinct o.old_id, f.unit_key
from ${inOrder("unclaimed_id", "old_id")} o
join ${inOrder("said_again", "unit_key")} f on ${equal("o", "f")} and f.place = o.place and f.alike = o.alike`,
  };
}

/** Whose words are said, in a new record, of one person alone who goes on under an id of their own. */
function knownAgain(): Step {
  const same = COLUMNS.map((name) => {
    const said = name === "village_no" ? digits("s.village_code", 10) : `s.${name}`;
    return `coalesce(${said}, ${SAID[name]}) = o.${name}`;
  });
  return {
    table: "known_again",
    sql: `\
select o.old_id, min(l.spine_key) as unit_key
from unclaimed_id o
join staged_person s on s.name = o.name and s.birth_date = o.birth_date
join link l on l.record_key = s.record_key
where ${same.join(" and ")} and ${howMany("o", COLUMNS)} >= 3
  and l.spine_key in (select c.unit_key from sure_claims c)
  and not exists (select 1 from previous_membership m where m.record_key = s.record_key)
  and not exists (select 1 from same_words w where w.old_id = o.old_id)
group by o.old_id having min(l.spine_key) = max(l.spine_key)`,
  };
}

/**
 * One thing differs (a move changes village and card), of NIK, name and day two agree, and one more thing besides: if
 * that fits one old id and one person, of lists alone. It never joins an id to another.
 */
function likelyClaims(): readonly Step[] {
  const alternatives = DIFFERING.map((_, i) => `select ${i + 1} as differing`).join(" union all ");
  const masked = COLUMNS.map((name) => {
    const places = DIFFERING.flatMap((names, i) => (names.includes(name) ? [i + 1] : []));
    return `case when d.differing in (${places.join(", ")}) then ${SAID[name]} else s.${name} end as ${name}`;
  });
  const without = (table: string, key: string, condition: string): string => `\
select ${key}, differing, ${COLUMNS.join(", ")}, sex,
  count(*) over (partition by differing, ${COLUMNS.join(", ")}) as alike
from (
  select ${key}, differing, ${COLUMNS.join(", ")}, max(sex) as sex from (
    select s.${key}, d.differing, ${masked.join(", ")}, s.sex
    from ${table} s cross join (${alternatives}) d
    where ${condition}
      and not exists (select 1 from same_words w where w.${key} = s.${key})
  ) m
  where ${howMany("m", ["nik", "name", "birth_date"])} >= 2 and ${howMany("m", COLUMNS)} >= 3
  group by ${key}, differing, ${COLUMNS.join(", ")}
) said`;
  const known = `not exists (select 1 from known_again k where k.old_id = s.old_id)
      and not exists (select 1 from previous_membership b where b.person_id = s.old_id and b.band = 'spine')`;
  return [
    { table: "likely_id", sql: without("unclaimed_id", "old_id", known) },
    {
      table: "likely_unit",
      sql: without(
        "said_again",
        "unit_key",
        "s.unit_key in (select u.unit_key from residual_unit u)",
      ),
    },
    {
      table: "likely_claim",
      sql: `\
select f.unit_key, o.old_id, cast(max(o.differing) as bigint) as weight
from likely_id o
join likely_unit f on f.differing = o.differing and ${equal("o", "f")}
where o.alike = 1 and f.alike = 1
  and (o.sex not in (1, 2) or f.sex not in (1, 2) or o.sex = f.sex or o.differing = ${DIFFERING.length})
group by f.unit_key, o.old_id`,
    },
  ];
}
