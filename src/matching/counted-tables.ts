import { type DuckDb, openDuckDb, text } from "#engine/duckdb/database.ts";
import type { EngineLimits } from "#engine/engine.ts";
import type { KinCount } from "./family-weights.ts";
import type { MatchDraft } from "./match-persons.ts";
import { privateFile } from "./match-pipelines.ts";
import type { AbsentCount, Evidence, ResidualCount, TrialCount } from "./trial-counts.ts";

const STRATUM = { deliveryNo: "delivery_no", province: "province" } as const;
const TRIAL = {
  ...STRATUM,
  ageBand: "age_band",
  sex: "sex",
  score: "score",
  isClear: "is_clear",
  rival: "rival",
  isRight: "is_right",
  pairs: "pairs",
} as const satisfies Record<keyof TrialCount, string>;
const KIN = {
  support: "support",
  isNik: "is_nik",
  isAccepted: "is_accepted",
  name: "name_level",
  date: "date_level",
  sex: "sex_level",
  mother: "mother_level",
  relation: "relation_level",
  pairs: "pairs",
} as const satisfies Record<keyof KinCount, string>;

/** What the trials of a linkage counted. */
export async function readEvidence(db: DuckDb, draft: MatchDraft): Promise<Evidence> {
  return {
    trials: await readCounts<TrialCount>(db, draft, "trial_count", TRIAL),
    absents: await readCounts<AbsentCount>(db, draft, "absent_count", {
      ...STRATUM,
      score: "score",
      pairs: "pairs",
    }),
    residuals: await readCounts<ResidualCount>(db, draft, "residual_count", {
      ...STRATUM,
      records: "records",
    }),
  };
}

/** Levels of lessons inside families, counted. */
export async function readKinCounts(db: DuckDb, draft: MatchDraft): Promise<readonly KinCount[]> {
  return readCounts<KinCount>(db, draft, "kin_vector", KIN);
}

async function readCounts<T extends Readonly<Record<keyof T, number>>>(
  db: DuckDb,
  draft: MatchDraft,
  table: string,
  columns: Readonly<Record<keyof T, string>>,
): Promise<readonly T[]> {
  const shown = Object.entries<string>(columns).map(
    ([name, column]) => `cast(${column} as int) as "${name}"`,
  );
  const file = text(privateFile(draft, table));
  return db.all<T & Record<string, number>>(
    `select ${shown.join(", ")} from read_parquet(${file}) order by all`,
  );
}

/** Work on a database of its own, closed afterwards. */
export async function withDuckDb<T>(
  limits: EngineLimits,
  work: (db: DuckDb) => Promise<T>,
): Promise<T> {
  const db = await openDuckDb(limits);
  try {
    return await work(db);
  } finally {
    db.close();
  }
}
