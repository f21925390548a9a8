import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll } from "vitest";
import { quiet } from "#domain/progress.ts";
import { type DuckDb, openDuckDb, text } from "#engine/duckdb/database.ts";
import { duckdbEngine } from "#engine/duckdb/duckdb-engine.ts";
import { STAGED_EVIDENCE } from "#lake/tables.ts";
import { FIXED_FAMILY_WEIGHTS } from "#matching/family-weights.ts";
import { matchFrozen, type OpenDelivery } from "#matching/increment/match-frozen.ts";
import { matchIncrement } from "#matching/increment/match-increment.ts";
import {
  EVERY_LINK,
  type FrozenModel,
  layerFile,
  type MatchState,
} from "#matching/increment/match-state.ts";
import type { ReviewDecision } from "#matching/review-decisions.ts";
import { settleDecisions } from "#matching/settle-decisions.ts";
import { BANDS, FIXED_WEIGHTS } from "#matching/weights.ts";
import { writeRows, writeSmallPersons } from "./small-nation.ts";
import type { SmallDelivery } from "./small-quarters.ts";

let folder: string;
let db: DuckDb;

/** One database and one folder for a file of tests; the functions here work in them. */
export function quartersForTests(): () => DuckDb {
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "increment-"));
    db = await openDuckDb({ threads: 1, memory: "1GB", workFolder: join(folder, "db") });
  });
  afterAll(async () => {
    db.close();
    await rm(folder, { recursive: true, force: true });
  });
  return () => db;
}

/** Blocks are hot from a few comparisons on, so that small changes turn some hot and others cool. */
const MODEL: FrozenModel = {
  weights: { ...FIXED_WEIGHTS, prior: -8_000 },
  familyWeights: FIXED_FAMILY_WEIGHTS,
  calibration: { bands: { nation: BANDS, provinces: [] } },
  hot: 12,
};

/** Deliveries that stand, and what people have decided by then. */
export type Quarter = {
  readonly deliveries: readonly SmallDelivery[];
  readonly decisions: readonly ReviewDecision[];
};
/** What a state answers. */
export const ANSWERS = ["pairs", "sure", "kin", "links", "review", "evidence"] as const;
type Answers = Readonly<Record<(typeof ANSWERS)[number], readonly object[]>>;

/** Files, settled decisions and an engine for one run. */
export async function opened({ deliveries, decisions }: Quarter, threads: number) {
  const place = await mkdtemp(join(folder, "run-"));
  const [persons, evidence]: [OpenDelivery[], OpenDelivery[]] = [[], []];
  for (const one of deliveries) {
    const { deliveryNo, source, people, listNo = deliveryNo, asOf, repeatsUpTo } = one;
    const file = join(place, `staged-${deliveryNo}.parquet`);
    const isStatement = source === "pln";
    (isStatement ? evidence : persons).push({
      deliveryNo,
      listNo,
      asOf,
      file,
      ...(repeatsUpTo === undefined ? {} : { repeatsUpTo }),
    });
    if (!isStatement) await writeSmallPersons(db, people, file);
    else await writeRows(db, STAGED_EVIDENCE, people.map(statement), file);
  }
  const limits = { threads, memory: "1GB", workFolder: join(place, "spill") };
  const engine = await duckdbEngine(limits);
  const settled = await settleDecisions(
    engine,
    {
      decisions,
      personFiles: persons.map(({ file }) => file),
      earlierFiles: [],
      carriedFiles: [],
      privateFolder: place,
      limits,
    },
    quiet,
  );
  const held = decisions.length > 0 ? { decisions: settled } : {};
  const draft = { persons, evidence, ...held, privateFolder: place, limits };
  return { engine, place, draft };
}

const statement = ({ facts: _, kk: _kk, sex: _sex, ...one }: SmallDelivery["people"][number]) => ({
  record_key: one.recordKey,
  delivery_no: one.deliveryNo,
  row_no: one.recordKey,
  source: one.source,
  as_of: one.asOf ?? 20260101,
  nik: one.nik ?? null,
  name: one.name,
  birth_date: one.birthDate ?? null,
  village_code: one.villageCode ?? null,
});

/** The whole run under the frozen model. */
export async function whole(quarter: Quarter, rarities?: MatchState): Promise<MatchState> {
  const { engine, place, draft } = await opened(quarter, 1);
  const state = await matchFrozen(engine, {
    ...draft,
    model: MODEL,
    layer: join(place, "layer"),
    ...(rarities === undefined ? {} : { rarities }),
  });
  await engine.close();
  return state;
}

/** What came and went since a state. */
export async function increment(quarter: Quarter, state: MatchState, threads = 1) {
  const { engine, place, draft } = await opened(quarter, threads);
  const layer = join(place, "layer");
  const answer = await matchIncrement(engine, { ...draft, model: MODEL, layer, state });
  await engine.close();
  return answer;
}

/** Everything that a state answers. */
export async function answersOf({ layers, hasEvidence }: MatchState): Promise<Answers> {
  const from = (table: string): string =>
    layers.map((_, i) => `select * from layer_${i}.${table}`).join(" union all ");
  for (const [i, layer] of layers.entries())
    await db.run(`attach ${text(layerFile(layer))} as layer_${i} (read_only)`);
  const inLast = (table: string) =>
    db.all<object>(`select * from layer_${layers.length - 1}.${table} order by all`);
  const tables = ["state_link", "link_gone"].map((table) => `${table} as (${from(table)})`);
  const answers: Answers = {
    links: await db.all<object>(`with ${tables.join(", ")} ${EVERY_LINK} order by all`),
    review: await inLast("state_review"),
    evidence: hasEvidence ? await inLast("state_evidence") : [],
    pairs: await db.all<object>(`select p.* exclude (layer) from (${from("own_pair")}) p
where not exists (select 1 from (${from("own_gone")}) g
  where g.record_key = p.record_key and g.spine_key = p.spine_key and g.layer > p.layer) order by all`),
    kin: await inLast("kin_state"),
    sure: await db.all<object>(`select c.* exclude (layer) from (${from("sure_link")}) c
where not exists (select 1 from (${from("sure_gone")}) g
  where g.record_key = c.record_key and g.layer > c.layer) order by all`),
  };
  for (const i of layers.keys()) await db.run(`detach layer_${i}`);
  return answers;
}
