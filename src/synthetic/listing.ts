import type { DeliverySet, Source } from "#domain/source.ts";
import type { Chance } from "./chance.ts";
import { spoiledIdentity } from "./corruption.ts";
import type { ErrorRates } from "./error-rates.ts";

/** Which truth a delivery tells: whose rows, as of which day, with which errors. */
export type Listing = {
  /** Tells the draws of one delivery from another's; unique among deliveries. */
  readonly no: number;
  readonly source: Source;
  readonly set: DeliverySet;
  /** Day of which the delivery speaks: those born later are not in it. */
  readonly asOf: string;
  readonly rates: ErrorRates;
  /** SQL over person and family columns; true for those whom the source knows. */
  readonly covers: string;
  /** The civil registry keeps its dead; other lists drop them late. */
  readonly keepsDead: boolean;
  /** SQL: rows per listed unit, a list of numbers; for vehicles, one row each. */
  readonly each?: string;
};

const draws = (chance: Chance, no: number, key: string): string => {
  const copyKey = `(${key} * 64 + ${no * 2} + copy)`;
  return `${chance.draw(copyKey, 50)} as e1, ${chance.draw(copyKey, 51)} as e2, ${chance.draw(copyKey, 52)} as e3, ${chance.draw(copyKey, 53)} as e4`;
};

const spoiled = (rates: ErrorRates): string =>
  Object.entries(spoiledIdentity(rates))
    .map(([name, sql]) => `${sql} as ${name}`)
    .join(",\n         ");

const withCopies = (listing: Listing, chance: Chance, key: string): string => `
    copied as (
      select *, 0 as copy from covered
      union all
      select *, 1 from covered
       where u16(${chance.draw(`(${key} * 32 + ${listing.no})`, 49)}, 32) < ${listing.rates.doubled / 1000}
    ), drawn as (
      select *, ${draws(chance, listing.no, key)} from copied
    )
    select row_number() over (order by family_no, slot, copy, nth) as row_no, d.*,
         ${spoiled(listing.rates)}
      from drawn d order by family_no, slot, copy, nth`;

/** listing: the rows of a person or evidence delivery in order, with truth and spoiled identity. */
export function listedPersons(listing: Listing, chance: Chance): string {
  const { rates, asOf, no } = listing;
  const dead = listing.keepsDead
    ? "true"
    : `(is_alive or died_on > date '${asOf}' or u16(${chance.draw(`(person_no * 32 + ${no})`, 48)}, 16) < ${rates.deadListed / 1000})`;
  return `
    with member as (
      select p.*, f.* exclude (family_no), ${chance.draw(`(f.family_no * 32 + ${no})`, 46)} as fd,
             case when f.head_sex = 1 and p.slot between 2 and 7 then f.head_name end as father_name
        from person p join family f on f.family_no = p.family_no
    ), covered as (
      select m.*, n.nth from member m, unnest(${listing.each ?? "[1]"}) as n(nth)
       where birth_date <= date '${asOf}' and ${dead} and (${listing.covers})
         and u16(fd, 0) >= ${rates.familyAbsent / 1000}
         and (slot = 0 or u16(${chance.draw(`(person_no * 32 + ${no})`, 48)}, 0) >= ${rates.personAbsent / 1000})
    ), ${withCopies(listing, chance, "person_no")}`;
}

/** listing: the rows of a family delivery; identity columns are the head's. */
export function listedFamilies(listing: Listing, chance: Chance): string {
  const { rates, no } = listing;
  return `
    with covered as (
      select f.*, family_no * 16 as person_no, 0 as slot, 1 as nth, head_nik as nik, head_name as name,
             head_sex as sex, date '1980-01-01' as birth_date, cast(null as varchar) as father_name,
             ${chance.draw(`(f.family_no * 32 + ${no})`, 46)} as fd
        from family f
       where u16(${chance.draw(`(f.family_no * 32 + ${no})`, 46)}, 0) >= ${rates.familyAbsent / 1000} and (${listing.covers})
    ), ${withCopies(listing, chance, "family_no")}`;
}
