import { createHash } from "node:crypto";
import type { DuckDb } from "#engine/duckdb/database.ts";
import { readFeature } from "./feature.ts";
import { RANKED_VARIABLES } from "./ranked-variables.ts";

/** Households to learn from, as columns of numbers; row i of features starts at i times their count. */
export type SurveySample = {
  readonly rows: number;
  readonly regencyNo: Int32Array;
  readonly fold: Uint8Array;
  /** Primary sampling units, numbered in the order of their first household. */
  readonly unit: Int32Array;
  /** Design weights that sum to the number of rows. */
  readonly weight: Float64Array;
  readonly size: Int32Array;
  /** Natural log of rupiah per person and month. */
  readonly logExpenditure: Float64Array;
  /** Feature values; 0 where the variable is absent. */
  readonly features: Int32Array;
  /** 1 where the variable is absent, variables in ranked order. */
  readonly absent: Uint8Array;
  /** Over every row in the order of record keys. */
  readonly sha256: string;
};

export const FOLDS = 5;
const FEATURE_COUNT = RANKED_VARIABLES.reduce((n, { features }) => n + features.length, 0);
const MOST_ROWS = 1_000_000;

type Chunk = { columns: readonly (readonly unknown[])[]; rows: number };
type Growing = {
  regencyNo: number[];
  fold: number[];
  unit: number[];
  weight: number[];
  size: number[];
  logExpenditure: number[];
};

/** Reads `survey_input` from its file, in the order of record keys, so that sums come out the same. */
export async function readSurveySample(
  db: DuckDb,
  source: string,
  seed: string,
): Promise<SurveySample> {
  const [count] = await db.all<{ n: bigint }>(`select count(*) as n from ${source}`);
  const rows = Number(count?.n ?? 0n);
  if (rows > MOST_ROWS) throw new Error(`${rows} survey rows; at most ${MOST_ROWS} are read`);
  const features = new Int32Array(rows * FEATURE_COUNT);
  const absent = new Uint8Array(rows * RANKED_VARIABLES.length);
  const grown: Growing = {
    regencyNo: [],
    fold: [],
    unit: [],
    weight: [],
    size: [],
    logExpenditure: [],
  };
  const digest = createHash("sha256");
  const unitOf = unitReader(seed);
  let done = 0;
  for await (const chunk of db.chunks(sampleQuery(source))) {
    readHead(chunk, grown, unitOf, digest);
    readFeatures(chunk, done, features, absent);
    done += chunk.rows;
  }
  digest.update(features).update(absent);
  return { rows, ...asColumns(grown), features, absent, sha256: digest.digest("hex") };
}

function sampleQuery(source: string): string {
  const variables = RANKED_VARIABLES.map(({ id }) => id).join(", ");
  return `select regency_no, psu, weight_milli, expenditure_per_capita, ${variables}
from ${source} order by record_key`;
}

const HEAD_COLUMNS = 4;
const SIZE_COLUMN = HEAD_COLUMNS + RANKED_VARIABLES.findIndex(({ id }) => id === "size");

function readHead(
  { columns, rows }: Chunk,
  grown: Growing,
  unitOf: UnitReader,
  digest: { update(text: string): unknown },
): void {
  for (let i = 0; i < rows; i++) {
    const [regency, psu, weight, spent] = columns.slice(0, HEAD_COLUMNS).map((column) => column[i]);
    grown.regencyNo.push(Number(regency));
    const { unit, fold } = unitOf(`${regency}|${psu}`);
    grown.unit.push(unit);
    grown.fold.push(fold);
    grown.weight.push(Number(weight));
    grown.size.push(Number(columns[SIZE_COLUMN]?.[i]));
    grown.logExpenditure.push(Math.log(Number(spent)));
    digest.update(`${regency}|${psu}|${weight}|${spent}\n`);
  }
}

function readFeatures(
  { columns, rows }: Chunk,
  before: number,
  features: Int32Array,
  absent: Uint8Array,
): void {
  let at = 0;
  for (const [v, variable] of RANKED_VARIABLES.entries()) {
    const answers = columns[HEAD_COLUMNS + v] ?? [];
    for (let i = 0; i < rows; i++) {
      const answer = Number(answers[i] ?? -2);
      if (answer < 0) absent[(before + i) * RANKED_VARIABLES.length + v] = 1;
      else {
        for (const [k, feature] of variable.features.entries()) {
          features[(before + i) * FEATURE_COUNT + at + k] = readFeature(feature, answer);
        }
      }
    }
    at += variable.features.length;
  }
}

/** A whole primary sampling unit falls into one fold: neighbours must not teach about each other. */
function unitReader(seed: string): UnitReader {
  const known = new Map<string, { readonly unit: number; readonly fold: number }>();
  return (psu) => {
    const found = known.get(psu);
    if (found !== undefined) return found;
    const fold = (createHash("md5").update(`${seed}|${psu}`).digest()[0] ?? 0) % FOLDS;
    const dealt = { unit: known.size, fold };
    known.set(psu, dealt);
    return dealt;
  };
}

type UnitReader = (psu: string) => { readonly unit: number; readonly fold: number };

function asColumns(grown: Growing) {
  const total = grown.weight.reduce((sum, w) => sum + w, 0);
  return {
    regencyNo: Int32Array.from(grown.regencyNo),
    fold: Uint8Array.from(grown.fold),
    unit: Int32Array.from(grown.unit),
    weight: Float64Array.from(grown.weight, (w) => (w * grown.weight.length) / total),
    size: Int32Array.from(grown.size),
    logExpenditure: Float64Array.from(grown.logExpenditure),
  };
}
