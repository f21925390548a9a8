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

/** Days since birth at the first edition; a person's slot in the family is part of the number. */
const SELECTED = "family_no, slot, relationship, sex, age, marital_status, is_alive";

const child = (k: number): string => {
  const twin = k === 2 ? "case when u_twin < 0.011 then 0 else spacing end" : "spacing";
  const before =
    k === 1
      ? "0"
      : k === 2
        ? twin
        : `(${k - 2} * spacing + (${twin.replaceAll("spacing", "spacing")}))`;
  return `select family_no, ${k + 1} as slot, mother_age - (first_birth + ${before}) as age
            from family_seed where births >= ${k} and first_birth + ${before} < least(mother_age, 45)`;
};

/**
 * person_seed: every person of the chunk by slot: 0 head, 1 spouse, 2-7 children, 8 parent,
 * 9 grandchild, 10 relative, 12 one who died since 2022 and is still in some lists.
 */
export function personSeed(chance: Chance): string {
  const children = [1, 2, 3, 4, 5, 6].map(child).join(" union all ");
  return `
    with child as (
      select c.*, ${chance.draw("c.family_no * 16 + c.slot", 5)} as h from (${children}) c
    ), sexed as (
      select *, case when (h & 1023)::int < 523 then 1 else 2 end as sex, u16(h, 16) as u_leaves from child
    ), home as (
      select *, case when sex = 1 then ${piecewise("u_leaves", LEAVES_SON)}
                     else ${piecewise("u_leaves", LEAVES_DAUGHTER)} end as leaves from sexed
    )
    select ${SELECTED} from (
      select family_no, 0 as slot, 1 as relationship, head_sex as sex, head_age as age,
             head_marital as marital_status, true as is_alive from family_seed
      union all
      select family_no, 1, 2, 2, wife_age, 2, true from family_seed where is_couple
      union all
      select family_no, slot, 3, sex, age, case when age > leaves then 3 else 1 end, true from home
       where age < leaves or (age < leaves + 6 and u16(h, 32) < 0.035)
      union all
      select family_no, 8, 6, case when u16(h4, 5) < 0.24 then 1 else 2 end,
             least(97, head_age + 22 + 10 * u16(h4, 9)), 4, true from family_seed where has_parent
      union all
      select family_no, 9, 5, case when u16(h4, 21) < 0.51 then 1 else 2 end,
             (head_age - 46) * 0.45 * u16(h4, 25), 1, true from family_seed where has_grandchild
      union all
      select family_no, 10, 8, case when u16(h4, 37) < 0.5 then 1 else 2 end,
             4 + 50 * u16(h4, 41), 1, true from family_seed where has_relative
      union all
      select family_no, 12, case when head_marital = 4 then 2 else 6 end,
             case when head_marital = 4 then 3 - head_sex when u16(h4, 45) < 0.5 then 1 else 2 end,
             least(99, head_age + case when head_marital = 4 then 6 * u16(h4, 41) - 1 else 26 end),
             case when head_marital = 4 then 2 else 4 end, false
        from family_seed where has_deceased
    ) where age >= 0`;
}
