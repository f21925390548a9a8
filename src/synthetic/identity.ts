import type { Chance } from "./chance.ts";
import { POOL_SIZE } from "./names/name-pools.ts";
import { CULTURES } from "./names/name-table.ts";

/** Serial numbers of one province: NIKs start with 99 in all of them, so each has its own stretch. */
export type SerialStretch = { readonly first: number; readonly length: number };

const habit = (column: "prefix" | "second" | "secondOld" | "third" | "clan"): string =>
  `(case culture ${CULTURES.map((c, i) => `when ${i} then ${c[column]}`).join(" ")} end)`;

const thousandth = (bits: number): string => `((nh >> ${bits}) & 1023)::int * 1000 // 1024`;

/** SQL: the token at a place of a culture's pool; null where the place is. Needs the table name_tokens. */
export const token = (culture: string, kind: string, index: string): string =>
  `tokens[(${culture} * 10 + ${kind}) * ${POOL_SIZE} + ${index} + 1]`;

const own = (kind: string, index: string): string => token("culture", kind, index);

/** Balinese order words: the slot of a child chooses the block, others draw one. */
const PREFIX_INDEX =
  "case when culture = 2 then (case when slot between 2 and 7 then (slot - 2) % 4 else byte(nh, 26) % 4 end) * 64 + byte(nh, 24) % 64 else byte(nh, 24) end";

/**
 * person_named: the placed persons with their names: a pure function of the person's number, sex, year
 * of birth and the family's culture. Equal neighbours of a name are written once. Also the mother's name
 * for those whose mother lives elsewhere.
 */
export function personNamed(placed: string, chance: Chance): string {
  const isOld = "birth_date < date '1970-01-01'";
  const male = "sex = 1";
  return `
    with drawn as (
      select *, ${chance.draw("person_no", 12)} as nh, ${chance.draw("person_no", 17)} as mh from (${placed})
    ), told as (
      select drawn.*,
             case when ${thousandth(52)} < ${habit("prefix")} and not (culture <> 2 and ${isOld})
                  then ${own(`case when ${male} then 7 else 8 end`, PREFIX_INDEX)} end as t0,
             ${own(`case when ${isOld} then case when ${male} then 0 else 1 end else case when ${male} then 2 else 3 end end`, "byte(nh, 0)")} as t1,
             case when ${thousandth(32)} < case when ${isOld} then ${habit("secondOld")} else ${habit("second")} end
                  then ${own(`case when ${male} then 4 else 5 end`, "byte(nh, 8)")} end as t2,
             case when ${thousandth(42)} < ${habit("third")} and not ${isOld}
                  then ${own(`case when ${male} then 4 else 5 end`, "byte(nh, 16)")} end as t3,
             case when ${thousandth(22)} < ${habit("clan")}
                  then ${own("6", "case when slot in (1, 8, 12) then byte(nh, 44) else clan_byte end")} end as t4,
             ${own("1", "byte(mh, 0)")} || case when u16(mh, 16) < 0.45 then ' ' || ${own("5", "byte(mh, 8)")} else '' end as mother_elsewhere
        from drawn, name_tokens
    )
    select * exclude (nh, mh, t0, t1, t2, t3, t4),
           concat_ws(' ', t0, t1, case when t2 <> t1 then t2 end, case when t3 <> t2 and t3 <> t1 then t3 end, t4) as name
      from told`;
}

/** Sixteen digits with 99 in front; the rest is added to it. */
const NINETY_NINE = "9900000000000000";

/** SQL: 99, district, day (+40 for women), month, year, serial, put together as one whole number. */
export const numberOf = (day: string, serial: string, dayOffset = "0"): string =>
  `${NINETY_NINE} + cast(kkcc as bigint) * 10000000000 + (day(${day}) + ${dayOffset}) * 100000000
     + month(${day}) * 1000000 + (year(${day}) % 100) * 10000 + ${serial}`;

/** SQL: days and flags packed into one whole number: a window over it is cheaper than over three columns. */
const packed = (day: string, place: string, sex = "0"): string =>
  `((${place} * 65536 + (${day} - date '1900-01-01')) * 2 + ${sex})::bigint`;

/**
 * person_nik: 99, four digits of the district of registration, day of birth (+40 for women) and a
 * serial within that day, so that twins are neighbours. Still a number: written out with the person.
 */
export function personNik(chance: Chance, stretch: SerialStretch): string {
  return `
    with placed as (
      select person_no, sex, birth_date, ${chance.draw("person_no", 13)} as h, district_no from person_named
    ), registered as (
      select person_no, sex, birth_date,
             case when u16(h, 0) < 0.12 then byte(h, 16) % (select count(*) from district) else district_no end as registered_no
        from placed
    ), numbered as (
      select r.person_no, d.kkcc, r.sex, r.birth_date,
             row_number() over (partition by ${packed("r.birth_date", "d.kkcc", "r.sex - 1")} order by r.person_no) as serial
        from registered r join district d on d.district_no = r.registered_no
    )
    select person_no,
           ${numberOf("birth_date", `${stretch.first} + serial`, "case when sex = 2 then 40 else 0 end")} as nik,
           serial > ${stretch.length} as is_spilled
      from numbered`;
}

/**
 * family_card: the KK number in force and the one before it, by day of issue; numbers as in person_nik.
 * `isBare` leaves out the one before, which only lists of other years still carry.
 */
export function familyCard(chance: Chance, stretch: SerialStretch, isBare: boolean): string {
  const half = Math.floor(stretch.length / 2);
  const serialOf = (day: string): string =>
    `row_number() over (partition by ${packed(day, "kkcc")} order by family_no)`;
  const before = isBare ? "" : `, ${serialOf("issued_before")} as serial_before`;
  return `
    with drawn as (
      select family_no, kkcc, ${chance.draw("family_no", 14)} as h from family_seed
    ), dated as (
      select family_no, kkcc,
             date '2026-06-01' - cast(3000 * u16(h, 0) as int) as issued,
             date '2017-06-01' - cast(3000 * u16(h, 32) as int) as issued_before from drawn
    ), numbered as (
      select family_no, kkcc, issued, issued_before, ${serialOf("issued")} as serial${before} from dated
    )
    select family_no, issued as kk_issued,
           ${numberOf("issued", `${stretch.first} + serial`)} as kk,
           ${isBare ? "" : `${numberOf("issued_before", `${stretch.first + half} + serial_before`)} as kk_before,`}
           ${isBare ? "serial" : "greatest(serial, serial_before)"} > ${half} as is_spilled
      from numbered`;
}
