import { type DuckDb, text } from "#engine/duckdb/database.ts";
import type { Chance } from "./chance.ts";
import { familySeed } from "./families.ts";
import { familyCard, personNamed, personNik, type SerialStretch } from "./identity.ts";
import { personSeed } from "./members.ts";
import { culturesOf } from "./names/culture-of-province.ts";
import { nameTokenRows } from "./names/name-table.ts";
import { personFacts } from "./person-facts.ts";
import type { Village } from "./places.ts";
import { familyFacts, familyWelfare, villageWelfare } from "./welfare.ts";

/** The day of which the first edition speaks. */
export const FIRST_EDITION = "2026-06-30";

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

/** Loads name_tokens once for all chunks: one row, whose list has the token of each place or null. */
export async function loadNames(db: DuckDb): Promise<void> {
  const tokens: (string | undefined)[] = [];
  for (const [place, token] of nameTokenRows()) tokens[place] = token;
  const list = Array.from(tokens, (token) => (token === undefined ? "null" : text(token)));
  await db.run(`create or replace table name_tokens as select [${list.join(", ")}] as tokens`);
}

async function loadVillages(
  db: DuckDb,
  { villages, regencyName }: Chunk,
  chance: Chance,
): Promise<void> {
  let first = 1;
  const districts = [...new Set(villages.map((village) => village.district_code))];
  const rows = villages.map((v) => {
    const row = `('${v.village_code}', '${v.village_name.replaceAll("'", "''")}', '${v.district_code}', '${v.district_name.replaceAll("'", "''")}', ${districts.indexOf(v.district_code)}, ${Number(v.district_code.slice(2))}, ${first}, ${v.families}, ${v.is_urban}, '${regencyName.replaceAll("'", "''")}')`;
    first += v.families;
    return row;
  });
  await db.run(
    `create or replace table village as select *, ${villageWelfare(chance)} as welfare, (row_number() over (order by village_code)) - 1 as village_no from (values ${rows.join(", ")})
       t(village_code, village_name, district_code, district_name, district_no, kkcc, first_family, families, is_urban, regency_name)`,
  );
  await db.run(
    "create or replace table district as select distinct district_no, kkcc, district_name from village",
  );
}

const PLACED = (chance: Chance): string => `
  with dated as (
    select * exclude (age), family_no * 16 + slot as person_no, date '${FIRST_EDITION}' - cast(age * 365.2425 as int) as birth_date
      from person_seed
  )
  select *, case when not is_alive then date '${FIRST_EDITION}' - cast(30 + 1500 * u16(${chance.draw("person_no", 15)}, 0) as int) end as died_on,
         cast((20260630 - year(birth_date) * 10000 - month(birth_date) * 100 - day(birth_date)) // 10000 as int) as age
    from dated`;

/** A person's number, and the mother: she who lives here for sons and daughters, else the made-up one. */
const NUMBERED = `
  select p.* exclude (district_no, culture, clan_byte, has_mother_here, mother_slot, mother_elsewhere),
         cast(k.nik as varchar) as nik, coalesce(w.name, p.mother_elsewhere) as mother_name
    from person_named p
    join person_nik k on k.person_no = p.person_no
    left join (select person_no, name from person_named where slot = mother_slot) w
      on w.person_no = case when p.slot between 2 and 7 and p.has_mother_here then p.family_no * 16 + p.mother_slot end`;

