import type { Stage, Step } from "#engine/step.ts";
import { continuation, mintedIds } from "./continuation.ts";
import { ownFamilyClaims } from "./reviewed-records.ts";

/** A head is worth less than one more member, and more than nothing: he breaks ties. */
const MEMBER_WEIGHT = 10;
const HEAD_WEIGHT = 1;

/**
 * Families of the civil registry's cards: the living of one KK. Persons whom the registry does not
 * know, and its dead, stand outside families and stay in the version. A family keeps its id where
 * most of its persons continue; ties go to the head, then to the lower id. Tables `family_id`
 * (unit_key, unit_id, is_new) and `family_member` (person_id, family_id, kk).
 */
export function formFamilies(draft: {
  readonly nextFamilyId: number;
  readonly hasParent: boolean;
  readonly hasDecisions: boolean;
}): readonly Stage[] {
  return [
    {
      table: "card_member",
      sql: `\
select person_id, kk, spine_key from person_core
where is_spine = 1 and life_status = 1 and kk is not null`,
    },
    {
      table: "card",
      sql: "select kk, min(spine_key) as unit_key from card_member group by kk",
    },
    ...(draft.hasDecisions ? [ownFamilyClaims()] : []),
    familyClaims(draft),
    ...continuation("family", "family_claims"),
    mintedIds("family", "card", draft.nextFamilyId),
    {
      table: "family_member",
      sql: `\
select m.person_id, i.unit_id as family_id, m.kk
from card_member m join card c on c.kk = m.kk join family_id i on i.unit_key = c.unit_key`,
    },
    familyHeads(),
  ];
}

function familyClaims(has: { readonly hasParent: boolean; readonly hasDecisions: boolean }): Step {
  if (!has.hasParent) {
    const none = "cast(0 as bigint) as unit_key, cast(0 as bigint) as old_id";
    return {
      table: "family_claims",
      sql: `select ${none}, cast(0 as bigint) as weight where 1 = 0`,
    };
  }
  return {
    table: "family_claims",
    sql: `\
select unit_key, old_id, cast(sum(weight) as bigint) as weight from (
  select c.unit_key, p.family_id as old_id,
    ${MEMBER_WEIGHT} + case when f.head_person_id = p.person_id then ${HEAD_WEIGHT} else 0 end as weight
  from card_member m
  join card c on c.kk = m.kk
  join previous_person p on p.person_id = m.person_id
  join previous_family f on f.family_id = p.family_id${
    has.hasDecisions
      ? `
  union all
  select unit_key, old_id, weight from own_family_claim`
      : ""
  }
) claims group by unit_key, old_id`,
  };
}

/** One head a family: who the registry calls so, else the eldest; then the lower id. */
function familyHeads(): Step {
  return {
    table: "family_head",
    sql: `\
select family_id, person_id as head_person_id from (
  select m.family_id, m.person_id, row_number() over (
    partition by m.family_id
    order by case when c.relationship = 1 then 0 else 1 end, coalesce(c.birth_date, 99999999), m.person_id
  ) as place
  from family_member m join person_core c on c.person_id = m.person_id
) ordered where place = 1`,
  };
}
