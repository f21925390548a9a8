import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { dice } from "#domain/dice.ts";
import { COMPARED_PATHS, MOVE_REASONS, type MoveReason } from "#domain/version-move.ts";
import { type DuckDb, openDuckDb, text } from "#engine/duckdb/database.ts";
import { duckdbEngine } from "#engine/duckdb/duckdb-engine.ts";
import type { Engine } from "#engine/engine.ts";
import { VERSION_FAMILY, VERSION_PERSON } from "#lake/tables.ts";
import { rankingSteps } from "#ranking/rank-version.ts";
import { readAnswers } from "#ranking/read-answers.ts";
import { scoreFamily } from "#ranking/score-family.ts";
import { type ModelSet, modelFor } from "#ranking/welfare-model.ts";
import { randomFamilies, type TestRow, writeLakeTable } from "#test/random-families.ts";
import { randomModels } from "#test/random-models.ts";
import { PATIENCE } from "#test/sizes.ts";
import {
  type Comparison,
  compareVersions,
  productionScoring,
  type Scoring,
} from "./compare-versions.ts";
import { sharesOf, type World } from "./shares.ts";

// Most of its time the engine reads long SQL, which takes as long for few families as for many.
vi.setConfig({ testTimeout: PATIENCE });

type Nation = { readonly families: readonly TestRow[]; readonly persons: readonly TestRow[] };

/** Living people of the families that stand, as versions have them: whoever died belongs to no family. */
function nationOf(seed: number, count: number): Nation {
  const { families, persons } = randomFamilies(seed, count);
  return settled(
    families,
    persons.map((p) => (p.life_status === 2 ? { ...p, family_id: null } : p)),
  );
}

/** Sizes as the members are; a family without members is no more. */
function settled(families: readonly TestRow[], persons: readonly TestRow[]): Nation {
  const sizes = new Map<unknown, number>();
  for (const { family_id } of persons) {
    if (family_id !== null) sizes.set(family_id, (sizes.get(family_id) ?? 0) + 1);
  }
  const standing = families.flatMap((family) => {
    const size = sizes.get(family.family_id);
    return size === undefined ? [] : [{ ...family, size }];
  });
  return { families: standing, persons };
}

/** A quarter later: answers change, people come, die and move, families part, merge, go on under new ids and leave. */
function quarterAfter({ families, persons }: Nation, seed: number): Nation {
  const roll = dice(seed);
  const others = randomFamilies(seed + 1, families.length);
  const place = (row: TestRow, other: TestRow | undefined, kept: readonly string[]) => {
    const said = roll(3) > 0 || other === undefined ? row : { ...row, ...other };
    return { ...said, ...Object.fromEntries(kept.map((name) => [name, row[name] ?? null])) };
  };
  const moved = new Map<unknown, number>();
  let fresh = 500_000;
  const nextId = (id: number): number => {
    const known = moved.get(id);
    if (known !== undefined) return known;
    const drawn = roll(12);
    const next = drawn === 0 ? ++fresh : drawn === 1 ? 1 + roll(families.length) : id;
    moved.set(id, next);
    return next;
  };
  const people = persons.flatMap((person, i): TestRow[] => {
    if (person.family_id === null || roll(40) === 0) return [];
    const facts = place(person, others.persons[i], ["person_id", "family_id", "relationship"]);
    if (roll(30) === 0) return [{ ...facts, family_id: null, life_status: 2 }];
    const id = nextId(Number(person.family_id));
    const parted = roll(15) === 0 ? 600_000 + Number(person.family_id) : id;
    return [{ ...facts, life_status: 1, family_id: parted }];
  });
  const born = others.persons.slice(0, 40).map((person, i) => ({
    ...person,
    person_id: 900_000 + i,
    life_status: 1,
    family_id: roll(2) === 0 ? 1 + roll(families.length) : 700_000 + roll(12),
  }));
  const all = [...people, ...born];
  const ids = [...new Set(all.flatMap(({ family_id }) => (family_id === null ? [] : [family_id])))];
  const rows = ids.map((family_id, i) => {
    const was = families.find((family) => family.family_id === family_id);
    const other = others.families[i % others.families.length];
    return was === undefined ? { ...other, family_id } : place(was, other, ["family_id"]);
  });
  return settled(rows as TestRow[], all);
}

let folder: string;
let db: DuckDb;
let engine: Engine;
const before = nationOf(11, 260);
const after = quarterAfter(before, 12);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "comparing-"));
  const limits = { threads: 2, memory: "1GB", workFolder: join(folder, "spill") };
  db = await openDuckDb(limits);
  engine = await duckdbEngine(limits);
  for (const [name, nation] of Object.entries({ before, after })) {
    await writeLakeTable(
      db,
      VERSION_FAMILY,
      nation.families,
      join(folder, `family-${name}.parquet`),
    );
    await writeLakeTable(
      db,
      VERSION_PERSON,
      nation.persons,
      join(folder, `person-${name}.parquet`),
    );
  }
});

