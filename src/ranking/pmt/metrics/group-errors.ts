import { type Judged, quotaErrors } from "./quota-errors.ts";
import { cutAt, taken } from "./standing.ts";

/** How one group of households fares at a quota, beside how it should. */
export type GroupErrors = {
  readonly name: string;
  readonly rows: number;
  /** Share of everybody. */
  readonly people: number;
  readonly poor: number;
  readonly selected: number;
  /** Null where nobody of the group is poor, or nobody selected. */
  readonly exclusion: number | null;
  readonly inclusion: number | null;
  /** Mean of score less truth: above 0, the group looks better off than it is. */
  readonly bias: number;
  /** Of all who are poor and not selected, the share in this group. */
  readonly shareOfMissed: number;
};

/** Judged rows with their values. */
export type GroupedRows = Judged & {
  readonly truthValues: Float64Array;
  readonly scoreValues: Float64Array;
};

/** The table of groups at one quota; `groupOf` gives the place of a row's name, -1 for none. */
export function groupErrors(
  rows: GroupedRows,
  quota: number,
  names: readonly string[],
  groupOf: (row: number) => number,
): readonly GroupErrors[] {
  const { weight, truth, score, isClass } = rows;
  const poor = isClass ? { place: 0, share: 1 } : cutAt(truth, weight, quota);
  const cut = cutAt(score, weight, quota);
  const sums = names.map(() => ({ rows: 0, all: 0, poor: 0, selected: 0, both: 0, bias: 0 }));
  for (let row = 0; row < weight.length; row++) {
    const sum = sums[groupOf(row)];
    if (sum === undefined) continue;
    const w = weight[row] as number;
    const p = taken(poor, truth.place[row] as number);
    const a = taken(cut, score.place[row] as number);
    sum.rows++;
    sum.all += w;
    sum.poor += w * p;
    sum.selected += w * a;
    sum.both += w * p * a;
    sum.bias += w * ((rows.scoreValues[row] as number) - (rows.truthValues[row] as number));
  }
  const total = weight.reduce((sum, w) => sum + w, 0);
  const whole = quotaErrors(rows, quota, 0);
  const missed = whole.exclusion * whole.poor * total;
  return sums.flatMap((sum, i) =>
    sum.rows === 0
      ? []
      : [
          {
            name: names[i] ?? "",
            rows: sum.rows,
            people: sum.all / total,
            poor: sum.poor / sum.all,
            selected: sum.selected / sum.all,
            exclusion: sum.poor > 0 ? 1 - sum.both / sum.poor : null,
            inclusion: sum.selected > 0 ? 1 - sum.both / sum.selected : null,
            bias: sum.bias / sum.all,
            shareOfMissed: missed > 0 ? (sum.poor - sum.both) / missed : 0,
          },
        ],
  );
}

const SIZES: readonly (readonly [string, number])[] = [
  ["1", 1],
  ["2", 2],
  ["3-4", 4],
  ["5-6", 6],
  ["7+", Number.POSITIVE_INFINITY],
];

/** Names of the sizes that are shown. */
export const SIZE_NAMES: readonly string[] = SIZES.map(([name]) => name);

/** The place among them of a number of members. */
export const sizeGroup = (members: number): number =>
  SIZES.findIndex(([, most]) => members <= most);
