import type { DuckDb } from "#engine/duckdb/database.ts";
import type { Chance } from "./chance.ts";
import { listRegencies, listVillages, loadPlaces, type Regency } from "./places.ts";
import type { Chunk } from "./population.ts";

/** Families of one regency at most, until all 514 regencies are in use. */
const FAMILIES_PER_REGENCY = 50_000;

/** The default regency: Wonosobo, 15 districts, 265 villages, Javanese names. */
const DEFAULT_REGENCY = "3307";

/** Serial numbers 0001-9999 of a day and district code, shared by the provinces that use the code. */
const SERIALS = 9_999;

/** Regencies named by the caller, or as many as the families need, spread over the provinces. */
export function chooseRegencies(
  all: readonly Regency[],
  families: number,
  named: readonly string[] | undefined,
): readonly Regency[] {
  if (named !== undefined && named.length > 0) return named.map((code) => getRegency(all, code));
  const needed = Math.min(all.length, Math.ceil(families / FAMILIES_PER_REGENCY));
  const first = getRegency(all, DEFAULT_REGENCY);
  if (needed === 1) return [first];
  const step = all.length / needed;
  const spread = Array.from({ length: needed }, (_, i) => all[Math.floor(i * step)] ?? first);
  return spread.includes(first) ? spread : [first, ...spread.slice(1)];
}

function getRegency(all: readonly Regency[], code: string): Regency {
  const digits = code.replaceAll(".", "");
  const found = all.find((regency) => regency.code === digits);
  if (found === undefined) throw new Error(`no regency or city has the code "${code}"`);
  return found;
}

/** A chunk with how many there are. */
export type PlannedChunk = Chunk & { readonly families: number; readonly of: number };

/** The chunks of a nation, one a regency, in the order in which they are made. */
export async function* planChunks(
  db: DuckDb,
  families: number,
  named: readonly string[] | undefined,
  chance: Chance,
  willSplit = false,
): AsyncGenerator<PlannedChunk> {
  await loadPlaces(db);
  const chosen = chooseRegencies(await listRegencies(db), families, named);
  const provinces = [...new Set(chosen.map(({ code }) => code.slice(0, 2)))];
  const length = Math.floor(SERIALS / provinces.length);
  let given = 0;
  for (const [i, { code, name }] of chosen.entries()) {
    const until = Math.round((families * (i + 1)) / chosen.length);
    const villages = await listVillages(db, code, until - given, chance);
    const serials = { first: provinces.indexOf(code.slice(0, 2)) * length, length };
    yield {
      regency: code,
      regencyName: name,
      villages,
      firstFamily: given,
      serials,
      willSplit: willSplit && villages.length > 1,
      families: until - given,
      of: chosen.length,
    };
    given = until;
  }
}