afterAll(async () => {
  db.close();
  await engine.close();
  await rm(folder, { recursive: true, force: true });
});

const filesOf = (side: string) => ({
  familyFile: join(folder, `family-${side}.parquet`),
  personFile: join(folder, `person-${side}.parquet`),
  rankFile: join(folder, `rank-${side}.parquet`),
});

/** Two models that agree in nothing; their comparison is made once. */
const OTHERS = { before: randomModels(3), after: randomModels(4) };
let others: ReturnType<typeof rankAndCompare> | undefined;

const compare = (models: typeof OTHERS, scoring: Scoring = productionScoring) => {
  if (models !== OTHERS) return rankAndCompare(models, scoring);
  others ??= rankAndCompare(models, scoring);
  return others;
};

/** Ranks both with their models, by persons, and sets them side by side. */
async function rankAndCompare(
  models: { readonly before: ModelSet; readonly after: ModelSet },
  scoring: Scoring,
): Promise<{ readonly comparison: Comparison; readonly moves: readonly Move[] }> {
  for (const side of ["before", "after"] as const) {
    const { familyFile, personFile, rankFile } = filesOf(side);
    const scored = productionScoring(models[side], engine.dialect).length;
    const placing = rankingSteps(models[side], { basis: "persons" }, engine.dialect).slice(scored);
    await engine.run({
      name: "ranking",
      inputs: [
        { table: "family", files: [familyFile] },
        { table: "person", files: [personFile] },
      ],
      stages: [...scoring(models[side], engine.dialect), ...placing],
      outputs: [{ table: "rank", file: rankFile, order: ["family_id"] }],
    });
  }
  const comparison = await compareVersions(engine, {
    before: { ...filesOf("before"), models: models.before },
    after: { ...filesOf("after"), models: models.after },
    outFolder: await mkdtemp(join(folder, "out-")),
    scoring,
  });
  const moves = await db.all<Move>(`select * from read_parquet(${text(comparison.moveFile)})`);
  return { comparison, moves };
}

type Move = Readonly<
  Record<
    "family_id" | "origin_id" | "heir_id" | "score_before" | "score_after" | `by_${MoveReason}`,
    bigint
  > &
    Record<"path" | "chief_reason", string> &
    Record<"decile_before" | "decile_after" | "decile_by_score" | "decile_by_cuts", number>
>;
const isCompared = ({ path }: Move) => COMPARED_PATHS.some((one) => one === path);
const unlikeOf = async ({ unlikeFile }: Comparison) =>
  (await db.all<{ families: bigint }>(`select * from read_parquet(${text(unlikeFile)})`))[0]
    ?.families;

/** The family of a world, read plainly: who lives there from one version, what is known of them from the other. */
function plainScore(
  move: Move,
  world: World,
  models: { before: ModelSet; after: ModelSet },
): number {
  const nation = (reason: MoveReason) => (world.includes(reason) ? after : before);
  const idIn = (nation: Nation) => Number(nation === after ? move.family_id : move.origin_id);
  const [data, members] = [nation("data"), nation("membership")];
  const familyIn = (nation: Nation) =>
    nation.families.find(({ family_id }) => family_id === idIn(nation)) as TestRow;
  const people = members.persons
    .filter(({ family_id }) => family_id === idIn(members))
    .map((person) => {
      const { life_status, relationship } = person;
      const known = data.persons.find(({ person_id }) => person_id === person.person_id) ?? person;
      return { ...known, life_status, relationship } as TestRow;
    });
  const family: TestRow = { ...familyIn(data), size: familyIn(members).size ?? 0 };
  const model = world.includes("model") ? models.after : models.before;
  const regency = Math.floor(Number(family.village_no) / 1e6);
  return scoreFamily(modelFor(model, regency), readAnswers(family, people)).score;
}

