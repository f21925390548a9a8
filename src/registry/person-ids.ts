import type { Stage, Step } from "#engine/step.ts";
import { continuation, mintedIds } from "./continuation.ts";
import { redeliveredPeople } from "./redelivered-people.ts";
import { ownClaims } from "./reviewed-records.ts";
import { FRESHNESS_STEPS, trustRank } from "./trust.ts";

/** A spine record is worth more than any list when the id of a person is continued. */
const NIK_WEIGHT = 1_000;
const SPINE_WEIGHT = 100;
/** What a record says in other words than its key and its NIK decides only where those say nothing. */
const WORDS_WEIGHT = 0;

/**
 * Who has which id. A person goes on under the id that holds the registry's NIK with agreement, then
 * the one that holds most of the records, then the one of whom the same was said. Whom only lists knew hands on the id only
 * where name and day agree: a NIK may be written by a stranger. Tables `person_id` (unit_key, unit_id, is_new) and
 * `person_record` (record_key, unit_id, place, rule, weight, band).
 */
export function personIds(draft: {
  readonly nextPersonId: number;
  readonly hasParent: boolean;
  readonly hasDecisions: boolean;
}): readonly Stage[] {
  return [
    { table: "cluster", sql: "select distinct spine_key as unit_key from link" },
    {
      table: "residual_unit",
      sql: "select spine_key as unit_key from link where band = 'residual' and record_key = spine_key",
    },
    ...(draft.hasDecisions ? ownClaims() : []),
    ...(draft.hasParent ? personClaims(draft.hasDecisions) : [noClaims()]),
    ...continuation("person", draft.hasParent ? "every_claim" : "person_claims"),
    mintedIds("person", "cluster", draft.nextPersonId),
    personRecords(),
  ];
}

function noClaims(): Step {
  const none = "cast(0 as bigint) as unit_key, cast(0 as bigint) as old_id";
  return { table: "person_claims", sql: `select ${none}, cast(0 as bigint) as weight where 1 = 0` };
}

/**
 * Tables `sure_claims`, by record keys, NIK and decisions; `person_claims`, these and equal words: what says whose an id
 * is and whose it was; and `every_claim`, with likeness, which only ever lets somebody go on.
 */
function personClaims(hasDecisions: boolean): readonly Stage[] {
  return [
    {
      table: "sure_claims",
      sql: `\
select unit_key, old_id, cast(sum(weight) as bigint) as weight from (
  select l.spine_key as unit_key, m.person_id as old_id,
    case when l.band = 'spine' then ${SPINE_WEIGHT} else 1 end as weight
  from link l join previous_membership m on m.record_key = l.record_key
  union all
  select s.record_key as unit_key, i.person_id as old_id, ${NIK_WEIGHT} as weight
  from staged_person s
  join previous_identity i on i.nik = s.nik
  join link l on l.record_key = s.record_key and l.band = 'spine'
  where (s.birth_date = i.birth_date and s.name = i.name)
    or ((s.birth_date = i.birth_date or s.name = i.name) and i.person_id in (
      select b.person_id from previous_membership b where b.band = 'spine'))${
        hasDecisions
          ? `
  union all
  select unit_key, old_id, weight from own_claim
  union all
  select unit_key, old_id, weight from named_claim`
          : ""
      }
) claims group by unit_key, old_id`,
    },
    ...redeliveredPeople({ hasDecisions }),
    {
      table: "person_claims",
      sql: `\
select unit_key, old_id, weight from sure_claims
union all
select unit_key, old_id, cast(${WORDS_WEIGHT} as bigint) as weight from same_words
union all
select unit_key, old_id, cast(${WORDS_WEIGHT} as bigint) as weight from known_again`,
    },
    {
      table: "every_claim",
      sql: `\
select unit_key, old_id, weight from person_claims
union all
select unit_key, old_id, weight from likely_claim`,
    },
  ];
}

/** Trust first, then newer, then the stronger link, then the lower key: one place a record. */
function personRecords(): Step {
  return {
    table: "person_record",
    sql: `\
select record_key, unit_id, source, as_of, rule, weight, band,
  cast(rank * ${FRESHNESS_STEPS} + least(freshness, ${FRESHNESS_STEPS - 1}) as bigint) as place
from (
  select l.record_key, i.unit_id, s.source, s.as_of, l.rule, l.weight, l.band, ${trustRank("s.source")} as rank,
    row_number() over (
      partition by i.unit_id, s.source
      order by case when l.rule in ('nik-repeat', 'scored-repeat', 'spine-repeat') then 1 else 0 end,
        s.as_of desc, l.weight desc, l.record_key) as freshness
  from link l
  join person_id i on i.unit_key = l.spine_key
  join staged_person s on s.record_key = l.record_key
  where not exists (select 1 from erased_person e where e.person_id = i.unit_id)
) placed`,
  };
}
