import { FAMILY_FACTS } from "#domain/variables/catalogue.ts";
import type { Step } from "#engine/step.ts";
import { MEMBER_FACTS } from "#ranking/model-input.ts";
import { RANKED_VARIABLES } from "#ranking/ranked-variables.ts";
import { cutScores, scoreBins } from "#ranking/score-bins.ts";
import { familyPaths } from "./family-paths.ts";

/** What the ranking reads of a house: its own facts as they stand, and the floor area that one of them is made of. */
const OF_THE_HOUSE: readonly string[] = [
  ...RANKED_VARIABLES.map(({ id }) => id).filter((id) => FAMILY_FACTS.some((fact) => fact === id)),
  "floor_area",
];

/**
 * Table `quality_now`, one row: what a version is judged by alone, counted of `family_after`, `person_after`, `membership` and
 * `review_pair`.
 */
export function qualityNow(): Step {
  const absent = OF_THE_HOUSE.map((id) => `case when ${id} < 0 then 1 else 0 end`).join(" + ");
  const ofMembers = (codes: string) =>
    `cast(coalesce(sum(case when life_status = 2 then 0 else ${MEMBER_FACTS.map(
      (id) => `case when ${id} ${codes} then 1 else 0 end`,
    ).join(" + ")} end), 0) as bigint)`;
  return {
    table: "quality_now",
    sql: `\
select f.families, f.absent, f.answers, p.persons, p.doubles, p.member_absent, p.member_answers, m.listed, m.left_over, r.repeats
from (
  select cast(count(*) as bigint) as families, cast(coalesce(sum(${absent}), 0) as bigint) as absent,
    cast(count(*) * ${OF_THE_HOUSE.length} as bigint) as answers
  from family_after) f
cross join (
  select cast(count(*) as bigint) as persons,
    cast(coalesce(sum(case when identity_status = 'ganda' then 1 else 0 end), 0) as bigint) as doubles,
    ${ofMembers("in (-1, -2, -3)")} as member_absent, ${ofMembers("not in (-4, -5)")} as member_answers
  from person_after) p
cross join (
  select cast(coalesce(sum(case when band <> 'spine' then 1 else 0 end), 0) as bigint) as listed,
    cast(coalesce(sum(case when band = 'residual' then 1 else 0 end), 0) as bigint) as left_over
  from membership) m
cross join (
  select cast(coalesce(sum(case when cause = 'repeat' then 1 else 0 end), 0) as bigint) as repeats
  from review_pair) r`,
  };
}

/**
 * Tables `quality_since`, one row, and `score_bin`: what a version is judged by beside the one before it, of both
 * versions' families, persons and ranks.
 */
export function qualitySince(): readonly Step[] {
  return [
    ...familyPaths(),
    cutScores("before"),
    scoreBins(),
    {
      table: "quality_since",
      sql: `\
select b.families as families_before, p.left_families, s.same, s.shifted
from (select cast(count(*) as bigint) as families from rank_before) b
cross join (
  select cast(coalesce(sum(case when path = 'left' then 1 else 0 end), 0) as bigint) as left_families
  from family_path) p
cross join (
  select cast(count(*) as bigint) as same,
    cast(coalesce(sum(case when abs(n.decile_national - o.decile_national) > 1 then 1 else 0 end), 0) as bigint) as shifted
  from rank_after n join rank_before o on o.family_id = n.family_id) s`,
    },
  ];
}