describe.each([
  ["another model", OTHERS],
  [
    "the same model under another name",
    { before: randomModels(3), after: renamed(randomModels(3)) },
  ],
] as const)("%s", (name, models) => {
  const reasons: readonly MoveReason[] = name.startsWith("another")
    ? ["membership", "data", "model"]
    : ["membership", "data"];

  test("each share is what a plain reading of the worlds gives, and they add up to the move", async () => {
    const { comparison, moves } = await compare(models);
    expect(comparison.reasons).toEqual(reasons);
    expect(await unlikeOf(comparison)).toBe(0n);
    const compared = moves.filter(isCompared);
    expect(compared.length).toBeGreaterThan(150);
    for (const move of compared) {
      const shares = sharesOf(reasons, (world) => plainScore(move, world, models));
      const found = MOVE_REASONS.map((reason) => Number(move[`by_${reason}`]));
      expect(found).toEqual(MOVE_REASONS.map((reason) => shares[reason]));
      const sum = found.reduce((all, share) => all + share, 0);
      expect(BigInt(sum)).toBe(move.score_after - move.score_before);
      expect(move.decile_by_score + move.decile_by_cuts).toBe(
        move.decile_after - move.decile_before,
      );
      const most = Math.max(...found.map(Math.abs));
      const chief = MOVE_REASONS.find((_, i) => Math.abs(found[i] as number) === most);
      expect(move.chief_reason).toBe(most === 0 ? "none" : chief);
    }
  });
});

function renamed(models: ModelSet): ModelSet {
  return { ...models, trainingSha256: "other", pooled: { ...models.pooled, id: "other" } };
}

test("every family of either version stands once on its own side, under what became of it", async () => {
  const { moves } = await compare(OTHERS);
  const count = (...paths: string[]) => moves.filter(({ path }) => paths.includes(path)).length;
  expect(count("same", "continued", "split", "entered")).toBe(after.families.length);
  expect(count("same", "continued", "merged", "left")).toBe(before.families.length);
  for (const path of ["same", "continued", "split", "entered", "merged", "left"]) {
    expect(count(path), path).toBeGreaterThan(0);
  }
  for (const move of moves) expect(plainPath(move), String(move.family_id)).toBe(move.path);
});

/** What became of a family, from who lives with whom. */
function plainPath({ family_id, origin_id, heir_id }: Move): string {
  const id = Number(family_id);
  const stands = (nation: Nation, one: number) =>
    nation.families.some((family) => family.family_id === one);
  if (stands(before, id) && stands(after, id)) return "same";
  const most = (from: Nation, to: Nation, one: number) => mostOf(from, to, one);
  if (stands(after, id)) {
    const origin = most(after, before, id);
    if (origin === undefined) return "entered";
    expect(Number(origin_id)).toBe(origin);
    return !stands(after, origin) && most(before, after, origin) === id ? "continued" : "split";
  }
  const heir = most(before, after, id);
  if (heir === undefined) return "left";
  expect(Number(heir_id)).toBe(heir);
  return "merged";
}

/** The family of the other version that holds most of the members; ties to the lower id. */
function mostOf(from: Nation, to: Nation, id: number): number | undefined {
  const counts = new Map<number, number>();
  for (const person of from.persons.filter(({ family_id }) => family_id === id)) {
    const there = to.persons.find(({ person_id }) => person_id === person.person_id)?.family_id;
    if (typeof there === "number") counts.set(there, (counts.get(there) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0]?.[0];
}

test("an area effect of the model file has a share of its own, which ends with it", async () => {
  const plainModels = randomModels(3);
  const withArea = { ...plainModels, areaEffects: { "3273": 70_001 } } as ModelSet;
  const scoring: Scoring = (models, dialect) => {
    const { areaEffects = {} } = models as { areaEffects?: Record<string, number> };
    const cases = Object.entries(areaEffects).map(([no, add]) => `when ${no} then ${add}`);
    const effect = cases.length === 0 ? "0" : `case regency_no ${cases.join(" ")} else 0 end`;
    const [last, ...others] = [...productionScoring(models, dialect)].reverse();
    if (last === undefined || !("sql" in last)) throw new Error("a scorer ends with its scores");
    const sql = `select family_id, size, village_no, regency_no, previous_decile,
      cast(score + ${effect} as bigint) as score from (${last.sql}) scored`;
    return [...others.reverse(), { table: last.table, sql }];
  };
  const { comparison, moves } = await compare({ before: plainModels, after: withArea }, scoring);
  expect(comparison.reasons).toEqual(["membership", "data", "area"]);
  const shares = moves.filter(isCompared).map(({ by_area }) => by_area);
  expect(shares.some((share) => share === 70_001n)).toBe(true);
  expect(shares.some((share) => share === 0n)).toBe(true);
  const sums = moves.filter(isCompared).map((move) => {
    const all = MOVE_REASONS.reduce((sum, reason) => sum + move[`by_${reason}`], 0n);
    return all === move.score_after - move.score_before;
  });
  expect(sums.every((is) => is)).toBe(true);
});

test("a version that does not score as its file says is found out", async () => {
  await compare(OTHERS);
  const comparison = await compareVersions(engine, {
    before: { ...filesOf("before"), models: randomModels(5) },
    after: { ...filesOf("after"), models: OTHERS.after },
    outFolder: join(folder, "other"),
  });
  expect(await unlikeOf(comparison)).toBeGreaterThan(100n);
});
