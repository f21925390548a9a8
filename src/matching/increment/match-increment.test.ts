import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { dice } from "#domain/dice.ts";
import { mustAccept } from "#domain/result.ts";
import { type DuckDb, openDuckDb, text } from "#engine/duckdb/database.ts";
import { duckdbEngine } from "#engine/duckdb/duckdb-engine.ts";
import { BANDS, FIXED_WEIGHTS } from "#matching/weights.ts";
import { type SmallPerson, writeSmallPersons } from "#test/small-nation.ts";
import { matchFrozen } from "./match-frozen.ts";
import { matchIncrement } from "./match-increment.ts";
import {
  EVERY_LINK,
  type FrozenModel,
  layerFile,
  type MatchState,
  stateInputs,
} from "./match-state.ts";

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
  calibration: { bands: { nation: BANDS, provinces: [] } },
  hot: 12,
};

const GIVEN = "SUGENG PARTINI KUSNADI WAHYUNI LESTARI".split(" ");
const LAST = "SANTOSO RAHAYU WIBOWO".split(" ");

type Roll = (below: number) => number;

/** Somebody of three villages; few names, days, cards and NIKs, so that many meet. */
function somebody(roll: Roll, recordKey: number): SmallPerson {
  const list = roll(5);
  const of = 1 + roll(60);
  const isDirty = roll(4) === 0;
  const said = `${GIVEN[of % 5]} ${LAST[of % 3]}`;
  return {
    recordKey,
    deliveryNo: list < 2 ? 1 : list,
    source: list < 2 ? "dukcapil" : list === 2 ? "dtks" : "regsosek",
    nik: roll(6) === 0 ? null : `99070112${String(of + (roll(9) === 0 ? 1 : 0)).padStart(8, "0")}`,
    kk: roll(4) === 0 ? null : `99070101${String(Math.floor(of / 4)).padStart(8, "0")}`,
    name: isDirty ? `${said}${"ABC"[roll(3)]}` : said,
    motherName: roll(3) === 0 ? null : `${GIVEN[(of * 3) % 5]} ${LAST[roll(3)]}`,
    birthDate: 19700101 + (of % 20) * 10000 + (roll(6) === 0 ? 1 : 0),
    sex: 1 + (of % 2),
    villageCode: `330701200${1 + (of % 3)}`,
    asOf: 20260101 + roll(3),
  };
}

/** A quarter: some leave, some come, some are corrected (a correction is a record of its own). */
function change(people: readonly SmallPerson[], roll: Roll, from: number): SmallPerson[] {
  const kept = people.filter(() => roll(12) !== 0);
  return [...kept, ...Array.from({ length: 5 + roll(20) }, (_, i) => somebody(roll, from + i))];
}

async function opened(people: readonly SmallPerson[], threads: number) {
  const place = await mkdtemp(join(folder, "run-"));
  const staged = join(place, "staged.parquet");
  await writeSmallPersons(db, people, staged);
  const limits = { threads, memory: "1GB", workFolder: join(place, "spill") };
  const engine = await duckdbEngine(limits);
  const layer = join(place, "layer");
  return {
    engine,
    draft: { personFiles: [staged], model: MODEL, privateFolder: place, layer, limits },
  };
}

async function whole(people: readonly SmallPerson[], rarities?: MatchState): Promise<MatchState> {
  const { engine, draft } = await opened(people, 1);
  const state = await matchFrozen(engine, {
    ...draft,
    ...(rarities === undefined ? {} : { rarities }),
  });
  await engine.close();
  return state;
}

async function increment(people: readonly SmallPerson[], state: MatchState, threads = 1) {
  const { engine, draft } = await opened(people, threads);
  const answer = await matchIncrement(engine, { ...draft, state });
  await engine.close();
  return answer;
}

async function answerOf(state: MatchState, table: "state_link" | "state_review" | "pair") {
  const { layers } = state;
  if (table === "state_link") {
    for (const { table: name, files } of stateInputs(state, ["state_link", "link_gone"])) {
      await db.run(
        `create or replace view ${name} as select * from read_parquet([${files.map(text).join(", ")}])`,
      );
    }
    return db.all(`${EVERY_LINK} order by 1`);
  }
  return db.all(
    `select * from read_parquet(${text(layerFile(layers.at(-1) ?? "", table))}) order by 1, 2, 3`,
  );
}

test.each([1, 2])(
  "quarter after quarter, an increment is equal to the whole run: seed %i",
  async (seed) => {
    const roll = dice(seed);
    let people = Array.from({ length: 250 }, (_, i) => somebody(roll, i + 1));
    const first = await whole(people);
    let state = first;
    for (let quarter = 1; quarter <= 2; quarter++) {
      people = change(people, roll, quarter * 1000);
      const made = mustAccept(await increment([...people].reverse(), state, quarter), "increment");
      state = made.state;
      const again = await whole(people, first);
      for (const table of ["pair", "state_link", "state_review"] as const) {
        expect(await answerOf(state, table), `${table} of quarter ${quarter}`).toEqual(
          await answerOf(again, table),
        );
      }
      expect(made.scored).toBeLessThan(made.pairs);
      expect(made.added).toBeGreaterThan(0);
      expect(made.removed).toBeGreaterThan(0);
    }
    const rules = new Set((await answerOf(state, "state_link")).map(({ rule }) => rule));
    expect([...rules].sort()).toEqual(
      expect.arrayContaining(["nik-exact", "residual", "scored", "spine", "spine-repeat"]),
    );
  },
  120_000,
);

test("nothing changed: nothing is scored, and the answer is the same", async () => {
  const roll = dice(9);
  const people = Array.from({ length: 120 }, (_, i) => somebody(roll, i + 1));
  const state = await whole(people);
  const made = mustAccept(await increment(people, state), "nothing");
  expect([made.added, made.removed, made.scored]).toEqual([0, 0, 0]);
  expect(await answerOf(made.state, "state_link")).toEqual(await answerOf(state, "state_link"));
  const fewer = mustAccept(await increment(people.slice(1), made.state), "one less");
  expect(await increment(people, fewer.state)).toEqual({ ok: false, problem: "record-returned" });
}, 60_000);
