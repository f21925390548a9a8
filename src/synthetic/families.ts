import { type Chance, piecewise } from "./chance.ts";
import { CULTURES } from "./names/name-table.ts";

/** Ages of heads: cumulated share of heads below an age. Fitted so that persons' ages come out as published. */
const HEAD_AGE: readonly (readonly [number, number])[] = [
  [0, 18],
  [0.006, 20],
  [0.038, 25],
  [0.12, 30],
  [0.234, 35],
  [0.36, 40],
  [0.484, 45],
  [0.6, 50],
  [0.702, 55],
  [0.795, 60],
  [0.869, 65],
  [0.93, 70],
  [0.968, 75],
  [0.99, 81],
  [1, 95],
];

/** Share of heads who live with wife or husband, by age of the head. */
const COUPLE: readonly (readonly [number, number])[] = [
  [18, 0.45],
  [24, 0.71],
  [29, 0.84],
  [40, 0.86],
  [52, 0.83],
  [62, 0.72],
  [72, 0.54],
  [85, 0.3],
];

/** Children ever born to a couple or lone parent: cumulated share, by cohort of the mother. */
const CHILDREN: readonly (readonly [number, number])[] = [
  [0.065, 0],
  [0.24, 1],
  [0.64, 2],
  [0.862, 3],
  [0.95, 4],
  [0.985, 5],
  [1, 6],
];

const stepwise = (share: string, points: readonly (readonly [number, number])[]): string =>
  `(case ${points.map(([x, y]) => `when ${share} < ${x} then ${y}`).join(" ")} end)`;

const cultureCase = (mix: Readonly<Record<string, number>>): string => {
  let reached = 0;
  const whens = Object.entries(mix).map(([id, percent]) => {
    reached += percent / 100;
    const culture = CULTURES.findIndex((habits) => habits.id === id);
    if (culture < 0) throw new Error(`no naming culture "${id}"`);
    return `when u_culture < ${reached.toFixed(4)} then ${culture}`;
  });
  return `(case ${whens.join(" ")} else 0 end)`;
};

/**
 * family_seed: one row a family, in village order, with its head's age, whether it is a couple, and
 * what its children will be drawn from. Ages are in years as of the first edition.
 */
export function familySeed(
  chance: Chance,
  firstFamily: number,
  cultures: Readonly<Record<string, number>>,
): string {
  const head = `greatest(17.3, ${piecewise("u_age", HEAD_AGE)})`;
  return `
    with numbered as (
      select v.village_no, v.district_no, v.kkcc, v.is_urban, v.welfare as village_welfare,
             v.first_family + n.i + ${firstFamily} as family_no
        from village v, unnest(range(v.families)) as n(i)
    ), f as (
      select *, ${chance.draw("family_no", 1)} as h1, ${chance.draw("family_no", 2)} as h2,
             ${chance.draw("family_no", 3)} as h3, ${chance.draw("family_no", 4)} as h4 from numbered
    ), shared as (
      select *, u16(h1, 0) as u_age, u16(h1, 48) as u_single, u16(h2, 0) as u_culture, u16(h2, 16) as u_marital,
             u16(h3, 0) as u_births, u16(h3, 16) as u_first from f
    ), aged as (
      select f.*, ${head} as head_age, ${cultureCase(cultures)} as culture from shared f
    ), paired as (
      select a.*, u16(h1, 16) < ${piecewise("head_age", COUPLE)} as is_couple,
             u16(h1, 32) < case when head_age < 30 then 0.45 when head_age < 50 then 0.62 else 0.8 end as lone_woman,
             u_single < case when head_age < 30 then 0.88 when head_age < 36 then 0.5
                                when head_age < 50 then 0.22 else 0.06 end as lone_single
        from aged a
    ), headed as (
      select p.*, case when is_couple then 1 when lone_woman then 2 else 1 end as head_sex,
             case when is_couple then 2 when lone_single then 1
                  when u_marital < case when head_age < 42 then 0.3 when head_age < 58 then 0.6 else 0.93 end
                  then 4 else 3 end as head_marital,
             greatest(16.5, head_age - 3.2 - 3.4 * tri(h2, 32)) as wife_age
        from paired p
    ), born as (
      select *, least(0.9999, u_births + greatest(0, (case when head_sex = 2 then head_age else wife_age end) - 52) * 0.012) as u_cohort
        from headed
    )
    select h.* exclude (u_age, u_single, u_culture, u_marital, u_births, u_first, u_cohort),
           byte(h2, 56) as clan_byte, is_couple or head_sex = 2 as has_mother_here, is_couple::int as mother_slot,
           case when is_couple or head_sex = 1 then wife_age else head_age end as mother_age,
           case when not is_couple and head_marital = 1 then 0
                else ${stepwise("u_cohort", CHILDREN)} end as births,
           ${piecewise("u_first", [
             [0, 16.5],
             [0.1, 19],
             [0.35, 22],
             [0.65, 25.5],
             [0.9, 30.5],
             [1, 38],
           ])} as first_birth,
           2.2 + 4.2 * u16(h3, 32) as spacing,
           u16(h3, 48) as u_twin,
           u16(h4, 0) < case when head_age between 27 and 55 then 0.02 else 0.005 end as has_parent,
           u16(h4, 16) < case when head_age > 47 then 0.12 else 0.0 end as has_grandchild,
           u16(h4, 32) < 0.012 as has_relative,
           u16(h4, 48) < case when head_marital = 4 then 0.5 when head_age > 45 then 0.02 else 0.004 end as has_deceased
      from born h`;
}
