import type { DeliverySet, Source } from "#domain/source.ts";
import type { Chance } from "./chance.ts";
import { spoiledIdentity } from "./corruption.ts";
import type { ErrorRates } from "./error-rates.ts";
import type { SpoiledVillages } from "./village-habits.ts";

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

const draws = (chance: Chance, no: number, key: string): string =>
  [1, 2, 3, 4]
    .map((i) => `${chance.draw(`(${key} * 64 + ${no * 2} + copy)`, 49 + i)} as e${i}`)
    .join(", ");

/** SQL: 0, and 1 for rows that come twice; the second copy has draws of its own. */
const copies = ({ no, rates }: Listing, chance: Chance, key: string): string =>
  rates.doubled === 0
    ? "0 as copy"
    : `unnest(range(1 + (u16(${chance.draw(`(${key} * 32 + ${no})`, 49)}, 32) < ${rates.doubled / 1000})::int)) as copy`;

const spoiled = (rates: ErrorRates, villages: SpoiledVillages): string =>
  Object.entries(spoiledIdentity(rates, villages))
    .map(([name, sql]) => `${sql} as ${name}`)
    .join(",\n         ");

/** What a query over a listing keeps besides `outputs`: whose row it is, and its place. */
const PLACE = "person_no, family_no, slot, nth, copy";

/**
 * Rows of a person or evidence delivery: `outputs` is SQL over truth, draws e1-e4 and the spoiled
 * identity s_nik, s_name, s_birth, s_kk, s_village.
 */
export function listedPersons(
  listing: Listing,
  villages: SpoiledVillages,
  chance: Chance,
  outputs: string,
): string {
  const { rates, asOf, no, each } = listing;
  const dead = listing.keepsDead
    ? "true"
    : `(is_alive or died_on > date '${asOf}' or u16(pd, 16) < ${rates.deadListed / 1000})`;
  return `
    with member as (
      select p.*, f.* exclude (family_no), ${chance.draw(`(f.family_no * 32 + ${no})`, 46)} as fd,
             ${chance.draw(`(p.person_no * 32 + ${no})`, 48)} as pd,
             case when f.head_sex = 1 and p.slot between 2 and 7 then f.head_name end as father_name
        from person p join family f on f.family_no = p.family_no
    ), listed as (
      select *, ${copies(listing, chance, "person_no")} from member
       where birth_date <= date '${asOf}' and ${dead} and (${listing.covers})
         and u16(fd, 0) >= ${rates.familyAbsent / 1000}
         and (slot = 0 or u16(pd, 0) >= ${rates.personAbsent / 1000})
    ), spread as (select *, ${each === undefined ? "0" : `unnest(${each})`} as nth from listed),
    drawn as (select *, ${draws(chance, no, "person_no")} from spread),
    told as (select *, ${spoiled(rates, villages)} from drawn)
    select ${PLACE}, ${outputs} from told`;
}

/** Rows of a family or survey delivery; the identity columns are the head's. */
export function listedFamilies(
  listing: Listing,
  villages: SpoiledVillages,
  chance: Chance,
  outputs: string,
): string {
  const { rates, no } = listing;
  return `
    with listed as (
      select f.*, family_no * 16 as person_no, 0 as slot, 0 as nth, head_nik as nik, head_name as name,
             head_sex as sex, date '1980-01-01' as birth_date, cast(null as varchar) as father_name,
             ${chance.draw(`(f.family_no * 32 + ${no})`, 46)} as fd, ${copies(listing, chance, "family_no")}
        from family f
       where u16(${chance.draw(`(f.family_no * 32 + ${no})`, 46)}, 0) >= ${rates.familyAbsent / 1000} and (${listing.covers})
    ), drawn as (select *, ${draws(chance, no, "family_no")} from listed),
    told as (select *, ${spoiled(rates, villages)} from drawn)
    select ${PLACE}, ${outputs} from told`;
}
