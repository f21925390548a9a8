import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { dice } from "#domain/dice.ts";
import { quiet } from "#domain/progress.ts";
import { mustAccept } from "#domain/result.ts";
import { type DuckDb, openDuckDb, text } from "#engine/duckdb/database.ts";
import { duckdbEngine } from "#engine/duckdb/duckdb-engine.ts";
import { STAGED_EVIDENCE } from "#lake/tables.ts";
import { HOT_BLOCK_PAIRS } from "#matching/blocking-keys.ts";
import { FIXED_FAMILY_WEIGHTS } from "#matching/family-weights.ts";
import { matchPersons } from "#matching/match-persons.ts";
import type { ReviewDecision } from "#matching/review-decisions.ts";
import { settleDecisions } from "#matching/settle-decisions.ts";
import { BANDS, FIXED_WEIGHTS } from "#matching/weights.ts";
import { says } from "#test/said-of-records.ts";
import { writeRows, writeSmallPersons } from "#test/small-nation.ts";
import { firstQuarter, nextQuarter, type Roll, type SmallDelivery } from "#test/small-quarters.ts";
import { matchFrozen, type OpenDelivery } from "./match-frozen.ts";
import { matchIncrement } from "./match-increment.ts";
import { EVERY_LINK, type FrozenModel, layerFile, type MatchState } from "./match-state.ts";

let folder: string;
let db: DuckDb;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "increment-"));
  db = await openDuckDb({ threads: 1, memory: "1GB", workFolder: join(folder, "db") });
});
afterAll(async () => {
  db.close();
  await rm(folder, { recursive: true, force: true });
});

/** Blocks are hot from a few comparisons on, so that small changes turn some hot and others cool. */
const MODEL: FrozenModel = {
  weights: { ...FIXED_WEIGHTS, prior: -8_000 },
  familyWeights: FIXED_FAMILY_WEIGHTS,
  calibration: { bands: { nation: BANDS, provinces: [] } },
  hot: 12,
};

type Quarter = {
  readonly deliveries: readonly SmallDelivery[];
  readonly decisions: readonly ReviewDecision[];
};
const ANSWERS = ["pairs", "sure", "kin", "links", "review", "evidence"] as const;
type Answers = Readonly<Record<(typeof ANSWERS)[number], readonly object[]>>;

