import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { DecileBasis } from "#domain/decile-basis.ts";
import { duckdbDialect } from "#engine/dialect.ts";
import { type DuckDb, openDuckDb } from "#engine/duckdb/database.ts";
import { randomModels } from "#test/random-models.ts";
import { areaCuts } from "./area-cuts.ts";
import { type CutRow, differingByBasis, tiesAtCuts } from "./cut-findings.ts";
import { places } from "./places.ts";

type Family = { readonly regency: number; readonly size: number; readonly score: number };

/** Few regencies, few scores: most cuts fall on ties, and many cuts on the same. */
const family: fc.Arbitrary<Family> = fc.record({
  regency: fc.constantFrom(3201, 3202, 3273, 9403),
  size: fc.integer({ min: 0, max: 7 }),
  score: fc.oneof(fc.integer({ min: 998, max: 1003 }), fc.integer({ min: -3000, max: 9000 })),
});
const nations = fc.array(family, { minLength: 1, maxLength: 40 });

let folder: string;
let db: DuckDb;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "dtsen-places-"));
  db = await openDuckDb({ threads: 2, memory: "500MB", workFolder: folder });
});
afterAll(async () => {
  db.close();
  await rm(folder, { recursive: true, force: true });
});

type Placed = {
  readonly family_id: number;
  readonly percentile: number;
  readonly decile_national: number;
  readonly decile_province: number;
  readonly decile_regency: number;
  readonly decile_other_basis: number;
};

async function place(families: readonly Family[], basis: DecileBasis) {
  const rows = families.map(
    ({ regency, size, score }, i) => `(${i}, ${size}, ${regency}000001, ${regency}, ${score})`,
  );
  await db.run(
    `create or replace table welfare_score as select *, cast(null as int) as previous_decile
     from (values ${rows.join(", ")}) as t(family_id, size, village_no, regency_no, score)`,
  );
  await db.run(
    "create or replace table regency_model as select distinct regency_no, 0 as model_no from welfare_score",
  );
  for (const { table, sql } of [
    ...areaCuts(basis, duckdbDialect),
    ...places({ own: basis, scores: ["welfare_score"], models: randomModels(1) }, duckdbDialect),
  ]) {
    await db.run(`create or replace table ${table} as ${sql}`);
  }
  const columns =
    "family_id, percentile, decile_national, decile_province, decile_regency, decile_other_basis";
  const placed = await db.all<Placed>(`select ${columns} from rank order by family_id`);
  const cuts = await db.all<Record<string, bigint | string>>("select * from area_cut");
  return {
    placed,
    cuts: cuts.map(
      ({ basis: of, ...row }) =>
        ({
          basis: of,
          ...Object.fromEntries(Object.entries(row).map(([name, value]) => [name, Number(value)])),
        }) as CutRow,
    ),
  };
}

const weightOf = (basis: DecileBasis, { size }: Family): number =>
  basis === "persons" ? Math.max(1, size) : 1;

/** The rule in slow words: how much of the area lives strictly below, in parts. */
function plainPart(
  area: readonly Family[],
  own: Family,
  basis: DecileBasis,
  parts: number,
): number {
  const sum = (of: readonly Family[]) => of.reduce((all, one) => all + weightOf(basis, one), 0);
  const below = sum(area.filter(({ score }) => score < own.score));
  const all = sum(area);
  return (
    1 +
    Array.from({ length: parts - 1 }, (_, k) => k + 1).filter((k) => below * parts >= all * k)
      .length
  );
}

const OTHER = { persons: "families", families: "persons" } as const;

test.each(["persons", "families"] as const)(
  "places by %s, those by the other basis, ties and differences are those of a plain reading",
  async (basis) => {
    await fc.assert(
      fc.asyncProperty(nations, async (families) => {
        const { placed, cuts } = await place(families, basis);
        const province = (own: Family) =>
          families.filter((one) => Math.floor(one.regency / 100) === Math.floor(own.regency / 100));
        const regency = (own: Family) => families.filter((one) => one.regency === own.regency);
        const of = (by: DecileBasis, area: (own: Family) => readonly Family[]) =>
          families.map((own) => plainPart(area(own), own, by, 10));
        const nation = () => families;
        const own = {
          nation: of(basis, nation),
          province: of(basis, province),
          regency: of(basis, regency),
        };
        const other = OTHER[basis];
        expect(placed).toEqual(
          families.map((one, i) => ({
            family_id: i,
            percentile: plainPart(families, one, basis, 100),
            decile_national: own.nation[i],
            decile_province: own.province[i],
            decile_regency: own.regency[i],
            decile_other_basis: plainPart(families, one, other, 10),
          })),
        );
        const differ = (a: readonly number[], b: readonly number[]) =>
          a.filter((decile, i) => decile !== b[i]).length;
        expect(differingByBasis(cuts, basis)).toEqual({
          national: differ(own.nation, of(other, nation)),
          province: differ(own.province, of(other, province)),
          regency: differ(own.regency, of(other, regency)),
        });
        const total = families.reduce((sum, one) => sum + weightOf(basis, one), 0);
        expect(tiesAtCuts(cuts, basis, total).national).toEqual(plainTies(families, basis, total));
      }),
      { numRuns: 25 },
    );
  },
);

/** Who stands on the poorest score at or below which k tenths of the weight live. */
function plainTies(families: readonly Family[], basis: DecileBasis, total: number) {
  const upTo = (score: number) =>
    families
      .filter((one) => one.score <= score)
      .reduce((sum, one) => sum + weightOf(basis, one), 0);
  const scores = [...new Set(families.map(({ score }) => score))].sort((a, b) => a - b);
  return Array.from({ length: 9 }, (_, k) => {
    const cut = scores.find((score) => upTo(score) * 10 >= total * (k + 1)) ?? Number.NaN;
    const on = families.filter(({ score }) => score === cut);
    return {
      cut: k + 1,
      families: on.length,
      persons: on.reduce((sum, { size }) => sum + Math.max(1, size), 0),
      reachesMilliPercent: Math.floor((upTo(cut) * 100_000) / total),
    };
  });
}
