import type { DuckDb } from "#engine/duckdb/database.ts";
import type { Chance } from "./chance.ts";
import { numberOf, type SerialStretch } from "./identity.ts";
import { namingNo } from "./naming.ts";

/** The day of which the second edition speaks; events fall in the quarter before it. */
export const SECOND_EDITION = "2026-09-30";

/** Per quarter: couples with a wife of 18-42 who have a child; families that move. */
const BIRTH = 0.027;
const MOVE = 0.006;
/** Per quarter and unmarried son or daughter of marrying age at home; about 1.5 million couples a year. */
const MARRIAGE = 0.012;

/** Yearly risk of dying: infants, then Gompertz from 30 (0.8 per thousand, growing 8.5 % a year). */
const RISK =
  "(case when age < 1 then 0.012 when age < 30 then 0.0008 else 0.0008 * exp(0.085 * (age - 30)) end)";

const day = (bits: string): string => `date '2026-07-01' + cast(88 * ${bits} as int)`;

/** Unmarried at home and of age, one a family, in an order of chance. */
const marrying = (chance: Chance, sex: 1 | 2): string => `
  select person_no, family_no, h, row_number() over (order by h, person_no) as place from (
    select person_no, family_no, ${chance.draw("person_no", 41)} as h,
           row_number() over (partition by family_no order by person_no) as nth
      from person where is_alive and slot between 2 and 7 and sex = ${sex} and marital_status = 1
       and age between ${sex === 1 ? "20 and 34" : "18 and 30"})
   where nth = 1 and u16(h, 0) < ${MARRIAGE}`;

/** event: what happened to whom in the quarter; `family_after` where a new card was opened. */
const EVENT = (chance: Chance): string => `
  with groom as (${marrying(chance, 1)}), bride as (${marrying(chance, 2)}), couple as (
    select g.person_no as groom, b.person_no as bride, g.family_no as from_groom, b.family_no as from_bride,
           1000000000 + g.family_no as family_after, g.h
      from groom g join bride b on b.place = g.place and b.family_no <> g.family_no
  ), death as (
    select p.person_no, p.family_no, p.slot, ${chance.draw("p.person_no", 40)} as h
      from person p join family f using (family_no)
     where p.is_alive and (p.slot <> 0 or f.is_couple)
       and u16(${chance.draw("p.person_no", 40)}, 0) < ${RISK} / 4
  )
  select 'death' as event, person_no, family_no, cast(null as bigint) as family_after, ${day("u16(h, 16)")} as happened_on from death
   where person_no not in (select groom from couple union all select bride from couple)
     and not (slot = 1 and family_no in (select family_no from death where slot = 0))
  union all
  select 'marriage', groom, from_groom, family_after, ${day("u16(h, 16)")} from couple
  union all
  select 'marriage', bride, from_bride, family_after, ${day("u16(h, 16)")} from couple
  union all
  select 'birth', f.family_no * 16 + 13, f.family_no, null, ${day(`u16(${chance.draw("f.family_no", 42)}, 16)`)}
    from family f join person w on w.person_no = f.family_no * 16 + 1
   where f.is_couple and w.age between 18 and 42 and u16(${chance.draw("f.family_no", 42)}, 0) < ${BIRTH}
  union all
  select 'move', null, family_no, null, ${day(`u16(${chance.draw("family_no", 43)}, 16)`)}
    from family where village_before <> village_code and u16(${chance.draw("family_no", 43)}, 0) < ${MOVE}
  union all
  select 'region-split', null, family_no, null, date '2026-08-01' from family where split_village_code is not null`;

/** Those in the second edition: the dead marked, the married moved out, a widow in her husband's place. */
const PERSON = `
  with death as (select * from event where event = 'death'),
       headless as (select d.family_no from death d where d.person_no % 16 = 0),
       marriage as (select * from event where event = 'marriage')
  select p.* replace (
           coalesce(m.family_after, p.family_no) as family_no,
           case when m.person_no is not null then p.sex - 1 when h.family_no is not null and p.slot < 2 then 1 - p.slot else p.slot end as slot,
           case when m.person_no is not null then p.sex when h.family_no is not null and p.slot < 2 then 2 - p.slot else p.relationship end as relationship,
           case when m.person_no is not null then 2 when h.family_no is not null and p.slot = 1 then 4 else p.marital_status end as marital_status,
           p.is_alive and d.person_no is null as is_alive,
           coalesce(d.happened_on, p.died_on) as died_on,
           (20260930 - cast(strftime(p.birth_date, '%Y%m%d') as int)) // 10000 as age)
    from person p
    left join death d on d.person_no = p.person_no
    left join headless h on h.family_no = p.family_no and p.slot < 2
    left join marriage m on m.person_no = p.person_no`;

