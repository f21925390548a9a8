import { dealFolds } from "./deal-folds.ts";
import type { Material } from "./make-table.ts";
import type { RawRows, WordColumn } from "./read-columns.ts";
import { duplicateRows, fewGroups, idRepeated } from "./row-notices.ts";
import type { TellNotice } from "./survey-notice.ts";
import type { SurveyTable } from "./survey-table.ts";

type Grouped = Pick<SurveyTable, "group" | "area" | "areaNames" | "fold" | "folds">;

/** Who belongs together: sampling units, or else rows of one id, or else rows that are copies of each other. */
export function groupRows(material: Material, kept: Int32Array, warn: TellNotice): Grouped {
  const { raw, plan, spec, targetKind } = material;
  const words = (role: "group" | "area" | "id"): WordColumn | undefined =>
    raw.words.get(plan.roles[role] ?? -1);
  const [stated, id, area] = [words("group"), words("id"), words("area")];
  const units = stated === undefined ? undefined : countDistinct(stated, kept);
  const isGrouped = units !== undefined && units > 1;
  if (units !== undefined && units < spec.folds)
    warn(fewGroups(spec.columns.group ?? "", units, units < 2 ? spec.folds : units));
  const names = namesOf(kept, raw, isGrouped ? stated : undefined, id);
  const folds = isGrouped ? Math.min(spec.folds, units) : spec.folds;
  const grouped = numbered(names);
  const dealt = dealFolds(
    grouped.names.map((name, i) => ({ name, rows: grouped.counts[i] as number })),
    folds,
    spec.seed,
  );
  const fold = Uint8Array.from(grouped.places, (place) => dealt[place] as number);
  if (id !== undefined) tellIds(spec.columns.id ?? "", id, kept, fold, warn);
  else if (targetKind !== "class") tellCopies(raw, kept, fold, warn);
  return { group: grouped.places, ...areasOf(area, kept), fold, folds };
}

/** The name of each row's group. Rows without unit or id stand for themselves, with their copies. */
function namesOf(
  kept: Int32Array,
  raw: RawRows,
  stated: WordColumn | undefined,
  id: WordColumn | undefined,
): readonly string[] {
  return Array.from(kept, (row) => {
    for (const [kind, column] of [
      ["unit", stated],
      ["id", id],
    ] as const) {
      const code = column?.codes[row] ?? -1;
      if (code >= 0) return `${kind} ${column?.words[code]}`;
    }
    return `row ${raw.digests[raw.same[row] as number]}`;
  });
}

/** Names as numbers, in the order of their first row. */
export function numbered(names: readonly string[]) {
  const known = new Map<string, number>();
  const counts: number[] = [];
  const places = Int32Array.from(names, (name) => {
    const place = known.get(name) ?? known.size;
    known.set(name, place);
    counts[place] = (counts[place] ?? 0) + 1;
    return place;
  });
  return { places, names: [...known.keys()], counts };
}

function countDistinct({ codes }: WordColumn, kept: Int32Array): number {
  const seen = new Set<number>();
  for (const row of kept) if ((codes[row] as number) >= 0) seen.add(codes[row] as number);
  return seen.size;
}

const UNKNOWN_AREA = "?";

/** Areas as numbers, in the order of the alphabet. */
export function areasOf(
  area: WordColumn | undefined,
  kept: Int32Array,
): Pick<Grouped, "area" | "areaNames"> {
  if (area === undefined) return { area: null, areaNames: [] };
  const names = Array.from(kept, (row) => {
    const code = area.codes[row] as number;
    return code < 0 ? UNKNOWN_AREA : (area.words[code] ?? UNKNOWN_AREA);
  });
  const areaNames = [...new Set(names)].sort();
  const places = new Map(areaNames.map((name, place) => [name, place]));
  return { area: Int32Array.from(names, (name) => places.get(name) ?? 0), areaNames };
}

function tellIds(
  column: string,
  id: WordColumn,
  kept: Int32Array,
  fold: Uint8Array,
  warn: TellNotice,
): void {
  const { repeated, parted } = foldsOf(
    Array.from(kept, (row) => id.codes[row] as number),
    fold,
  );
  if (parted > 0) warn(idRepeated(column, parted, false));
  else if (repeated > 0) warn(idRepeated(column, repeated, true));
}

function tellCopies(raw: RawRows, kept: Int32Array, fold: Uint8Array, warn: TellNotice): void {
  const { rows, parted } = foldsOf(
    Array.from(kept, (row) => raw.same[row] as number),
    fold,
  );
  if (rows > 0) warn(duplicateRows(rows, parted > 0));
}

/** How many of the keys stand more than once, how many of these in several folds, and in how many rows. */
function foldsOf(keys: readonly number[], fold: Uint8Array) {
  const seen = new Map<number, { rows: number; folds: Set<number> }>();
  for (const [i, key] of keys.entries()) {
    if (key < 0) continue;
    const one = seen.get(key) ?? { rows: 0, folds: new Set<number>() };
    one.rows++;
    one.folds.add(fold[i] as number);
    seen.set(key, one);
  }
  let [repeated, parted, rows] = [0, 0, 0];
  for (const one of seen.values()) {
    if (one.rows < 2) continue;
    repeated++;
    rows += one.rows;
    if (one.folds.size > 1) parted++;
  }
  return { repeated, parted, rows };
}
