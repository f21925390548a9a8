import { FAMILY_FACTS, PERSON_FACTS } from "#domain/variables/catalogue.ts";
import { type DuckDb, identifier, text } from "#engine/duckdb/database.ts";
import { VERSION_FAMILY, VERSION_PERSON } from "#lake/tables.ts";
import { regionBook } from "#regions/region-book.ts";

/** Regencies that the families of a nation for tests live in. */
export const REGENCIES = regionBook()
  .regencies.slice(0, 60)
  .map(({ code }) => Number(code));

/**
 * `family` and `person` of a nation and of the same one a quarter later, as Parquet, made by the engine at any size: a fifth of the
 * families answer otherwise, and of some hundred one each parts, ends, merges into its neighbour, goes on under a new
 * id or moves away; people come, die and go. Answers are whatever digits give: every code, every absence.
 */
export async function writeTwoNations(
  db: DuckDb,
  families: number,
  file: (name: string) => string,
): Promise<void> {
  await db.run("create table regency_place (place bigint, regency bigint)");
  const places = REGENCIES.map((regency, place) => `(${place}, ${regency})`);
  await db.run(`insert into regency_place values ${places.join(", ")}`);
  await db.run(`create table one_person as
    select i * 10 + m as person_id, i as home, m, hash(i, 'fate') % 100 as fate, hash(i, m, 'own') % 60 as own
    from range(1, ${families + 1}) f(i), range(0, 8) t(m) where m <= hash(i, 'size') % 6 + 1`);
  for (const side of ["before", "after"] as const) {
    await db.run(peopleOf(side, families));
    await db.run(`copy (${persons(side)}) to ${text(file(`person-${side}`))} (format parquet)`);
    await db.run(`copy (${houses(side)}) to ${text(file(`family-${side}`))} (format parquet)`);
  }
}

/** Who lives where: (person_id, family_id, relationship, asked), asked tells answers of one quarter from the next. */
function peopleOf(side: "before" | "after", families: number): string {
  if (side === "before") {
    return `create table member_before as select person_id, home as family_id, home,
      case m when 0 then 1 else 3 end as relationship, 0 as asked from one_person where own <> 0 and fate <> 6`;
  }
  const family = `case when fate = 1 and m > 1 then ${families} * 2 + home when fate = 2 then home % ${families} + 1
    when fate = 3 then ${families} * 3 + home when fate = 5 and m = 1 then home % ${families} + 1 else home end`;
  return `create table member_after as select person_id, ${family} as family_id, home,
    case m when 0 then 1 else 3 end as relationship, case when hash(home, 'asked') % 5 = 0 then 1 else 0 end as asked
    from one_person where own <> 1 and fate <> 4`;
}

const answers = (names: readonly string[], key: string): string =>
  names
    .map((name) => {
      const drawn = `hash(${key}, asked, '${name}')`;
      const most = name === "age" ? 90 : name === "floor_area" ? 150 : 9;
      return `cast(case when ${drawn} % 13 = 0 then -2 else (${drawn} // 13) % ${most} + 1 end as int) as ${identifier(name)}`;
    })
    .join(", ");

function persons(side: string): string {
  const facts = answers(
    PERSON_FACTS.filter((name) => name !== "relationship"),
    "m.person_id",
  );
  const columns = Object.keys(VERSION_PERSON.columns).map(identifier).join(", ");
  return `select ${columns} from (
    select m.person_id, m.family_id, p.regency * 1000000 + 12001 as village_no, p.regency * 1000000 + 12001 as domicile_village_no,
      'padan' as identity_status, 1 as life_status, cast(m.relationship as int) as relationship, ${facts}
    from member_${side} m join regency_place p on p.place = m.home % ${REGENCIES.length}) people`;
}

function houses(side: string): string {
  const moved =
    side === "after" ? "case when hash(family_id, 'fate') % 100 = 9 then 1 else 0 end" : "0";
  const columns = Object.keys(VERSION_FAMILY.columns).map(identifier).join(", ");
  return `select ${columns} from (
    select h.family_id, h.head_person_id, h.size, p.regency * 1000000 + 12001 as village_no,
      p.regency * 1000000 + 12001 as domicile_village_no, 20260101 as facts_as_of, ${answers(FAMILY_FACTS, "h.family_id")}
    from (select family_id, min(person_id) as head_person_id, cast(count(*) as int) as size, max(asked) as asked
      from member_${side} group by family_id) h
    join regency_place p on p.place = (h.family_id + ${moved}) % ${REGENCIES.length}) houses`;
}
