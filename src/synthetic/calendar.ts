/** The day of which the first edition speaks. */
export const FIRST_EDITION = "2026-06-30";

/** SQL: days between a day and the first edition, which is how a day is kept until it is written. */
export const daysSince = (day: string): string => `(date '${FIRST_EDITION}' - date '${day}')`;

/** SQL: an age in years as days. */
export const daysOf = (age: string): string => `cast(${age} * 365.2425 as int)`;

/** SQL: born before 1970, and named as people were then. */
export const isOld = (days: string): string => `${days} > ${daysSince("1970-01-01")}`;

/** Days back to which the calendar reaches: a hundred years. */
const REACH = 36_600;

/**
 * calendar: each day by how long it is before the first edition. Looking a day up is cheaper than taking
 * its year, month and day apart for every person: `written` is yyyymmdd, `in_number` the day as NIK and
 * KK numbers carry it (ddmmyy and four zeros), `age` whole years since.
 */
export const CALENDAR = `
  with day as (
    select i::int as days, date '${FIRST_EDITION}' - i::int as day from range(${REACH}) t(i)
  ), written as (
    select *, cast(year(day) * 10000 + month(day) * 100 + day(day) as int) as written from day
  )
  select *, cast(day(day) * 100000000 + month(day) * 1000000 + (year(day) % 100) * 10000 as bigint) as in_number,
         cast((20260630 - written) // 10000 as int) as age
    from written`;
