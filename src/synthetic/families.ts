import { type Chance, fromBits, isBelow, piecewise } from "./chance.ts";
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

/** Age at the first birth by cumulated share. */
const FIRST_BIRTH: readonly (readonly [number, number])[] = [
  [0, 16.5],
  [0.1, 19],
  [0.35, 22],
  [0.65, 25.5],
  [0.9, 30.5],
  [1, 38],
];

/** SQL: how many children, 0 up: one more with each point passed. */
const childrenOf = (share: string): string =>
  `(${CHILDREN.slice(0, -1)
    .map(([x]) => `(${share} >= ${x})::int`)
    .join(" + ")})`;

const cultureCase = (mix: Readonly<Record<string, number>>): string => {
  let reached = 0;
  const whens = Object.entries(mix).map(([id, percent]) => {
    reached += percent / 100;
    const culture = CULTURES.findIndex((habits) => habits.id === id);
    if (culture < 0) throw new Error(`no naming culture "${id}"`);
    return `when ${isBelow("h2", 0, Number(reached.toFixed(4)))} then ${culture}`;
  });
  return `(case ${whens.join(" ")} else 0 end)`;
};

/**
 * family_draw: what follows from sixteen bits of chance alone, in one row of lists: taking it from there is
 * far cheaper than asking one case after another for every family.
 */
export const FAMILY_DRAW = `
  with share as (
    select bits, u16(bits::ubigint, 0) as share from range(65536) t(bits)
  ), aged as (
    select *, greatest(17.3, ${piecewise("share", HEAD_AGE)}) as head_age from share
  )
  select list(head_age order by bits) as head_ages, list(${piecewise("head_age", COUPLE)} order by bits) as couples,
         list(${piecewise("share", FIRST_BIRTH)} order by bits) as first_births
    from aged`;

/**
 * family_seed: one row a family, in village order, with its head's age, whether it is a couple, and
 * what its children will be drawn from. Ages are in years as of the first edition.
 */
export function familySeed(
  chance: Chance,
  firstFamily: number,
  cultures: Readonly<Record<string, number>>,
): string {
  return `
    with numbered as (
      select village_no, district_no, unnest(range(first_family, first_family + families)) + ${firstFamily} as family_no
        from village
    ), drawn as (
      select *, ${chance.draw("family_no", 1)} as h1, ${chance.draw("family_no", 2)} as h2,
             ${chance.draw("family_no", 3)} as h3, ${chance.draw("family_no", 4)} as h4 from numbered
    ), aged as (
      select village_no, district_no, family_no, h1, h2, h3, h4, ${cultureCase(cultures)} as culture,
             head_ages[${fromBits("h1", 0)}] as head_age, u16(h1, 16) < couples[${fromBits("h1", 0)}] as is_couple,
             first_births[${fromBits("h3", 16)}] as first_birth
        from drawn, family_draw
    ), headed as (
      select *, case when is_couple then 1
                     when u16(h1, 32) < case when head_age < 30 then 0.45 when head_age < 50 then 0.62 else 0.8 end
                     then 2 else 1 end as head_sex,
             case when is_couple then 2
                  when u16(h1, 48) < case when head_age < 30 then 0.88 when head_age < 36 then 0.5 when head_age < 50 then 0.22 else 0.06 end
                  then 1
                  when u16(h2, 16) < case when head_age < 42 then 0.3 when head_age < 58 then 0.6 else 0.93 end
                  then 4 else 3 end as head_marital,
             greatest(16.5, head_age - 3.2 - 3.4 * tri(h2, 32)) as wife_age
        from aged
    ), born as (
      select *, least(0.9999, u16(h3, 0) + greatest(0, (case when head_sex = 2 then head_age else wife_age end) - 52) * 0.012) as u_cohort
        from headed
    )
    select family_no, village_no, district_no, culture, head_age, head_sex, head_marital, is_couple, wife_age,
           byte(h2, 56) as clan_byte,
           case when is_couple or head_sex = 1 then wife_age else head_age end as mother_age,
           case when not is_couple and head_marital = 1 then 0 else ${childrenOf("u_cohort")} end as births,
           first_birth, 2.2 + 4.2 * u16(h3, 32) as spacing, u16(h3, 48) as u_twin,
           ${isBelow("h4", 0, 0.02)} and (head_age between 27 and 55 or ${isBelow("h4", 0, 0.005)}) as has_parent,
           ${isBelow("h4", 16, 0.12)} and head_age > 47 as has_grandchild,
           ${isBelow("h4", 32, 0.012)} as has_relative,
           ${isBelow("h4", 48, 0.5)} and (head_marital = 4 or ${isBelow("h4", 48, 0.02)} and (head_age > 45 or ${isBelow("h4", 48, 0.004)})) as has_deceased
      from born`;
}