const WITH_DRAWS = (chance: Chance): string => `
  select p.*, f.z, f.h1 as fh,
         ${[1, 2, 3, 4, 5, 6, 7, 8].map((i) => `${chance.draw("p.person_no", 30 + i)} as q${i}`).join(", ")},
         1 / (1 + exp(-1.702 * (0.5 * f.z + 0.8 * tri(${chance.draw("p.person_no", 16)}, 0)
           + least(0.9, greatest(-1.6, (40 - p.age) * 0.028)) - case when p.sex = 2 and p.age > 45 then 0.25 else 0 end))) as ed
    from (${NUMBERED}) p
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
  case when f.is_urban then concat('JL. ', ${word("byte(f.h4, 3)", STREETS)}, ' NO. ', 1 + byte(f.h4, 11) % 120)
       else concat(${word("byte(f.h4, 3)", HAMLET_WORDS)}, ${word("byte(f.h4, 11)", HAMLETS)}) end as address,
  lpad(cast(1 + byte(f.h4, 19) % 12 as varchar), 3, '0') as rt, lpad(cast(1 + byte(f.h4, 27) % 6 as varchar), 3, '0') as rw,
  cast(-1000000 - (byte(f.h4, 35) * 256 + byte(f.h4, 43)) * 100 as int) as latitude,
  cast(100000000 + (byte(f.h3, 35) * 256 + byte(f.h3, 43)) * 400 as int) as longitude,
  case when f.lighting_source = 1 then '53' || lpad(cast(f.family_no - case when f.shares_meter then 1 else 0 end as varchar), 10, '0') end as meter_no`;

const FAMILY = (chance: Chance): string => `
  select f.* exclude (h1, h2, h3, h4, births, first_birth, spacing, u_twin, has_parent, has_grandchild,
                      has_relative, has_deceased, wife_age, mother_age, lone_woman, lone_single, village_no,
                      district_no, kkcc, is_urban, village_welfare, clan_byte, has_mother_here, mother_slot),
         v.* exclude (first_family, families, welfare),
         cast(c.kk as varchar) as kk, cast(c.kk_before as varchar) as kk_before, h.nik as head_nik, s.nik as spouse_nik, h.name as head_name,
         ${chance.draw("f.family_no", 18)} as a1, ${chance.draw("f.family_no", 19)} as a2,
         v2.village_code as village_before, cast(null as varchar) as split_village_code, ${ADDRESS}
    from family_facts f
    join village v on v.village_no = f.village_no
    join family_card c on c.family_no = f.family_no
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
const BARE_FAMILY = `
  select f.family_no, v.village_code, v.is_urban, f.size, f.expenditure_per_capita, cast(c.kk as varchar) as kk, h.name as head_name
    from family_facts f
    join village v on v.village_no = f.village_no
    join family_card c on c.family_no = f.family_no
    join (select family_no, name from person_named where slot = 0) h on h.family_no = f.family_no`;

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
  const make = (table: string, sql: string): Promise<void> =>
    db.run(`create or replace table ${table} as ${sql}`);
  await make(
    "family_seed",
    familySeed(chance, chunk.firstFamily, culturesOf(chunk.regency.slice(0, 2))),
  );
  await make("person_seed", personSeed(chance));
  await make(
    "family_size",
    "select family_no, count(*) filter (is_alive) as size, count(*) filter (is_alive and age < 18) as children from person_seed group by family_no",
  );
  const facts = isBare ? familyWelfare : familyFacts;
  await make("family_facts", facts(chance, chunk.regency));
  await make("person_named", personNamed(PLACED(chance), chance));
  await make("person_nik", personNik(chance, chunk.serials));
  await make("family_card", familyCard(chance, chunk.serials, isBare));
  await refuseSpill(db);
  if (isBare) {
    await db.run(`create or replace view person as ${NUMBERED}`);
    await db.run(`create or replace view family as ${BARE_FAMILY}`);
  } else {
    await make("person", personFacts(WITH_DRAWS(chance)));
    await make("family", FAMILY(chance));
    if (chunk.willSplit) await make("family", BEFORE_SPLIT);
  }
  const [count] = await db.all<{ persons: bigint; families: bigint }>(
    "select (select count(*) from person_named) as persons, (select count(*) from family_seed) as families",
  );
  return { persons: Number(count?.persons), families: Number(count?.families) };
}

async function refuseSpill(db: DuckDb): Promise<void> {
  const [spill] = await db.all<{ n: bigint }>(
    "select (select count(*) from person_nik where is_spilled) + (select count(*) from family_card where is_spilled) as n",
  );
  if (spill?.n !== 0n) {
    throw new Error(`${spill?.n} serial numbers passed their stretch: plan more regencies`);
  }
}
