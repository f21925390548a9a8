import {
  type CrossTable,
  columnOf,
  digitsOf,
  getTableVariable,
  levelsOf,
  orderValues,
  pathBetween,
  type TableQuestion,
  tierOfArea,
} from "#domain/cross-table.ts";
import { hideSmallCells } from "#domain/small-cells.ts";
import { identifier } from "#engine/duckdb/database.ts";
import type { LockedDb } from "#engine/duckdb/locked-database.ts";
import {
  type Counted,
  countOf,
  decidedAbove,
  folded,
  type Key,
  laidOut,
  type Parts,
  rowOf,
  sizeOf,
} from "./cross-table-layout.ts";
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
  indicator: ["family_id"],
} as const satisfies Record<string, readonly string[]>;

/** Where counting may look, and from where it is decided what may be shown. */
export type CountingBounds = {
  /** The region of whoever asks that holds the area. */
  readonly within: string;
  readonly ranges: readonly VillageRange[];
  /** Of the table that is shown. */
  readonly cells: number;
};

/** Tables on the way down, which nobody sees, may be so many times larger. */
const UNSEEN_TIMES = 40;

/**
 * Counts a question and withholds what is too small to show. What may be shown of a region is decided
 * once, in the table of the region above it, from the whole of whoever asks downwards: a part's own
 * table never shows what the table over it withholds.
 */
export async function countCrossTable(
  db: LockedDb,
  question: TableQuestion,
  bounds: CountingBounds,
): Promise<CrossTableAnswer> {
  const { area, level } = question;
  const isOwnRow = level === tierOfArea(area);
  const path = pathBetween(bounds.within, area);
  // A region's own row stands in the table above it; the widest region's own row is the sum of its table.
  const nodes = isOwnRow && path.length > 1 ? path.slice(0, -1) : path;
  let above: Counted | undefined;
  for (const node of nodes) {
    const counted = await countParts(db, question, node, bounds);
    if (counted === undefined) return { ok: false, problem: "too-many-cells" };
    const { sizes, counts, contributors } = counted;
    const decided = above === undefined ? [] : decidedAbove(above, node, counted.axes);
    const hidden = hideSmallCells({ sizes, counts }, SMALLEST_CELL, contributors, decided);
    above = { ...counted, hidden };
  }
  if (above === undefined) throw new Error(`${area} does not lie within ${bounds.within}`);
  const table = folded(
    laidOut(isOwnRow ? rowOf(above, area) : above),
    question.variables.map(getTableVariable),
  );
  const isTooLarge = (table.regions.length + 1) * (table.columns.length + 1) > bounds.cells;
  if (isTooLarge) return { ok: false, problem: "too-many-cells" };
  return { ok: true, table, counted: isOwnRow ? countOf(above, area) : (above.counts.at(-1) ?? 0) };
}

/** The parts of one region, one tier down; undefined where they are too many. */
async function countParts(
  db: LockedDb,
  question: TableQuestion,
  node: string,
  { ranges, cells }: CountingBounds,
): Promise<Parts | undefined> {
  const most = cells * UNSEEN_TIMES;
  const level = levelsOf(tierOfArea(node) ?? "village").at(-1) ?? "village";
  const groups = await db.all<Group>(
    crossTableQuery({ ...question, area: node, level }, ranges, most),
  );
  const axes = axesOf(question, groups);
  if (groups.length > most || sizeOf(axes) > most) return undefined;
  return {
    axes,
    sizes: axes.map((axis) => axis.length + 1),
    counts: fill(axes, groups, ({ counted }) => counted),
    contributors: fill(axes, groups, (group) => group.contributors),
  };
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
    return `coalesce(${table}.${identifier(columnOf(id))}, -2) as ${keys[i + 1]}`;
  });
  const digits = digitsOf(question.level);
  const region =
    digits === 0
      ? "'ID'"
      : `substr(lpad(cast(family.village_no as varchar), 10, '0'), 1, ${digits})`;
  const villages = ranges.map(([low, high]) => between(low, high)).join(" or ");
  const inArea = between(...villagesOf(question.area));
  return `with counted as (
  select family.family_id, ${region} as region, ${values.join(", ")}
  from ${source(question)}
  where (${villages === "" ? "false" : villages}) and ${inArea})
select cast(grouping(${keys.join(", ")}) as int) as margins, ${keys.join(", ")}${keys.length < 3 ? ", cast(null as int) as second" : ""},
  count(*) as counted, count(distinct family_id) as contributors
from counted group by cube(${keys.join(", ")}) limit ${mostCells + 1}`;
}

/** The families with what is counted of them; a table that only some versions have is read where it is asked for. */
function source({ measure, variables }: TableQuestion): string {
  const indicators = readsIndicators(variables)
    ? " left join indicator on indicator.family_id = family.family_id"
    : "";
  const families = `family left join rank on rank.family_id = family.family_id${indicators}`;
  return measure === "families"
    ? families
    : `${families} join person on person.family_id = family.family_id`;
}

/** Whether a question is about indicators, which versions of before they were defined do not have. */
export const readsIndicators = (variables: readonly string[]): boolean =>
  variables.some((id) => getTableVariable(id).table === "indicator");

/** Lowest and highest village that a code may hold. */
function villagesOf(area: string): VillageRange {
  const digits = area === "ID" ? "" : area;
  return [Number(digits.padEnd(10, "0")), Number(digits.padEnd(10, "9"))];
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
