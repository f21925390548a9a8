import { daysOf, isOld } from "./calendar.ts";
import { type Chance, isBelow, piecewise } from "./chance.ts";
import { namingNo, withName } from "./naming.ts";

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

/** Nobody leaves earlier: those who are younger are at home without a draw. */
const LEAVES_FIRST = 15.5;

/** What a member is named and numbered by beside the own facts, so that nothing is joined back. */
const OF_FAMILY = "family_no, district_no, culture, clan_byte";

/** SQL: years between the first birth and that of child `k`; the second may be the first one's twin. */
function sinceFirst(k: number): string {
  if (k === 1) return "0";
  if (k === 2) return "(case when u_twin < 0.011 then 0 else spacing end)";
  return `(${k - 2} * spacing + spacing)`;
}

/** Children born to the family, one branch for each place in the order of birth. */
const BORN = [1, 2, 3, 4, 5, 6]
  .map(
    (k) => `
        select ${OF_FAMILY}, is_couple, head_sex, ${k + 1} as slot, mother_age, first_birth + ${sinceFirst(k)} as mother_then
          from family_seed where births >= ${k}`,
  )
  .join(" union all ");

/** Sons and daughters who still live at home, and which member is their mother. */
const AT_HOME = (chance: Chance): string => `
  select ${OF_FAMILY}, slot, 3 as relationship, sex, age, case when age > leaves then 3 else 1 end as marital_status,
         case when is_couple then 1 when head_sex = 2 then 0 end as mother_slot
    from (
      select *, u16(h, 32) as u_stays,
             case when age < ${LEAVES_FIRST} then 75 when sex = 1 then ${piecewise("u_leaves", LEAVES_SON)}
                  else ${piecewise("u_leaves", LEAVES_DAUGHTER)} end as leaves
        from (
          select *, mother_age - mother_then as age, case when (h & 1023) < 523 then 1 else 2 end as sex, u16(h, 16) as u_leaves
            from (
              select *, ${chance.draw("family_no * 16 + slot", 5)} as h from (${BORN})
               where mother_then < least(mother_age, 45)
            )
        )
    ) where age >= 0 and (age < leaves or (age < leaves + 6 and u_stays < 0.035))`;

/** Few families have any of them. */
const OTHERS = (chance: Chance): string => `
  with seed as (
    select ${OF_FAMILY}, head_age, head_sex, head_marital = 4 as is_widowed, has_parent, has_grandchild, has_relative,
           has_deceased, ${chance.draw("family_no", 4)} as h4
      from family_seed where has_parent or has_grandchild or has_relative or has_deceased
  )
  select ${OF_FAMILY}, 8 as slot, 6 as relationship, case when ${isBelow("h4", 5, 0.24)} then 1 else 2 end as sex,
         least(97, head_age + 22 + 10 * u16(h4, 9)) as age, 4 as marital_status from seed where has_parent
  union all
  select ${OF_FAMILY}, 9, 5, case when ${isBelow("h4", 21, 0.51)} then 1 else 2 end,
         (head_age - 46) * 0.45 * u16(h4, 25), 1 from seed where has_grandchild
  union all
  select ${OF_FAMILY}, 10, 8, case when ${isBelow("h4", 37, 0.5)} then 1 else 2 end,
         4 + 50 * u16(h4, 41), 1 from seed where has_relative
  union all
  select ${OF_FAMILY}, 12, case when is_widowed then 2 else 6 end,
         case when is_widowed then 3 - head_sex when ${isBelow("h4", 45, 0.5)} then 1 else 2 end,
         least(99, head_age + case when is_widowed then 6 * u16(h4, 41) - 1 else 26 end),
         case when is_widowed then 2 else 4 end from seed where has_deceased`;

/**
 * family_member: heads, spouses, children, others, in this order. A table of its own, because the branches come in
 * many small pieces, each of which would be named and numbered alone.
 */
export const familyMembers = (chance: Chance): string => `
  select ${OF_FAMILY}, 0 as slot, 1 as relationship, head_sex as sex, head_age as age, head_marital as marital_status,
         cast(null as int) as mother_slot from family_seed
  union all
  select ${OF_FAMILY}, 1, 2, 2, wife_age, 2, null from family_seed where is_couple
  union all (${AT_HOME(chance)})
  union all
  select *, null from (${OTHERS(chance)}) where age >= 0`;

/** Share registered in a district of the regency drawn by chance, not in that of their family. */
const DRAWN_DISTRICT = 0.12;

/**
 * person_seed: every person of the chunk by slot: 0 head, 1 spouse, 2-7 children, 8 parent,
 * 9 grandchild, 10 relative, 12 one who died since 2022 and is still in some lists. Of days and numbers only
 * what they are put together from where the person is written: `days` is the age in days, `kkcc` the district
 * of registration; `mother_slot` is null where the mother lives elsewhere.
 */
export function personSeed(chance: Chance): string {
  const numbered = `
      select *, family_no * 16 + slot as person_no, ${daysOf("age")} as days,
             ${namingNo("culture", isOld(daysOf("age")), "sex")} as naming
        from family_member`;
  return `
    with named as (
      select *, ${chance.draw("person_no", 13)} as h from (${withName(numbered, chance)})
    ), registered as (
      select *, case when ${isBelow("h", 0, DRAWN_DISTRICT)} then byte(h, 16) % (select count(*) from district)::int
                     else district_no end as registered_no
        from named
    )
    select person_no, slot, relationship, sex, marital_status, age < 18 as is_minor, days, culture, mother_slot, kkcc, name
      from registered r join district d on d.district_no = r.registered_no`;
}
