import { writeFile } from "node:fs/promises";
import { dice } from "#domain/dice.ts";
import { FAMILY_FACTS, getVariable, PERSON_FACTS } from "#domain/variables/catalogue.ts";
import type { DuckDb } from "#engine/duckdb/database.ts";
import type { LakeTable } from "#lake/tables.ts";

/** A row of a lake table for tests; numbers and text only. */
export type TestRow = Readonly<Record<string, number | string | null>>;

const VILLAGES = [3273012001, 3273012002, 3273021001, 3204052003, 9403012001];

/** Facts without sense but within their types: every code, every absence, every count occurs. */
function randomFact(id: string, roll: (below: number) => number): number {
  if (roll(12) === 0) return -1 - roll(4);
  const { type } = getVariable(id);
  if (id === "age") return roll(90);
  if (id === "diploma") return 1 + roll(23);
  if (type === "flag") return roll(2);
  if (type === "count") return id === "floor_area" ? roll(200) : roll(4);
  return 1 + roll(8);
}

const randomFacts = (ids: readonly string[], roll: (below: number) => number) =>
  Object.fromEntries(ids.map((id) => [id, randomFact(id, roll)]));

/** Families with their persons, without survey or ranks; ids from 1 and from 1001. */
export function randomFamilies(seed: number, count: number) {
  const roll = dice(seed);
  const families: TestRow[] = [];
  const persons: TestRow[] = [];
  for (let family_id = 1; family_id <= count; family_id++) {
    const size = roll(8);
    const village_no = VILLAGES[roll(VILLAGES.length)] as number;
    for (let k = 0; k < size; k++) {
      persons.push({
        person_id: 1001 + persons.length,
        family_id,
        village_no,
        domicile_village_no: village_no,
        identity_status: roll(9) === 0 ? "belum-dicek" : "padan",
        life_status: roll(15) === 0 ? 2 : 1,
        ...randomFacts(PERSON_FACTS, roll),
        relationship: k === 0 ? 1 : 2 + roll(7),
      });
    }
    families.push({
      family_id,
      head_person_id: size > 0 ? 1001 + persons.length - size : null,
      size,
      village_no,
      domicile_village_no: village_no,
      facts_as_of: 20260101,
      ...randomFacts(FAMILY_FACTS, roll),
    });
  }
  return { families, persons };
}

/** Scores with many ties; deciles low enough that every rule gets its turn. */
export function randomRanks(seed: number, families: readonly TestRow[]): TestRow[] {
  const roll = dice(seed);
  return families.map((family) => ({
    family_id: family.family_id as number,
    size: family.size as number,
    village_no: family.village_no as number,
    score: 12_000_000 + roll(30),
    decile_national: 1 + roll(6),
    decile_province: 1,
    decile_regency: 1,
    percentile: 1,
    model_id: "test",
  }));
}

const STATEMENTS = ["civil-servant", "monthly-wage", "director", "power-va", "car", "enrolled"];
/** With those of the ministry's own lists. */
export const ALL_STATEMENTS = [
  ...STATEMENTS,
  "state-pensioner",
  "village-official",
  "social-staff",
  "sealed-report",
  "gave-up-pkh",
  "gave-up-sembako",
];

/** Statements around every threshold of the rules, about persons and houses, some old, some unsure. */
export function randomEvidence(
  seed: number,
  persons: readonly TestRow[],
  count: number,
  statements: readonly string[] = STATEMENTS,
): TestRow[] {
  const roll = dice(seed);
  return Array.from({ length: count }, (_, i) => {
    const person = persons[roll(persons.length)] as TestRow;
    const isHouse = roll(4) === 0;
    const statement = statements[roll(statements.length)] as string;
    const wage = 2_999_999 + roll(4);
    const power = 450 * (1 + roll(8));
    return {
      record_key: i + 1,
      source: "pln",
      subject_kind: isHouse ? "house" : "person",
      person_id: isHouse ? null : (person.person_id as number),
      family_id: roll(3) === 0 && !isHouse ? null : (person.family_id as number),
      statement,
      amount: statement === "monthly-wage" ? wage : statement === "power-va" ? power : 1,
      observed_on: 20260101 + roll(9) * 100 - roll(3) * 10_000,
      match_probability_milli: 900 + roll(101),
    };
  });
}

/** Writes rows as Parquet in the columns of a lake table. */
export async function writeLakeTable(
  db: DuckDb,
  table: LakeTable,
  rows: readonly TestRow[],
  file: string,
): Promise<void> {
  const json = `${file}.json`;
  await writeFile(json, rows.map((row) => JSON.stringify(row)).join("\n"));
  const columns = Object.entries(table.columns).map(([name, type]) => `"${name}": '${type}'`);
  await db.run(
    `copy (select * from read_json('${json}', format='newline_delimited', columns={${columns.join(", ")}}))
     to '${file}' (format parquet)`,
  );
}
