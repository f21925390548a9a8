import { hideSmallCells } from "#domain/small-cells.ts";
import { type Cell, SMALLEST_FAMILIES } from "../whole-table.ts";
import type { JointAnswer, ProgramAnswer } from "./answer-joint.ts";
import type { JointSums } from "./read-sums.ts";
import { BECOMES, type Becomes } from "./sums.ts";

/** Which families make up whoever has something before, and after. */
const BEFORE = ["out", "more", "less", "even"] as const;
const AFTER = ["in", "more", "less", "even"] as const;

/** One group with its small cells withheld; sums of withheld parts are withheld with them. */
export type ShownSums = {
  readonly key: number;
  readonly families: number | null;
  readonly beforeFamilies: number | null;
  readonly afterFamilies: number | null;
  readonly becomes: Readonly<Record<Becomes, number | null>>;
  readonly beforeRupiah: number | null;
  readonly afterRupiah: number | null;
};

export type ShownMoney = { readonly before: boolean; readonly after: boolean };

/** Groups by what becomes of their families, and by nothing that gives a small cell away. */
export function shownSums(groups: readonly JointSums[], money: ShownMoney): readonly ShownSums[] {
  const rows = groups.map((one) => [...BECOMES.map((name) => one[name]), one.families]);
  const total = [...BECOMES, "families"].map((_, i) =>
    rows.reduce((sum, row) => sum + (row[i] ?? 0), 0),
  );
  const wide = BECOMES.length + 1;
  const hidden = hideSmallCells(
    { sizes: [rows.length + 1, wide], counts: [...rows, total].flat() },
    SMALLEST_FAMILIES,
  );
  return groups.map((one, i) => {
    const isShown = (...names: readonly Becomes[]) =>
      names.every((name) => hidden[i * wide + BECOMES.indexOf(name)] !== true);
    const shown = (value: number, ...names: readonly Becomes[]) =>
      isShown(...names) ? value : null;
    return {
      key: one.key,
      families: hidden[i * wide + BECOMES.length] === true ? null : one.families,
      beforeFamilies: shown(one.before_families, ...BEFORE),
      afterFamilies: shown(one.after_families, ...AFTER),
      becomes: Object.fromEntries(
        BECOMES.map((name) => [name, shown(one[name], name)]),
      ) as ShownSums["becomes"],
      beforeRupiah: money.before ? shown(one.before_rupiah, ...BEFORE) : null,
      afterRupiah: money.after ? shown(one.after_rupiah, ...AFTER) : null,
    };
  });
}

/** What becomes of the nation's families: one row each, the last all of them. */
export function shownBecomes(all: JointSums, money: ShownMoney): readonly (readonly Cell[])[] {
  const hidden = hiddenOf(BECOMES.map((name) => all[name]));
  return BECOMES.map((name, i) => {
    const is = hidden[i] === true;
    const before = is || !money.before ? null : all[`${name}_before`];
    const after = is || !money.after ? null : all[`${name}_after`];
    return [
      is ? null : all[name],
      is ? null : all[`${name}_persons`],
      before,
      after,
      before === null || after === null ? null : after - before,
    ];
  });
}

const hiddenOf = (parts: readonly number[]): readonly boolean[] =>
  hideSmallCells(
    { sizes: [parts.length + 1], counts: [...parts, parts.reduce((sum, one) => sum + one, 0)] },
    SMALLEST_FAMILIES,
  );

/** Which figures of one program may be shown, of all its families and of the nation's others. */
export function shownProgram(
  { winners, losers, staying }: ProgramAnswer,
  families: number,
): ShownMoney & { readonly moves: readonly Cell[] } {
  const parts = [winners, losers, staying];
  const rest = families - winners - losers - staying;
  const hidden = hiddenOf([...parts, rest]);
  return {
    before: !hidden[1] && !hidden[2],
    after: !hidden[0] && !hidden[2],
    moves: parts.map((part, i) => (hidden[i] ? null : part)),
  };
}

/** Whether money of all programs together may be shown: not where it would tell that of one program or of few families. */
export function shownMoney({ all, programs }: JointAnswer): ShownMoney {
  const hidden = hiddenOf(BECOMES.map((name) => all[name]));
  const isShown = (names: readonly Becomes[]) =>
    names.every((name) => hidden[BECOMES.indexOf(name)] !== true);
  const each = programs.map((one) => shownProgram(one, all.families));
  return {
    before: isShown(BEFORE) && each.every(({ before }) => before),
    after: isShown(AFTER) && each.every(({ after }) => after),
  };
}
