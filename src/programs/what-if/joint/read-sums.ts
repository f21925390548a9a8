import type { DuckDb } from "#engine/duckdb/database.ts";
import { consumption, type Stratum } from "../welfare.ts";
import { JOINT_GROUPINGS, type JointGrouping, SUMS, strataQuery, sumsQuery } from "./sums.ts";

/** One group of families; money in rupiah a year. */
export type JointSums = { readonly key: number } & Readonly<Record<(typeof SUMS)[number], number>>;

/** The nation and every group of it. */
export async function readSums(db: DuckDb): Promise<{
  readonly all: JointSums;
  readonly groups: ReadonlyMap<JointGrouping, readonly JointSums[]>;
}> {
  const rows = await db.all(sumsQuery());
  const last = JOINT_GROUPINGS.length - 1;
  const groupOf = (row: (typeof rows)[number]) =>
    JOINT_GROUPINGS.find((_, i) => ((Number(row.grouped) >> (last - i)) & 1) === 0);
  const read = (row: (typeof rows)[number], key: JointGrouping | undefined): JointSums => {
    const numbers = SUMS.map((name) => [name, numberOf(name, row[name])]);
    return {
      key: key === undefined ? 0 : Number(row[key]),
      ...Object.fromEntries(numbers),
    } as JointSums;
  };
  const by = Map.groupBy(rows, groupOf);
  const [nation = {}] = by.get(undefined) ?? [];
  return {
    all: read(nation, undefined),
    groups: new Map(
      JOINT_GROUPINGS.map((name) => [name, (by.get(name) ?? []).map((row) => read(row, name))]),
    ),
  };
}

/** The poor are added up in hundredths. */
const numberOf = (name: string, value: unknown): number =>
  Math.round(Number(value ?? 0) / (/poor/.test(name) ? 100 : 1));

type Living = ReadonlyMap<string, number>;
const placeOf = (row: Readonly<Record<string, unknown>>): string => `${row.bin} ${row.size}`;

/** What families of one percentile and size live on before anything is given. */
export async function plainStrata(
  db: DuckDb,
): Promise<{ readonly strata: readonly Stratum[]; readonly living: Living }> {
  const rows = await db.all(strataQuery("before"));
  const strata: Stratum[] = [];
  const living = new Map<string, number>();
  for (const [place, of] of Map.groupBy(rows, placeOf)) {
    const sum = (column: string) => of.reduce((all, row) => all + Number(row[column]), 0);
    const rupiah = consumption({ score_sum: sum("score_sum"), families: sum("families") });
    living.set(place, rupiah);
    strata.push({ weight: sum("persons"), rupiah });
  }
  return { strata, living };
}

/** The same after: what a family is given is shared by its members, month by month. */
export async function givenStrata(
  db: DuckDb,
  side: "before" | "after",
  living: Living,
): Promise<readonly Stratum[]> {
  return (await db.all(strataQuery(side))).map((row) => {
    const weight = Number(row.persons);
    const given = Number(row.rupiah) / 12 / weight;
    return { weight, rupiah: (living.get(placeOf(row)) ?? 0) + given };
  });
}
