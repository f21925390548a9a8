import type { DuckDb } from "#engine/duckdb/database.ts";
import type { ModelAnswers } from "#ranking/score-family.ts";
import { scoreFamily } from "#ranking/score-family.ts";
import type { ModelSet } from "#ranking/welfare-model.ts";

/** Families in the order of their ids, scored one by one by the TypeScript scorer. */
export type ScoredFamilies = {
  readonly regency: Int32Array;
  readonly size: Int32Array;
  readonly score: Int32Array;
};

/** Scores a file of families, whose answers are streamed by. */
export async function scorePlainly(
  db: DuckDb,
  file: string,
  models: ModelSet,
  families: number,
): Promise<ScoredFamilies> {
  const model = new Map(models.regencies.map((one) => [one.regencyNo, one]));
  const scored = {
    regency: new Int32Array(families),
    size: new Int32Array(families),
    score: new Int32Array(families),
  };
  let at = 0;
  const sql = `select * from read_parquet('${file}') order by family_id`;
  for await (const { names, columns, rows } of db.chunks(sql)) {
    for (let row = 0; row < rows; row++) {
      const answers: Record<string, number> = {};
      for (const [c, name] of names.entries()) answers[name] = Number(columns[c]?.[row]);
      const regency = answers.regency_no ?? 0;
      scored.regency[at] = regency;
      scored.size[at] = answers.size ?? 0;
      const own = model.get(regency) ?? models.pooled;
      scored.score[at] = scoreFamily(own, answers as ModelAnswers).score;
      at++;
    }
  }
  return scored;
}

/** Room for a size beside a score in one number. */
const SIZES = 64;

/**
 * The part of everybody, read plainly: an area's families sorted by score, a cut where the persons of the poorest
 * reach k parts of all, a family in the part after the last cut below it.
 */
export function partPlainly(
  { regency, size, score }: ScoredFamilies,
  areaOf: (regencyNo: number) => number,
  parts: number,
): Uint8Array {
  const areas = Map.groupBy(score.keys(), (row) => areaOf(regency[row] as number));
  const part = new Uint8Array(score.length);
  for (const rows of areas.values()) {
    const sorted = Float64Array.from(
      rows,
      (row) => (score[row] as number) * SIZES + Math.max(1, size[row] as number),
    ).sort();
    const cuts = cutsOf(sorted, parts);
    for (const row of rows) {
      let below = 0;
      while (below < cuts.length && (cuts[below] as number) < (score[row] as number)) below++;
      part[row] = below + 1;
    }
  }
  return part;
}

function cutsOf(sorted: Float64Array, parts: number): readonly number[] {
  const persons = (packed: number): number => packed - SIZES * Math.floor(packed / SIZES);
  const all = sorted.reduce((sum, packed) => sum + persons(packed), 0);
  const cuts: number[] = [];
  let reached = 0;
  for (const packed of sorted) {
    reached += persons(packed);
    while (cuts.length < parts - 1 && reached * parts >= all * (cuts.length + 1)) {
      cuts.push(Math.floor(packed / SIZES));
    }
  }
  return cuts;
}
