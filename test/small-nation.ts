import { type DuckDb, text } from "#engine/duckdb/database.ts";
import { type LakeTable, STAGED_PERSON } from "#lake/tables.ts";

/** A person as a test needs one; the rest of the staged columns is left unanswered. */
export type SmallPerson = {
  readonly recordKey: number;
  readonly deliveryNo: number;
  readonly source: string;
  readonly nik?: string | null | undefined;
  readonly kk?: string | null | undefined;
  readonly name: string | null;
  readonly birthDate?: number | null;
  readonly sex?: number;
  readonly motherName?: string | null;
  readonly villageCode?: string | null;
  readonly lifeStatus?: number;
  readonly asOf?: number;
  readonly facts?: Readonly<Record<string, number>>;
};

/** Writes staged persons as Parquet, in the shape of the lake. */
export async function writeSmallPersons(
  db: DuckDb,
  people: readonly SmallPerson[],
  file: string,
): Promise<void> {
  await writeRows(db, STAGED_PERSON, people.map(toRow), file);
}

function toRow(person: SmallPerson): Record<string, number | string | null> {
  return {
    record_key: person.recordKey,
    delivery_no: person.deliveryNo,
    row_no: person.recordKey,
    source: person.source,
    as_of: person.asOf ?? 20260101,
    nik: person.nik ?? null,
    kk: person.kk ?? null,
    name: person.name,
    mother_name: person.motherName ?? null,
    birth_date: person.birthDate ?? null,
    village_code: person.villageCode ?? null,
    life_status: person.lifeStatus ?? 1,
    sex: person.sex ?? -1,
    ...person.facts,
  };
}

/** Rows of any lake table as Parquet: text columns that are not given are null, facts not asked. */
export async function writeRows(
  db: DuckDb,
  table: LakeTable,
  rows: readonly Readonly<Record<string, number | string | null>>[],
  file: string,
): Promise<void> {
  const columns = Object.entries(table.columns);
  const shape = columns.map(([name, type]) => `"${name}" ${type}`).join(", ");
  await db.run(`create or replace table fixture (${shape})`);
  for (let from = 0; from < rows.length; from += 500) {
    const values = rows.slice(from, from + 500).map((row) => {
      const cells = columns.map(([name, type]) => cell(row[name], type));
      return `(${cells.join(", ")})`;
    });
    await db.run(`insert into fixture values ${values.join(", ")}`);
  }
  await db.run(`copy fixture to ${text(file)} (format parquet)`);
}

function cell(value: number | string | null | undefined, type: string): string {
  if (value === undefined) return type === "varchar" || type === "bigint" ? "null" : "-1";
  if (value === null) return "null";
  return typeof value === "number" ? String(value) : text(value);
}
