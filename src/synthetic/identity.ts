import { daysSince } from "./calendar.ts";
import type { Chance } from "./chance.ts";

/** Serial numbers of one province: NIKs start with 99 in all of them, so each has its own stretch. */
export type SerialStretch = { readonly first: number; readonly length: number };

/** Sixteen digits with 99 in front; the rest is added to it. */
const NINETY_NINE = "9900000000000000";

/** SQL: 99, district, day (+40 for women), month, year, serial, put together as one whole number. */
export const numberOf = (day: string, serial: string, dayOffset = "0"): string =>
  `${NINETY_NINE} + cast(kkcc as bigint) * 10000000000 + (day(${day}) + ${dayOffset}) * 100000000
     + month(${day}) * 1000000 + (year(${day}) % 100) * 10000 + ${serial}`;

/** SQL: as numberOf, from a day as the calendar has it; as text. */
export const writtenNumber = (kkcc: string, inNumber: string, serial: string): string =>
  `cast(${NINETY_NINE} + cast(${kkcc} as bigint) * 10000000000 + ${inNumber} + ${serial} as varchar)`;

/** What the day of birth of a woman is raised by in her NIK, in place. */
export const WOMANS_DAY = "case when sex = 2 then 4000000000 else 0 end";

/** SQL: district, day and flag packed into one whole number: a window over it is cheaper than over three columns. */
const packed = (place: string, days: string, flag = "0"): string =>
  `((${place} * 65536 + ${days}) * 2 + ${flag})::int`;

/**
 * person_serial: each person's serial within district of registration, day of birth and sex, so that
 * twins are neighbours. Nine in ten are alone there: they are number one, and not in the table.
 */
export const PERSON_SERIAL = `
  with packed as (
    select person_no, ${packed("kkcc", "days", "sex - 1")} as born from person_seed
  ), shared as (
    select born from packed group by born having count(*) > 1
  ), numbered as (
    select person_no, row_number() over (partition by born order by person_no) as serial
      from packed where born in (select born from shared)
  )
  select person_no, serial::int as serial from numbered where serial > 1`;

/**
 * family_card: when a KK number was issued and its serial within district and day, of the card in force and
 * of the one before it. `isBare` leaves out the one before, which only lists of other years still carry.
 */
export function familyCard(chance: Chance, isBare: boolean): string {
  const serialOf = (days: string): string =>
    `(row_number() over (partition by ${packed("kkcc", days)} order by family_no))::int`;
  const before = isBare ? "" : `, days_before, ${serialOf("days_before")} as serial_before`;
  return `
    with drawn as (
      select family_no, kkcc, ${chance.draw("family_no", 14)} as h
        from family_seed f join district d on d.district_no = f.district_no
    ), dated as (
      select family_no, kkcc, ${daysSince("2026-06-01")} + cast(3000 * u16(h, 0) as int) as days,
             ${daysSince("2017-06-01")} + cast(3000 * u16(h, 32) as int) as days_before from drawn
    )
    select family_no, kkcc, days, ${serialOf("days")} as serial${before} from dated`;
}
