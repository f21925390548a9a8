import { type DuckDb, text } from "#engine/duckdb/database.ts";
import { CALENDAR, FIRST_EDITION } from "./calendar.ts";
import type { Chance } from "./chance.ts";
import { FAMILY_DRAW, familySeed } from "./families.ts";
import {
  familyCard,
  PERSON_SERIAL,
  type SerialStretch,
  WOMANS_DAY,
  writtenNumber,
} from "./identity.ts";
import { familyMembers, personSeed } from "./members.ts";
import { culturesOf } from "./names/culture-of-province.ts";
import { loadNaming, motherElsewhere } from "./naming.ts";
import { personFacts } from "./person-facts.ts";
import type { Village } from "./places.ts";
import { familyFacts, familyWelfare, villageWelfare } from "./welfare.ts";

/** One regency's share of the nation: what is made, written and forgotten before the next. */
export type Chunk = {
  readonly regency: string;
  readonly regencyName: string;
  readonly villages: readonly Village[];
  /** Families of all chunks before this one. */
  readonly firstFamily: number;
  readonly serials: SerialStretch;
  /** A village is still part of its neighbour, and will be carved out before the second edition. */
  readonly willSplit: boolean;
};

/** Loads what all chunks look up: names, days, and what follows from a draw alone. */
export async function loadLookups(db: DuckDb): Promise<void> {
  await loadNaming(db);
  await db.run(`create or replace table calendar as ${CALENDAR}`);
  await db.run(`create or replace table family_draw as ${FAMILY_DRAW}`);
}

/** Villages and districts of the chunk, from place_village: one text taken apart is read far quicker than many literals. */
async function loadVillages(
  db: DuckDb,
  { villages, regencyName }: Chunk,
  chance: Chance,
): Promise<void> {
  const shares = villages.map((v) => `${v.village_code}:${v.families}`).join(" ");
  await db.run(
    `create or replace table village as
       with share as (
         select split_part(word, ':', 1) as village_code, cast(split_part(word, ':', 2) as int) as families
           from (select unnest(string_split(${text(shares)}, ' ')) as word)
       ), placed as (
         select p.*, (dense_rank() over (order by district_code) - 1)::int as district_no, cast(substr(district_code, 3) as int) as kkcc,
                (1 + sum(families) over (order by village_code) - families)::bigint as first_family, families,
                substr(village_code, 7, 1) = '1' as is_urban, ${text(regencyName)} as regency_name
           from place_village p join share using (village_code)
       )
       select *, ${villageWelfare(chance)} as welfare, row_number() over (order by village_code) - 1 as village_no from placed`,
  );
  await db.run(
    "create or replace table district as select distinct district_no, kkcc, district_name from village",
  );
}

/**
 * The persons of person_seed written out: days, NIK, and the mother's name: hers who lives here for sons and
 * daughters, else a made-up one.
 */
const NUMBERED = (stretch: SerialStretch, chance: Chance): string => `
  select person_no, person_no // 16 as family_no, slot, relationship, sex, marital_status, slot <> 12 as is_alive, age, birth_date, born_on,
         case when slot = 12 then date '${FIRST_EDITION}' - cast(30 + 1500 * u16(${chance.draw("person_no", 15)}, 0) as int) end as died_on,
         ${writtenNumber("kkcc", "in_number", `${WOMANS_DAY} + ${stretch.first} + serial`)} as nik, name,
         coalesce(mother_here, ${motherElsewhere("mh", "culture")}) as mother_name
    from (
      select p.*, coalesce(s.serial, 1) as serial, c.age, c.day as birth_date, c.written as born_on, c.in_number,
             w.name as mother_here, ${chance.draw("p.person_no", 17)} as mh
        from person_seed p
        join calendar c on c.days = p.days
        left join person_serial s on s.person_no = p.person_no
        left join (select person_no, name from person_seed where slot < 2 and sex = 2) w
          on w.person_no = p.person_no - p.slot + p.mother_slot
    ), name_tokens`;

