import { fileURLToPath } from "node:url";
import { type DuckDb, text } from "#engine/duckdb/database.ts";
import type { Chance } from "./chance.ts";

/** One village and its families in this chunk. Codes are digits without dots. */
export type Village = {
  readonly village_code: string;
  readonly families: number;
};

export type Regency = { readonly code: string; readonly name: string };

const dataFile = (name: string): string => {
  const lib = fileURLToPath(import.meta.resolve("idn-area-data"));
  return text(`${lib.slice(0, lib.lastIndexOf("/idn-area-data/"))}/idn-area-data/data/${name}.csv`);
};

/** Reads the regions of idn-area-data (ODbL) once: tables place_regency and place_village. */
export async function loadPlaces(db: DuckDb): Promise<void> {
  const read = (name: string): string => `read_csv(${dataFile(name)}, all_varchar = true)`;
  await db.run(
    `create or replace table place_regency as
       select replace(code, '.', '') as code, name from ${read("regencies")}`,
  );
  await db.run(
    `create or replace table place_village as
       select replace(v.code, '.', '') as village_code, v.name as village_name,
              replace(d.code, '.', '') as district_code, d.name as district_name
         from ${read("villages")} v join ${read("districts")} d on d.code = v.district_code`,
  );
}

/** All regencies and cities, four digits, in code order. */
export const listRegencies = (db: DuckDb): Promise<readonly Regency[]> =>
  db.all<Regency>("select code, name from place_regency order by code");

/** The villages of a regency with their families; sizes differ as villages do, sums are exact. */
export async function listVillages(
  db: DuckDb,
  regency: string,
  families: number,
  chance: Chance,
): Promise<readonly Village[]> {
  const rows = await db.all<{ village_code: string }>(
    `select village_code from place_village where starts_with(village_code, ${text(regency)}) order by village_code`,
  );
  if (rows.length === 0) throw new Error(`no villages in regency "${regency}"`);
  const weights = rows.map(({ village_code }) => Math.exp(1.2 * chance.share(village_code)));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let reached = 0;
  let given = 0;
  return rows.map(({ village_code }, i) => {
    reached += weights[i] ?? 0;
    const until = i === rows.length - 1 ? families : Math.round((reached / total) * families);
    const share = until - given;
    given = until;
    return { village_code, families: share };
  });
}
