import { dice } from "#domain/dice.ts";
import { numberColumn } from "#ranking/pmt/columns.ts";
import type { Tree } from "#ranking/pmt/pmt-model.ts";
import type { SurveyTable } from "#ranking/pmt/survey-table.ts";
import { binStarts } from "./bin-sums.ts";
import type { FittedLines } from "./fit-lines.ts";
import { type BinTree, growTree, leafOf } from "./grow-tree.ts";
import { foldsOf, placesWhere } from "./rows-used.ts";
import { type BinnedColumn, binColumns } from "./term-axes.ts";

/** Each tree goes so far of the way, on half of the rows. */
const PACE = 0.08;
const HALF = 2;
const MOST_TREES = 300;
const PATIENCE = 15;
const USUAL_TREES = 60;

/**
 * The challenger: trees that may lay any five facts across each other. Nobody can explain such a score to a family, so
 * it is shown as a ceiling. One fold says how many trees; then as many grow on all rows. It knows no monotone signs.
 */
export function fitTrees(
  { variables, codes, left, decimals }: FittedLines,
  table: SurveyTable,
  seed: number,
): { readonly trees: readonly Tree[]; readonly chosen: Readonly<Record<string, number>> } {
  const columns = binColumns(variables, codes);
  if (columns.length === 0) return { trees: [], chosen: { trees: 0 } };
  const [judge, ...others] = foldsOf(table);
  const isJudge = (row: number) => table.fold[row] === judge;
  const trees = others.length === 0 ? USUAL_TREES : countTrees(columns, table, left, seed, isJudge);
  const everyRow = placesWhere(table.rows, () => true);
  const grown = boosted(columns, table, left, everyRow, seed);
  const scale = 10 ** decimals;
  return {
    trees: Array.from({ length: trees }, () => asQuestions(grown.next(), columns, scale)),
    chosen: { trees },
  };
}

/** How many trees guess the rows of the judge best. */
function countTrees(
  columns: readonly BinnedColumn[],
  table: SurveyTable,
  left: Float64Array,
  seed: number,
  isJudge: (row: number) => boolean,
): number {
  const judges = placesWhere(table.rows, isJudge);
  const teachers = placesWhere(table.rows, (row) => !isJudge(row));
  const growing = boosted(columns, table, left, teachers, seed);
  const missed = () =>
    judges.reduce(
      (sum, row) => sum + (table.weight[row] as number) * (growing.rest[row] as number) ** 2,
      0,
    );
  let [best, least] = [0, missed()];
  for (let tree = 1; tree <= MOST_TREES && tree - best <= PATIENCE; tree++) {
    growing.next();
    const now = missed();
    if (now < least) [best, least] = [tree, now];
  }
  return best;
}

/** Trees one after the other, each on what those before leave. `rest` is what is left of every row by now. */
function boosted(
  columns: readonly BinnedColumn[],
  { rows, weight }: SurveyTable,
  left: Float64Array,
  teachers: Uint32Array,
  seed: number,
) {
  const roll = dice(seed);
  const starts = binStarts(columns);
  const rest = left.slice();
  return {
    rest,
    next: (): BinTree => {
      const weighted = numberColumn(rows, (row) => (weight[row] as number) * (rest[row] as number));
      const half = teachers.filter(() => roll(HALF) === 0);
      const tree = paced(growTree({ columns, starts, weight, left: weighted }, half));
      for (let row = 0; row < rows; row++) {
        rest[row] = (rest[row] as number) - leafOf(tree, columns, row);
      }
      return tree;
    },
  };
}

const paced = (tree: BinTree): BinTree =>
  typeof tree === "number" ? PACE * tree : { ...tree, yes: paced(tree.yes), no: paced(tree.no) };

/** A tree in the words of a model: cuts and levels instead of bins, whole points in its leaves. */
function asQuestions(tree: BinTree, columns: readonly BinnedColumn[], scale: number): Tree {
  if (typeof tree === "number") return Math.round(tree * scale) + 0;
  const [yes, no] = [tree.yes, tree.no].map((side) => asQuestions(side, columns, scale)) as [
    Tree,
    Tree,
  ];
  const [axis] = (columns[tree.column] as BinnedColumn).axes;
  const { variable } = axis;
  const known = tree.isYes.subarray(0, -1);
  const absent = tree.isYes.at(-1) === 1 ? "yes" : "no";
  if (known.every((is) => is === 0)) return { variable, absent: "no", yes: no, no: yes };
  if (known.every((is) => is === 1)) return { variable, absent, yes, no };
  if ("cuts" in axis) {
    return { variable, below: axis.cuts[known.lastIndexOf(1)] as number, absent, yes, no };
  }
  const codes = axis.bins.slice(0, -1).map((bin, code) => (known[bin] === 1 ? code : -1));
  return { variable, among: codes.filter((code) => code >= 0), absent, yes, no };
}
