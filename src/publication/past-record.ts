import { FAMILY_FACTS, PERSON_FACTS } from "#domain/variables/catalogue.ts";
import { identifier } from "#engine/duckdb/database.ts";
import type { LockedDb, LockedTable } from "#engine/duckdb/locked-database.ts";
import type { PastQuestion, PastRecord } from "#store/past-family.ts";

/** Files of a frozen version that tell of one family, with what is read beside the facts. Nothing in them names anybody. */
const PAST_TABLES = {
  family: ["family_id", "head_person_id", "village_no", "domicile_village_no", "facts_as_of"],
  person: ["person_id", "family_id", "life_status"],
  rank: ["family_id", "decile_national", "decile_province", "decile_regency", "percentile"],
  provenance: ["unit", "unit_id", "field_group", "source", "as_of", "reason"],
  outcome: ["program", "unit", "unit_id", "family_id", "outcome"],
} as const satisfies Record<string, readonly string[]>;

const FACTS = { family: FAMILY_FACTS, person: PERSON_FACTS } as const;

/** Which of the catalogue's facts a version has: one of before a fact was asked does not. */
export type KnownFacts = Readonly<Record<"family" | "person", readonly string[]>>;

/** Whether a job was signed for these tables, all of them and no other. */
export function isForPast(tables: readonly string[]): boolean {
  return tables.join() === Object.keys(PAST_TABLES).sort().join();
}

export const PAST_FILES: readonly string[] = Object.keys(PAST_TABLES);

/** The facts of the catalogue among the columns of a file. */
export function factsAmong(unit: "family" | "person", columns: readonly string[]) {
  const has = new Set(columns);
  return FACTS[unit].filter((id) => has.has(id));
}

/** The tables of a question about the past, each with the columns that are read and no other. */
export function pastTables(
  pathOf: (table: string) => string,
  known: KnownFacts,
): readonly LockedTable[] {
  return Object.entries(PAST_TABLES).map(([name, fixed]) => {
    const facts = name === "family" || name === "person" ? known[name] : [];
    return { name, path: pathOf(name), columns: [...fixed, ...facts] };
  });
}

/** What the version said of these families and people, as the desk writes it of a projection. */
export async function readPastRecord(
  db: LockedDb,
  { families, persons }: PastQuestion,
  known: KnownFacts,
): Promise<PastRecord> {
  const ofFamilies = `f.family_id in (${idList(families)})`;
  const ofPersons = `(p.family_id in (${idList(families)}) or p.person_id in (${idList(persons)}))`;
  const row = async <Row>(sql: string) =>
    (await db.all<{ row: string }>(sql)).map(({ row: text }) => JSON.parse(text) as Row);
  const familyRows = await row<PastRecord["families"][number]>(
    `select to_json(struct_pack(family_id := f.family_id, head_person_id := f.head_person_id,
       village_no := f.village_no, domicile_village_no := f.domicile_village_no, facts_as_of := f.facts_as_of,
       facts := ${factList("f", "family", known)}, decile_national := r.decile_national,
       decile_province := r.decile_province, decile_regency := r.decile_regency, percentile := r.percentile)) as row
     from family f left join rank r on r.family_id = f.family_id where ${ofFamilies} order by f.family_id`,
  );
  const personRows = await row<PastRecord["persons"][number]>(
    `select to_json(struct_pack(person_id := p.person_id, family_id := p.family_id, life_status := p.life_status,
       facts := ${factList("p", "person", known)})) as row
     from person p where ${ofPersons} order by p.person_id`,
  );
  const sources = await readSources(
    db,
    families,
    personRows.map(({ person_id }) => person_id),
  );
  const outcomes = await row<PastRecord["outcomes"][number]>(
    `select to_json(struct_pack(program := o.program, unit := o.unit, unit_id := o.unit_id,
       family_id := o.family_id, outcome := o.outcome)) as row
     from outcome o where o.family_id in (${idList(families)}) order by o.unit, o.program, o.unit_id`,
  );
  return {
    families: familyRows.map((one) => ({
      ...one,
      sources: sources.get(`family ${one.family_id}`) ?? {},
    })),
    persons: personRows.map((one) => ({
      ...one,
      sources: sources.get(`person ${one.person_id}`) ?? {},
    })),
    outcomes,
  };
}

type SourceRow = {
  readonly unit: string;
  readonly unit_id: bigint;
  readonly field_group: string;
  readonly source: string;
  readonly as_of: number | null;
  readonly reason: string | null;
};

async function readSources(
  db: LockedDb,
  families: readonly number[],
  persons: readonly number[],
): Promise<ReadonlyMap<string, PastRecord["families"][number]["sources"]>> {
  const rows = await db.all<SourceRow>(
    `select unit, unit_id, field_group, source, as_of, reason from provenance
     where (unit = 'family' and unit_id in (${idList(families)}))
       or (unit = 'person' and unit_id in (${idList(persons)})) order by unit, unit_id, field_group`,
  );
  const sources = new Map<
    string,
    Record<string, { source: string; as_of?: number; reason?: string }>
  >();
  for (const { unit, unit_id, field_group, source, as_of, reason } of rows) {
    const key = `${unit} ${unit_id}`;
    const notes = sources.get(key) ?? {};
    notes[field_group] = {
      source,
      ...(as_of === null ? {} : { as_of }),
      ...(reason === null ? {} : { reason }),
    };
    sources.set(key, notes);
  }
  return sources;
}

/** Facts in catalogue order; null where the version has no such fact. */
function factList(alias: string, unit: "family" | "person", known: KnownFacts): string {
  const has = new Set(known[unit]);
  const facts = FACTS[unit].map((id) =>
    has.has(id) ? `coalesce(${alias}.${identifier(id)}, -2)` : "cast(null as int)",
  );
  return `[${facts.join(", ")}]`;
}

/** Whole numbers alone enter the text; an empty list finds nobody. */
function idList(ids: readonly number[]): string {
  if (ids.some((id) => !Number.isSafeInteger(id))) throw new Error("expected ids as whole numbers");
  return ids.length === 0 ? "null" : ids.join(", ");
}
