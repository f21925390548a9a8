import { type Chance, piecewise } from "./chance.ts";

/** Age at which a son or daughter leaves the parents' card, from shares never married (SP2022 long form). */
const LEAVES_SON: readonly (readonly [number, number])[] = [
  [0, 16],
  [0.02, 18],
  [0.075, 20],
  [0.275, 25],
  [0.66, 30],
  [0.83, 35],
  [0.91, 40],
  [0.96, 50],
  [1, 75],
];
const LEAVES_DAUGHTER: readonly (readonly [number, number])[] = [
  [0, 15.5],
  [0.06, 17.5],
  [0.18, 20],
  [0.63, 25],
  [0.92, 30],
  [0.965, 35],
  [0.985, 40],
  [0.992, 50],
  [1, 75],
];

/** What a person is named and numbered by beside their own facts, so that nothing is joined back. */
const OF_FAMILY = "family_no, district_no, culture, clan_byte, has_mother_here, mother_slot";

/** Children born to the family by order of birth `k`; the second may be the first one's twin. */
const BORN = `
  select *, mother_age - (first_birth + since_first) as age from (
    select *, case when k = 1 then 0 else (k - 2) * spacing + case when k = 2 and u_twin < 0.011 then 0 else spacing end end as since_first
      from (select ${OF_FAMILY}, mother_age, first_birth, spacing, u_twin, unnest(range(1, births + 1)) as k from family_seed)
  ) where first_birth + since_first < least(mother_age, 45)`;

/**
 * person_seed: every person of the chunk by slot: 0 head, 1 spouse, 2-7 children, 8 parent,
 * 9 grandchild, 10 relative, 12 one who died since 2022 and is still in some lists.
 */
export function personSeed(chance: Chance): string {
  return `
    with child as (
      select ${OF_FAMILY}, age, (k + 1)::int as slot, ${chance.draw("family_no * 16 + k + 1", 5)} as h from (${BORN})
    ), sexed as (
      select *, case when (h & 1023)::int < 523 then 1 else 2 end as sex, u16(h, 16) as u_leaves from child
    ), home as (
      select *, case when sex = 1 then ${piecewise("u_leaves", LEAVES_SON)}
                     else ${piecewise("u_leaves", LEAVES_DAUGHTER)} end as leaves from sexed
    )
    select * from (
      select ${OF_FAMILY}, 0 as slot, 1 as relationship, head_sex as sex, head_age as age,
             head_marital as marital_status, true as is_alive from family_seed
      union all
      select ${OF_FAMILY}, 1, 2, 2, wife_age, 2, true from family_seed where is_couple
      union all
      select ${OF_FAMILY}, slot, 3, sex, age, case when age > leaves then 3 else 1 end, true from home
       where age < leaves or (age < leaves + 6 and u16(h, 32) < 0.035)
      union all
      select ${OF_FAMILY}, 8, 6, case when u16(h4, 5) < 0.24 then 1 else 2 end,
             least(97, head_age + 22 + 10 * u16(h4, 9)), 4, true from family_seed where has_parent
      union all
      select ${OF_FAMILY}, 9, 5, case when u16(h4, 21) < 0.51 then 1 else 2 end,
             (head_age - 46) * 0.45 * u16(h4, 25), 1, true from family_seed where has_grandchild
      union all
      select ${OF_FAMILY}, 10, 8, case when u16(h4, 37) < 0.5 then 1 else 2 end,
             4 + 50 * u16(h4, 41), 1, true from family_seed where has_relative
      union all
      select ${OF_FAMILY}, 12, case when head_marital = 4 then 2 else 6 end,
             case when head_marital = 4 then 3 - head_sex when u16(h4, 45) < 0.5 then 1 else 2 end,
             least(99, head_age + case when head_marital = 4 then 6 * u16(h4, 41) - 1 else 26 end),
             case when head_marital = 4 then 2 else 4 end, false
        from family_seed where has_deceased
    ) where age >= 0`;
}
