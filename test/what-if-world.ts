import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { dice } from "#domain/dice.ts";
import type { Program } from "#domain/program.ts";
import type { WhatIfScenario } from "#domain/what-if.ts";
import { openDuckDb } from "#engine/duckdb/database.ts";
import type { EngineLimits } from "#engine/engine.ts";
import {
  VERSION_EVIDENCE,
  VERSION_FAMILY,
  VERSION_OUTCOME,
  VERSION_PERSON,
  VERSION_RANK,
  VERSION_STABILITY,
} from "#lake/tables.ts";
import { cubeKey, cubeTerms } from "#programs/what-if/run-what-if.ts";
import { writeWhatIf } from "#programs/what-if/write-cells.ts";
import { randomEvidence, randomFamilies, type TestRow, writeLakeTable } from "./random-families.ts";

export const WHAT_IF_AS_OF = "2026-10-01";

const STATEMENTS = 200;

export type WhatIfWorld = ReturnType<typeof whatIfWorld>;

/** A small nation with places, chances and statements, for scenarios. */
export function whatIfWorld(seed: number, count: number) {
  const world = randomFamilies(seed, count);
  const evidence = randomEvidence(seed + 1, world.persons, STATEMENTS);
  const ranks = ranksOf(seed + 2, world.families);
  return { ...world, evidence, ranks, chances: chancesOf(seed + 3, ranks) };
}

/** Places as ranks have them: equal scores share a percentile, deciles are tens of them. */
function ranksOf(seed: number, families: readonly TestRow[]): TestRow[] {
  const roll = dice(seed);
  const scores = families.map(() => 13_000_000 + roll(400) * 1_000);
  return families.map((family, i) => {
    const score = scores[i] as number;
    const below = scores.filter((other) => other < score).length;
    const percentile = 1 + Math.floor((100 * below) / families.length);
    const decile = Math.ceil(percentile / 10);
    return {
      family_id: family.family_id as number,
      size: family.size as number,
      village_no: family.village_no as number,
      score,
      decile_national: decile,
      decile_province: decile,
      decile_regency: decile,
      percentile,
      model_id: "test",
    };
  });
}

function chancesOf(seed: number, places: readonly TestRow[]): TestRow[] {
  const roll = dice(seed);
  return places.map(({ family_id, percentile }) => ({
    family_id: family_id as number,
    spread: 1,
    variance: 1,
    decile_low: 1,
    decile_high: 10,
    ...Object.fromEntries(
      Array.from({ length: 9 }, (_, k) => [
        `below_${k + 1}`,
        Math.max(1, Math.min(99, 50 + (k + 1) * 10 - (percentile as number) + roll(9))),
      ]),
    ),
  }));
}

/** Its files as a frozen version has them, with these outcomes. */
export async function writeWorld(
  world: WhatIfWorld,
  outcomes: readonly TestRow[],
  folder: string,
  limits: EngineLimits,
): Promise<void> {
  const db = await openDuckDb(limits);
  const file = (name: string) => join(folder, `${name}.parquet`);
  await writeLakeTable(db, VERSION_FAMILY, world.families, file("family"));
  await writeLakeTable(db, VERSION_PERSON, world.persons, file("person"));
  await writeLakeTable(db, VERSION_RANK, world.ranks, file("rank"));
  await writeLakeTable(db, VERSION_STABILITY, world.chances, file("stability"));
  await writeLakeTable(db, VERSION_EVIDENCE, world.evidence, file("evidence"));
  await writeLakeTable(db, VERSION_OUTCOME, outcomes, file("outcome"));
  db.close();
}

/** The file of cells or families that a scenario is answered from; made once for the same rules. */
export async function worldFile(
  scenario: WhatIfScenario,
  program: Program,
  table: "what_if_cell" | "what_if_family",
  { folder, limits }: { readonly folder: string; readonly limits: EngineLimits },
): Promise<string> {
  const version = { folder, asOf: WHAT_IF_AS_OF, drawKey: "draw" };
  const terms = cubeTerms(scenario, program, version);
  const name = createHash("sha256").update(cubeKey(terms)).digest("hex").slice(0, 12);
  const file = join(folder, `${table}-${name}.parquet`);
  if ((await readFile(file).catch(() => undefined)) === undefined) {
    await writeWhatIf(version, terms, { table, file, limits });
  }
  return file;
}
