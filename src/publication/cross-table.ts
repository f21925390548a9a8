import {
  type CrossTable,
  digitsOf,
  getTableVariable,
  orderValues,
  type TableMeasure,
  type TableQuestion,
} from "#domain/cross-table.ts";
import { hideSmallCells } from "#domain/small-cells.ts";
import { identifier } from "#engine/duckdb/database.ts";
import type { LockedDb } from "#engine/duckdb/locked-database.ts";
import { SMALLEST_CELL } from "./read-figures.ts";

/** Villages that may be counted, both ends with it. */
export type VillageRange = readonly [low: number, high: number];

export type CrossTableAnswer =
  | { readonly ok: true; readonly table: CrossTable; readonly counted: number }
  | { readonly ok: false; readonly problem: "too-many-cells" };

type Group = {
  readonly margins: number;
  readonly region: string | null;
  readonly first: number | null;
  readonly second: number | null;
  readonly counted: bigint;
  readonly contributors: bigint;
};

/** Tables and columns that counting needs beside the variables: none of them leaves the count. */
export const COUNTING_COLUMNS = {
  family: ["family_id", "village_no"],
  person: ["family_id"],
  rank: ["family_id"],
} as const satisfies Record<string, readonly string[]>;

/** Counts a question over the villages that were signed for, and withholds what is too small to show. */
export async function countCrossTable(
  db: LockedDb,
  question: TableQuestion,
  ranges: readonly VillageRange[],
  mostCells: number,
): Promise<CrossTableAnswer> {
  const groups = await db.all<Group>(crossTableQuery(question, ranges, mostCells));
  if (groups.length > mostCells) return { ok: false, problem: "too-many-cells" };
  const axes = axesOf(question, groups);
  if (axes.reduce((all, axis) => all * (axis.length + 1), 1) > mostCells) {
    return { ok: false, problem: "too-many-cells" };
  }
  const counts = fill(axes, groups, ({ counted }) => counted);
  const contributors = fill(axes, groups, (group) => group.contributors);
  const sizes = axes.map((axis) => axis.length + 1);
  const hidden = hideSmallCells({ sizes, counts }, SMALLEST_CELL, contributors);
  return { ok: true, table: laidOut(axes, counts, hidden), counted: counts.at(-1) ?? 0 };
}

/**
 * Counts of every combination and of every margin. Names come from the catalogue alone, villages are
 * whole numbers: nothing that anybody typed is in the text.
 */
export function crossTableQuery(
  question: TableQuestion,
  ranges: readonly VillageRange[],
  mostCells: number,
): string {
  const keys = ["region", "first", "second"].slice(0, 1 + question.variables.length);
  const values = question.variables.map((id, i) => {
    const { table } = getTableVariable(id);
    return `coalesce(${table}.${identifier(id)}, -2) as ${keys[i + 1]}`;
  });
  const digits = digitsOf(question.level);
  const region =
    digits === 0
      ? "'ID'"
      : `substr(lpad(cast(family.village_no as varchar), 10, '0'), 1, ${digits})`;
  const villages = ranges.map(([low, high]) => between(low, high)).join(" or ");
  return `with counted as (
  select family.family_id, ${region} as region, ${values.join(", ")}
  from ${source(question.measure)}
  where ${villages === "" ? "false" : villages})
select cast(grouping(${keys.join(", ")}) as int) as margins, ${keys.join(", ")}${keys.length < 3 ? ", cast(null as int) as second" : ""},
  count(*) as counted, count(distinct family_id) as contributors
from counted group by cube(${keys.join(", ")}) limit ${mostCells + 1}`;
}

function source(measure: TableMeasure): string {
  const families = "family left join rank on rank.family_id = family.family_id";
  return measure === "families"
    ? families
    : `${families} join person on person.family_id = family.family_id`;
}

function between(low: number, high: number): string {
  if (!Number.isSafeInteger(low) || !Number.isSafeInteger(high)) {
    throw new Error(`expected villages as whole numbers, got ${low} and ${high}`);
  }
  return `(family.village_no between ${low} and ${high})`;
}

/** What stands along each axis, in the order in which people read it. */
function axesOf(question: TableQuestion, groups: readonly Group[]): (readonly Key[])[] {
  const regions = distinct(groups.map(({ region }) => region)).sort();
  const values = question.variables.map((id, i) => {
    const found = distinct(groups.map((group) => (i === 0 ? group.first : group.second)));
    return orderValues(getTableVariable(id), found);
  });
  return [regions, ...values];
}

type Key = string | number;

const distinct = <T extends Key>(keys: readonly (T | null)[]): T[] => [
  ...new Set(keys.filter((key) => key !== null)),
];

/** The groups laid flat, row by row, each sum behind what it sums; nothing counted is nought. */
function fill(
  axes: readonly (readonly Key[])[],
  groups: readonly Group[],
  read: (group: Group) => bigint,
): number[] {
  const flat = Array.from({ length: sizeOf(axes) }, () => 0);
  const places = axes.map((axis) => new Map(axis.map((key, place) => [key, place])));
  for (const group of groups) {
    const keys = [group.region, group.first, group.second].slice(0, axes.length);
    const place = keys.reduce<number>((before, key, axis) => {
      const length = axes[axis]?.length ?? 0;
      // grouping() has a bit for each key, the first the highest: set where the key is summed over.
      const isSum = (group.margins >> (axes.length - 1 - axis)) % 2 === 1;
      const own = isSum || key === null ? length : (places[axis]?.get(key) ?? length);
      return before * (length + 1) + own;
    }, 0);
    flat[place] = Number(read(group));
  }
  return flat;
}

const sizeOf = (axes: readonly (readonly Key[])[]): number =>
  axes.reduce((all, axis) => all * (axis.length + 1), 1);

/** The shown part: each region against each combination, with the sums of both. */
function laidOut(
  axes: readonly (readonly Key[])[],
  counts: readonly number[],
  hidden: readonly boolean[],
): CrossTable {
  const [regions = [], ...values] = axes;
  const perRegion = sizeOf(values);
  const shown = (i: number) => (hidden[i] ? null : (counts[i] ?? 0));
  const combined = combinations(values);
  // A combination that nobody has, anywhere, is no column.
  const columns = combined.filter(
    ({ place }) => (counts[regions.length * perRegion + place] ?? 0) > 0,
  );
  const row = (region: number) => columns.map(({ place }) => shown(region * perRegion + place));
  const cells = regions.map((_, region) => row(region));
  const regionSums = regions.map((_, region) => shown((region + 1) * perRegion - 1));
  const columnSums = row(regions.length);
  const sum = shown(counts.length - 1);
  const all = [...cells.flat(), ...regionSums, ...columnSums, sum];
  return {
    regions: regions.map(String),
    columns: columns.map(({ keys }) => keys),
    cells,
    regionSums,
    columnSums,
    sum,
    withheld: all.filter((cell) => cell === null).length,
  };
}

type Combination = { readonly keys: readonly number[]; readonly place: number };

/** Each value of the first with each of the second, and where it lies within a region's block. */
function combinations(values: readonly (readonly Key[])[]): Combination[] {
  const [first = [], second] = values;
  if (second === undefined) return first.map((key, place) => ({ keys: [Number(key)], place }));
  return first.flatMap((one, i) =>
    second.map((other, j) => ({
      keys: [Number(one), Number(other)],
      place: i * (second.length + 1) + j,
    })),
  );
}