/** The newborn: named and numbered like others of their day; what is asked of older people is null. */
const NEWBORN = (chance: Chance, { first }: SerialStretch): string => `
  with born as (
    select e.person_no, e.family_no, e.happened_on as birth_date, f.kkcc, f.culture, m.name as mother_name,
           ${chance.draw("e.person_no", 12)} as nh, 1 + (${chance.draw("e.person_no", 5)} & 1)::int as sex
      from event e join family f using (family_no) join person m on m.person_no = e.family_no * 16 + 1
     where e.event = 'birth'
  ), numbered as (
    select *, row_number() over (partition by kkcc, birth_date, sex order by person_no) as serial from born
  )
  select n.person_no, n.family_no, 13 as slot, 3 as relationship, n.sex, 0 as age, n.birth_date,
         1 as marital_status, true as is_alive, n.mother_name,
         cast(${numberOf("birth_date", `${first} + serial`, "case when sex = 2 then 40 else 0 end")} as varchar) as nik,
         concat_ws(' ', tokens[g.first + byte(n.nh, 0)], tokens[g.second + byte(n.nh, 8)]) as name, 1 as chronic_disease, 0 as pbi_national, 0 as pbi_regional
    from numbered n join naming g on g.naming = ${namingNo("n.culture", "false", "n.sex")}, name_tokens`;

/** New cards of the quarter: on moving, on a new head, on marriage. */
const CARD = ({ first }: SerialStretch): string => `
  with issued as (
    select family_no, happened_on from event where event = 'move'
    union all select family_no, happened_on from event where event = 'death' and person_no % 16 = 0
    union all select distinct family_after, happened_on from event where event = 'marriage'
  ), once as (
    select family_no, min(happened_on) as issued from issued group by family_no
  ), placed as (
    select o.*, f.kkcc from once o join family f on f.family_no = case when o.family_no >= 1000000000 then o.family_no - 1000000000 else o.family_no end
  )
  select family_no, cast(${numberOf("issued", `${first} + row_number() over (partition by kkcc, issued order by family_no)`)} as varchar) as kk
    from placed`;

/** Families of the second edition: as they were with what changed, and the newly married. */
const FAMILY = `
  with member as (
    select family_no, count(*) filter (is_alive) as size, max(nik) filter (slot = 0) as head_nik,
           max(name) filter (slot = 0) as head_name, max(sex) filter (slot = 0) as head_sex,
           max(nik) filter (slot = 1 and is_alive) as spouse_nik, count(*) filter (slot = 1 and is_alive) = 1 as is_couple
      from person_after group by family_no
  ), kept as (
    select * from family
    union all
    select f.* replace (e.family_after as family_no, false as shares_meter)
      from (select distinct family_after from event where event = 'marriage') e
      join family f on f.family_no = e.family_after - 1000000000
  ), sited as (
    select k.*, coalesce(k.split_village_code, case when e.event is not null then k.village_before end) as new_code
      from kept k left join event e on e.family_no = k.family_no and e.event = 'move'
  )
  select s.* exclude (new_code) replace (
           m.size as size, m.head_nik as head_nik, m.head_name as head_name, m.head_sex as head_sex,
           m.spouse_nik as spouse_nik, m.is_couple as is_couple, coalesce(c.kk, s.kk) as kk,
           case when c.kk is null then s.kk_before else s.kk end as kk_before,
           coalesce(v.village_code, s.village_code) as village_code, coalesce(v.village_name, s.village_name) as village_name,
           coalesce(v.district_code, s.district_code) as district_code, coalesce(v.district_name, s.district_name) as district_name,
           case when v.village_code is null then s.village_before else s.village_code end as village_before)
    from sited s join member m using (family_no)
    left join card c using (family_no)
    left join village v on v.village_code = s.new_code`;

/** Turns `person` and `family` of one chunk into those of the second edition; leaves `event` as truth. */
export async function applyEvents(
  db: DuckDb,
  chance: Chance,
  serials: SerialStretch,
): Promise<void> {
  const make = (table: string, sql: string): Promise<void> =>
    db.run(`create or replace table ${table} as ${sql}`);
  await make("event", EVENT(chance));
  await make("newborn", NEWBORN(chance, serials));
  await make("card", CARD(serials));
  await make("person_after", `select * from (${PERSON} union all by name select * from newborn)`);
  await make("family", FAMILY);
  await make("person", "select * from person_after");
  await db.run("drop table person_after");
}
