import type { DuckDb } from "#engine/duckdb/database.ts";
import type { Chance } from "./chance.ts";
import { familySeed } from "./families.ts";
import { familyCard, namePlaces, PERSON_NAME, personNik, type SerialStretch } from "./identity.ts";
import { personSeed } from "./members.ts";
import { culturesOf } from "./names/culture-of-province.ts";
import { nameTokenRows } from "./names/name-table.ts";
import { personFacts } from "./person-facts.ts";
import type { Village } from "./places.ts";
import { familyFacts, familyWelfare } from "./welfare.ts";

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

/** Loads name_token once for all chunks: one row a place, from runs of equal tokens. */
export async function loadNames(db: DuckDb): Promise<void> {
  const runs: { from: number; to: number; token: string }[] = [];
  for (const [place, token] of nameTokenRows()) {
    const last = runs.at(-1);
    if (last?.token === token && last.to === place) last.to = place + 1;
    else runs.push({ from: place, to: place + 1, token });
  }
  const rows = runs.map(({ from, to, token }) => `(${from}, ${to}, '${token}')`);
  await db.run(
    `create or replace table name_token as
       select unnest(range(first, next)) as place, token from (values ${rows.join(", ")}) t(first, next, token)`,
  );
}

async function loadVillages(db: DuckDb, { villages, regencyName }: Chunk): Promise<void> {
  let first = 1;
  const districts = [...new Set(villages.map((village) => village.district_code))];
  const rows = villages.map((v) => {
    const row = `('${v.village_code}', '${v.village_name.replaceAll("'", "''")}', '${v.district_code}', '${v.district_name.replaceAll("'", "''")}', ${districts.indexOf(v.district_code)}, '${v.district_code.slice(2)}', ${first}, ${v.families}, ${v.is_urban}, '${regencyName.replaceAll("'", "''")}')`;
    first += v.families;
    return row;
  });
  await db.run(
    `create or replace table village as select *, (row_number() over (order by village_code)) - 1 as village_no from (values ${rows.join(", ")})
       t(village_code, village_name, district_code, district_name, district_no, kkcc, first_family, families, is_urban, regency_name)`,
  );
  await db.run(
    "create or replace table district as select distinct district_no, kkcc, district_name from village",
  );
}

const PLACED = (chance: Chance): string => `
  with drawn as (
    select s.*, s.family_no * 16 + s.slot as person_no, f.district_no, f.culture, byte(f.h2, 56) as fclan from person_seed s join family_seed f using (family_no)
  ), dated as (
    select * exclude (age), date '${FIRST_EDITION}' - cast(age * 365.2425 as int) as birth_date,
           case when not is_alive then date '${FIRST_EDITION}' - cast(30 + 1500 * u16(${chance.draw("person_no", 15)}, 0) as int) end as died_on
      from drawn
  )
  select *, cast((20260630 - year(birth_date) * 10000 - month(birth_date) * 100 - day(birth_date)) // 10000 as int) as age from dated`;

const NAMED = (chance: Chance): string => `
  select p.person_no, p.family_no, p.slot, p.relationship, p.sex, p.age, p.birth_date, p.marital_status,
         p.is_alive, p.died_on, k.nik, n.name, f.z, f.h1 as fh,
         ${[1, 2, 3, 4, 5, 6, 7, 8].map((i) => `${chance.draw("p.person_no", 30 + i)} as q${i}`).join(", ")},
         1 / (1 + exp(-1.702 * (0.5 * f.z + 0.8 * tri(${chance.draw("p.person_no", 16)}, 0)
           + least(0.9, greatest(-1.6, (40 - p.age) * 0.028)) - case when p.sex = 2 and p.age > 45 then 0.25 else 0 end))) as ed,
         w.name as known_mother,
         mt.token || case when u16(${chance.draw("p.person_no", 17)}, 16) < 0.45 then ' ' || ms.token else '' end as other_mother
    from person_seed_placed p
    join person_nik k on k.person_no = p.person_no
    join person_name n on n.person_no = p.person_no
    join family_facts f on f.family_no = p.family_no
    left join person_name w on w.person_no = case when p.slot between 2 and 7 and f.is_couple then p.family_no * 16 + 1
                                                  when p.slot between 2 and 7 and f.head_sex = 2 then p.family_no * 16 end
    left join name_token mt on mt.place = (p.culture * 10 + 1) * 256 + byte(${chance.draw("p.person_no", 17)}, 0)
    left join name_token ms on ms.place = (p.culture * 10 + 5) * 256 + byte(${chance.draw("p.person_no", 17)}, 8)`;

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
                      has_relative, has_deceased, wife_age, mother_age, lone_woman, lone_single, first_family, families),
         c.kk, c.kk_before, h.nik as head_nik, s.nik as spouse_nik, h.name as head_name,
         ${chance.draw("f.family_no", 18)} as a1, ${chance.draw("f.family_no", 19)} as a2,
         v2.village_code as village_before, cast(null as varchar) as split_village_code, ${ADDRESS}
    from family_facts f
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

/** person and family without answers: who they are, and what the family spends. */
const BARE_PERSON = (chance: Chance): string =>
  `select * exclude (z, fh, q1, q2, q3, q4, q5, q6, q7, q8, ed, known_mother, other_mother),
          coalesce(known_mother, other_mother) as mother_name from (${NAMED(chance)})`;
const BARE_FAMILY = `
  select f.family_no, f.village_code, f.is_urban, f.size, f.expenditure_per_capita, c.kk, h.name as head_name
    from family_facts f join family_card c on c.family_no = f.family_no
    join (select family_no, name from person where slot = 0) h on h.family_no = f.family_no`;

/** Makes the tables `person` and `family` of one chunk, answers the rows. `isBare` leaves out survey answers. */
export async function makePopulation(
  db: DuckDb,
  chunk: Chunk,
  chance: Chance,
  isBare = false,
): Promise<{ readonly persons: number; readonly families: number }> {
  await loadVillages(db, chunk);
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
  await make("person_seed_placed", PLACED(chance));
  await make("name_place", namePlaces(chance));
  await make("person_name", PERSON_NAME);
  await make("person_nik", personNik(chance, chunk.serials));
  await make("family_card", familyCard(chance, chunk.serials));
  await make("person", isBare ? BARE_PERSON(chance) : personFacts(NAMED(chance)));
  await make("family", isBare ? BARE_FAMILY : FAMILY(chance));
  if (chunk.willSplit && !isBare) await make("family", BEFORE_SPLIT);
  await refuseSpill(db);
  const [count] = await db.all<{ persons: bigint; families: bigint }>(
    "select (select count(*) from person) as persons, (select count(*) from family) as families",
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