const WITH_DRAWS = (stretch: SerialStretch, chance: Chance): string => `
  select p.* exclude (born_on), f.z, ${chance.draw("f.family_no", 1)} as fh,
         ${[1, 2, 3, 4, 5, 6, 7, 8].map((i) => `${chance.draw("p.person_no", 30 + i)} as q${i}`).join(", ")},
         1 / (1 + exp(-1.702 * (0.5 * f.z + 0.8 * tri(${chance.draw("p.person_no", 16)}, 0)
           + least(0.9, greatest(-1.6, (40 - p.age) * 0.028)) - case when p.sex = 2 and p.age > 45 then 0.25 else 0 end))) as ed
    from (${NUMBERED(stretch, chance)}) p
    join family_facts f on f.family_no = p.family_no`;

const STREETS = "MELATI KENANGA MERDEKA PEMUDA MAWAR ANGGREK VETERAN KARTINI".split(" ");
const HAMLETS = "KRAJAN SUKAMAJU MEKARSARI TEGALREJO KARANGANYAR SUMBERAGUNG PANGKALAN BARU".split(
  " ",
);
const HAMLET_WORDS = ["DUSUN ", "DSN. ", "KP. ", "DUKUH "];

/** SQL: one of a few words by a number 0-255. */
const word = (byte: string, words: readonly string[]): string =>
  `case ${byte} % ${words.length} ${words.map((w, i) => `when ${i} then '${w}'`).join(" ")} end`;

const ADDRESS = `
  case when v.is_urban then concat('JL. ', ${word("byte(f.h4, 3)", STREETS)}, ' NO. ', 1 + byte(f.h4, 11) % 120)
       else concat(${word("byte(f.h4, 3)", HAMLET_WORDS)}, ${word("byte(f.h4, 11)", HAMLETS)}) end as address,
  lpad(cast(1 + byte(f.h4, 19) % 12 as varchar), 3, '0') as rt, lpad(cast(1 + byte(f.h4, 27) % 6 as varchar), 3, '0') as rw,
  cast(-1000000 - (byte(f.h4, 35) * 256 + byte(f.h4, 43)) * 100 as int) as latitude,
  cast(100000000 + (byte(f.h3, 35) * 256 + byte(f.h3, 43)) * 400 as int) as longitude,
  case when f.lighting_source = 1 then '53' || lpad(cast(f.family_no - case when f.shares_meter then 1 else 0 end as varchar), 10, '0') end as meter_no`;

/** KK numbers of the card in force and of the one before it. */
const CARD = (stretch: SerialStretch): string => {
  const half = stretch.first + Math.floor(stretch.length / 2);
  return `
    select f.family_no, ${writtenNumber("f.kkcc", "i.in_number", `${stretch.first} + serial`)} as kk,
           ${writtenNumber("f.kkcc", "b.in_number", `${half} + serial_before`)} as kk_before
      from family_card f join calendar i on i.days = f.days join calendar b on b.days = f.days_before`;
};

const FAMILY = (stretch: SerialStretch, chance: Chance): string => `
  select f.* exclude (clan_byte, village_no, district_no, births, first_birth, spacing, u_twin, has_parent, has_grandchild,
                      has_relative, has_deceased, wife_age, mother_age, h3, h4),
         v.* exclude (first_family, families, welfare), c.kk, c.kk_before, h.nik as head_nik, s.nik as spouse_nik, h.name as head_name,
         ${chance.draw("f.family_no", 18)} as a1, ${chance.draw("f.family_no", 19)} as a2,
         v2.village_code as village_before, cast(null as varchar) as split_village_code, ${ADDRESS}
    from (select *, ${chance.draw("family_no", 3)} as h3, ${chance.draw("family_no", 4)} as h4 from family_facts) f
    join village v on v.village_no = f.village_no
    join (${CARD(stretch)}) c on c.family_no = f.family_no
    join (select family_no, nik, name from person where slot = 0) h on h.family_no = f.family_no
    left join (select family_no, nik from person where slot = 1) s on s.family_no = f.family_no
    left join village v2 on v2.village_no = ((f.h3 >> 40)::bigint % (select count(*) from village))`;

