import { join } from "node:path";
import type { Pipeline } from "#engine/engine.ts";
import type { IdRange } from "#ranking/model-input.ts";
import type { PlaceDraft } from "./determine.ts";
import type { Placed } from "./placed.ts";
import { ALL_REGENCIES, type RegencyPart } from "./places.ts";

export type RangesDraft = PlaceDraft & {
  /** Families judged together, by their ids; every family is in one of them. */
  readonly ranges: readonly IdRange[];
  /** Families whose outcomes are written together, in whole ranges, and who stand in one order together, in whole regencies; what suits one machine where it is not said. */
  readonly together?: { readonly written: number; readonly ordered: number };
  /** Verdicts and places lie here while it runs. */
  readonly workFolder: string;
  /** Gets a file of outcomes for each program and range, by and large in the order of ids. */
  readonly outFolder: string;
};

export const work = ({ workFolder }: RangesDraft, table: string, range?: number): string =>
  join(workFolder, `${table}${range === undefined ? "" : `-${range}`}.parquet`);

export const given = ({ folder }: RangesDraft, ...tables: readonly string[]): Pipeline["inputs"] =>
  tables.map((table) => ({ table, files: [join(folder, `${table}.parquet`)] }));

/** A table that an earlier run wrote, whole or one range of it. */
export const lying = (
  draft: RangesDraft,
  table: string,
  range?: number,
): Pipeline["inputs"][number] => ({
  table,
  files: [work(draft, table, range)],
});

export const inRanges = (
  draft: RangesDraft,
  table: string,
  ranges: readonly number[] = [...draft.ranges.keys()],
): Pipeline["inputs"][number] => ({
  table,
  files: ranges.map((range) => work(draft, table, range)),
});

/** Ranges one after another whose outcomes are written together: what a program gave everybody is looked through once for each. */
export type Span = {
  readonly no: number;
  readonly ids: { from: number; to: number };
  readonly ranges: readonly number[];
};

/** Joins are quick while what is looked up is small; sorting is while it needs no disk. */
const TOGETHER = { written: 2_000_000, ordered: 32_000_000 };

export function inSpans({ ranges, together = TOGETHER }: RangesDraft): readonly Span[] {
  const spans: Span[] = [];
  for (const [range, ids] of ranges.entries()) {
    if (ids === undefined) throw new Error("a range of a determination says from where to where");
    const last = spans.at(-1);
    if (last !== undefined && ids.to - last.ids.from < together.written) {
      spans[spans.length - 1] = {
        ...last,
        ids: { from: last.ids.from, to: ids.to },
        ranges: [...last.ranges, range],
      };
    } else spans.push({ no: spans.length, ids, ranges: [range] });
  }
  return spans;
}

export const output = (draft: RangesDraft, table: string, range?: number) =>
  ({ table, file: work(draft, table, range), order: [] }) as const;

/** A table of one program, from all parts of the nation. */
export const ofProgram = (
  draft: RangesDraft,
  table: "place" | "cut" | "held",
  one: Placed,
): Pipeline["inputs"][number] => ({
  table: `${table}_${one.name}`,
  files: partsOf(draft, one).map(({ no }) => work(draft, `${table}_${one.name}`, no)),
});

/** Parts of the nation in which a program gives its places one after another, each about as many families as are held at once. */
export function partsOf(
  { ranges, together = TOGETHER }: RangesDraft,
  { isPersonal }: Placed,
): readonly RegencyPart[] {
  if (isPersonal) return [ALL_REGENCIES];
  const families = ranges.reduce(
    (sum, ids) => sum + (ids === undefined ? 0 : ids.to - ids.from + 1),
    0,
  );
  const of = Math.max(1, Math.ceil(families / together.ordered));
  return Array.from({ length: of }, (_, no) => ({ no, of }));
}
