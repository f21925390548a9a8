import { join } from "node:path";
import { expect, test } from "vitest";
import { dice } from "#domain/dice.ts";
import { quiet } from "#domain/progress.ts";
import { mustAccept } from "#domain/result.ts";
import { text } from "#engine/duckdb/database.ts";
import { HOT_BLOCK_PAIRS } from "#matching/blocking-keys.ts";
import { matchPersons } from "#matching/match-persons.ts";
import {
  ANSWERS,
  answersOf,
  increment,
  opened,
  type Quarter,
  quartersForTests,
  whole,
} from "#test/matched-quarters.ts";
import { says } from "#test/said-of-records.ts";
import type { SmallPerson } from "#test/small-nation.ts";
import { firstQuarter, nextQuarter, type Roll } from "#test/small-quarters.ts";
import { matchFrozen, type OpenDelivery } from "./match-frozen.ts";
import { layerFile } from "./match-state.ts";

const db = quartersForTests();

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
  // A list that comes again and says that the state knows more of it than it does.
  const more = quarter.deliveries.map((one) =>
    one.source === "dtks" ? { ...one, deliveryNo: 12, listNo: 2, repeatsUpTo: 2_999n } : one,
  );
  const [someone] = more[1]?.people ?? [];
  const strange = { ...someone, recordKey: 2_998 } as SmallPerson;
  const told = more.map((one) =>
    one.listNo === 2 ? { ...one, people: [...one.people, strange] } : one,
  );
  expect(await increment({ ...quarter, deliveries: told }, state)).toEqual({
    ok: false,
    problem: "record-unknown",
  });
  expect(await increment(without("pln"), state)).toEqual({
    ok: false,
    problem: "evidence-came-or-went",
  });
}, 400_000);

test("the frozen run is the whole matching under the model that came out of it, and the state is the same that one leaves", async () => {
  const roll = dice(4);
  const quarter = decide({ deliveries: firstQuarter(roll), decisions: [] }, roll, 1);
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
    db().all<object>(
      `select * from read_parquet(${text(join(place, `${table}.parquet`))}) order by all`,
    );
  expect(links).toEqual(await written("link"));
  expect(review).toEqual(await written("review_pair"));
  expect(evidence).toEqual(await written("evidence_link"));
  expect(await tablesOf(layer)).toEqual(await tablesOf(state.layers[0] ?? ""));
}, 400_000);

/** Every table of a layer, whole. */
async function tablesOf(layer: string): Promise<Readonly<Record<string, readonly object[]>>> {
  await db().run(`attach ${text(layerFile(layer))} as one (read_only)`);
  const names = await db().all<{ name: string }>(
    "select table_name as name from duckdb_tables() where database_name = 'one' order by name",
  );
  const tables: Record<string, readonly object[]> = {};
  for (const { name } of names) {
    tables[name] = await db().all<object>(`select * from one.${name} order by all`);
  }
  await db().run("detach one");
  return tables;
}