/** Before the split: families of the last village are found under the one before it. */
const BEFORE_SPLIT = `
  with pair as (
    select max(village_code) as part, max(village_code) filter (village_code < last) as whole
      from village, (select max(village_code) as last from village)
  )
  select f.* replace (
           case when f.village_code = p.part then p.whole else f.village_code end as village_code,
           case when f.village_code = p.part then w.village_name else f.village_name end as village_name,
           case when f.village_code = p.part then f.village_code end as split_village_code)
    from family f, pair p, village w where w.village_code = p.whole`;

/** The family without answers: where it lives, who heads it, and what it spends. */
const BARE_FAMILY = ({ regency, serials }: Chunk, chance: Chance): string => `
  select f.family_no, v.village_code, v.is_urban, f.size, f.expenditure_per_capita,
         ${writtenNumber("c.kkcc", "i.in_number", `${serials.first} + c.serial`)} as kk, h.name as head_name
    from (${familyWelfare(chance, regency)}) f
    join village v on v.village_no = f.village_no
    join family_card c on c.family_no = f.family_no
    join calendar i on i.days = c.days
    join (select person_no, name from person_seed where slot = 0) h on h.person_no = f.family_no * 16`;

/** Living members of each family. */
const FAMILY_SIZE =
  "select person_no // 16 as family_no, count(*) as size, count(*) filter (is_minor) as children from person_seed where slot <> 12 group by all";

/**
 * Makes `person` and `family` of one chunk, answers the rows. `isBare` leaves out survey answers; then
 * both are views, read once.
 */
export async function makePopulation(
  db: DuckDb,
  chunk: Chunk,
  chance: Chance,
  isBare = false,
): Promise<{ readonly persons: number; readonly families: number }> {
  await loadVillages(db, chunk, chance);
  const { regency, serials } = chunk;
  const make = (table: string, sql: string): Promise<void> =>
    db.run(`create or replace table ${table} as ${sql}`);
  await make("family_seed", familySeed(chance, chunk.firstFamily, culturesOf(regency.slice(0, 2))));
  await make("family_member", familyMembers(chance));
  await make("person_seed", personSeed(chance));
  await make("family_size", FAMILY_SIZE);
  await make("person_serial", PERSON_SERIAL);
  await make("family_card", familyCard(chance, isBare));
  await refuseSpill(db, serials, isBare);
  if (isBare) {
    await db.run(`create or replace view person as ${NUMBERED(serials, chance)}`);
    await db.run(`create or replace view family as ${BARE_FAMILY(chunk, chance)}`);
  } else {
    await make("family_facts", familyFacts(chance, regency));
    await make("person", personFacts(WITH_DRAWS(serials, chance)));
    await make("family", FAMILY(serials, chance));
    if (chunk.willSplit) await make("family", BEFORE_SPLIT);
  }
  const [count] = await db.all<{ persons: bigint; families: bigint }>(
    "select (select count(*) from person_seed) as persons, (select count(*) from family_seed) as families",
  );
  return { persons: Number(count?.persons), families: Number(count?.families) };
}

/** Every person has a stretch of serials, families half of one for each of their two cards. */
async function refuseSpill(db: DuckDb, { length }: SerialStretch, isBare: boolean): Promise<void> {
  const half = Math.floor(length / 2);
  const ofCards = isBare ? "serial" : "greatest(serial, serial_before)";
  const [spill] = await db.all<{ n: bigint }>(
    `select (select count(*) from person_serial where serial > ${length})
          + (select count(*) from family_card where ${ofCards} > ${half}) as n`,
  );
  if (spill?.n !== 0n) {
    throw new Error(`${spill?.n} serial numbers passed their stretch: plan more regencies`);
  }
}