/** Files, settled decisions and an engine for one run. */
async function opened({ deliveries, decisions }: Quarter, threads: number) {
  const place = await mkdtemp(join(folder, "run-"));
  const [persons, evidence]: [OpenDelivery[], OpenDelivery[]] = [[], []];
  for (const { deliveryNo, source, people } of deliveries) {
    const file = join(place, `staged-${deliveryNo}.parquet`);
    const isStatement = source === "pln";
    (isStatement ? evidence : persons).push({ deliveryNo, file });
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

async function whole(quarter: Quarter, rarities?: MatchState): Promise<MatchState> {
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

async function increment(quarter: Quarter, state: MatchState, threads = 1) {
  const { engine, place, draft } = await opened(quarter, threads);
  const layer = join(place, "layer");
  const answer = await matchIncrement(engine, { ...draft, model: MODEL, layer, state });
  await engine.close();
  return answer;
}

/** Everything that a state answers. */
async function answersOf({ layers }: MatchState): Promise<Answers> {
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
    evidence: await inLast("state_evidence"),
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

/** People decide about records of one day of birth, or think again about what they decided. */
function decide(quarter: Quarter, roll: Roll, from: number): Quarter {
  const people = quarter.deliveries.flatMap((one) => (one.source === "pln" ? [] : one.people));
  const words = [0, 1, 2, 3].map((i) => {
    const one = people[roll(people.length)];
    const alike = people.filter((two) => two !== one && two.birthDate === one?.birthDate);
    const two = alike[roll(Math.max(alike.length, 1))];
    const earlier = quarter.decisions[roll(Math.max(quarter.decisions.length, 1))];
    return roll(3) === 0 && earlier !== undefined
      ? says(from + i, earlier.leftKey, "undone", earlier.rightKey)
      : says(
          from + i,
          one?.recordKey ?? 0,
          roll(3) === 0 ? "different" : "same",
          two?.recordKey ?? 0,
        );
  });
  return { ...quarter, decisions: [...quarter.decisions, ...words] };
}

test.each([1, 2])(
  "quarter after quarter, an increment is equal to the whole run, with families, statements and decisions: seed %i",
  async (seed) => {
    const roll = dice(seed);
    let quarter: Quarter = { deliveries: firstQuarter(roll), decisions: [] };
    const first = await whole(quarter);
    let state = first;
    for (let no = 1; no <= 2; no++) {
      quarter = { ...quarter, deliveries: nextQuarter(quarter.deliveries, roll, no) };
      quarter = decide(quarter, roll, no * 100);
      const made = mustAccept(await increment(quarter, state, no), "increment");
      state = made.state;
      const [now, again] = [await answersOf(state), await answersOf(await whole(quarter, first))];
      for (const table of ANSWERS) {
        expect(now[table], `${table} of quarter ${no}`).toEqual(again[table]);
      }
      expect(made.scored).toBeLessThan(again.pairs.length);
      expect(made.added * made.removed).toBeGreaterThan(0);
    }
    expect(quarter.decisions.length).toBeGreaterThan(0);
    const all = await answersOf(state);
    const rules = new Set(all.links.map((link) => (link as { rule: string }).rule));
    expect([...rules]).toEqual(
      expect.arrayContaining(["spine", "spine-repeat", "nik-exact", "scored", "residual"]),
    );
    for (const table of ["kin", "review", "evidence"] as const) {
      expect(all[table].length, table).toBeGreaterThan(0);
    }
  },
  400_000,
);

test("nothing came and nothing went: nothing is scored and every answer stands; what no increment knows is refused", async () => {
  const roll = dice(9);
  const quarter: Quarter = { deliveries: firstQuarter(roll), decisions: [] };
  const state = await whole(quarter);
  const made = mustAccept(await increment(quarter, state), "nothing");
  expect([made.added, made.removed, made.scored]).toEqual([0, 0, 0]);
  expect(await answersOf(made.state)).toEqual(await answersOf(state));

  const without = (source: string): Quarter => ({
    ...quarter,
    deliveries: quarter.deliveries.filter((one) => one.source !== source),
  });
  const fewer = mustAccept(await increment(without("regsosek"), made.state), "one list less");
  expect(await increment(quarter, fewer.state)).toEqual({ ok: false, problem: "record-returned" });
  expect(await increment(without("pln"), state)).toEqual({
    ok: false,
    problem: "evidence-came-or-went",
  });
}, 400_000);

test("the frozen run is the whole matching under the model that came out of it, and the state is the same that one leaves", async () => {
  const roll = dice(4);
  const quarter = await decide({ deliveries: firstQuarter(roll), decisions: [] }, roll, 1);
  expect(quarter.decisions.length).toBeGreaterThan(0);
  const { engine, place, draft } = await opened(quarter, 1);
  const files = (of: readonly OpenDelivery[]) => of.map(({ file }) => file);
  const layer = join(place, "left");
  const { weights, familyWeights, calibration } = await matchPersons(
    engine,
    {
      personFiles: files(draft.persons),
      evidenceFiles: files(draft.evidence),
      privateFolder: place,
      outFolder: place,
      limits: draft.limits,
      seed: "1",
      ...(draft.decisions === undefined ? {} : { decisions: draft.decisions }),
      layer,
    },
    quiet,
  );
  expect(calibration.sample.trials).toBeGreaterThan(0);
  const model = { weights, familyWeights, calibration, hot: HOT_BLOCK_PAIRS };
  const state = await matchFrozen(engine, { ...draft, model, layer: join(place, "layer") });
  await engine.close();
  const { links, review, evidence } = await answersOf(state);
  const written = (table: string) =>
    db.all<object>(
      `select * from read_parquet(${text(join(place, `${table}.parquet`))}) order by all`,
    );
  expect(links).toEqual(await written("link"));
  expect(review).toEqual(await written("review_pair"));
  expect(evidence).toEqual(await written("evidence_link"));
  expect(await tablesOf(layer)).toEqual(await tablesOf(state.layers[0] ?? ""));
}, 400_000);

/** Every table of a layer, whole. */
async function tablesOf(layer: string): Promise<Readonly<Record<string, readonly object[]>>> {
  await db.run(`attach ${text(layerFile(layer))} as one (read_only)`);
  const names = await db.all<{ name: string }>(
    "select table_name as name from duckdb_tables() where database_name = 'one' order by name",
  );
  const tables: Record<string, readonly object[]> = {};
  for (const { name } of names) {
    tables[name] = await db.all<object>(`select * from one.${name} order by all`);
  }
  await db.run("detach one");
  return tables;
}
