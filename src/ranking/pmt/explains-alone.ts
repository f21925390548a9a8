import { counted, notice, type SurveyNotice } from "./survey-notice.ts";
import type { PmtVariable, SurveyTable } from "./survey-table.ts";

/** One fact about a household never says so much of its expenditure; a column made from it does. */
const MOST_ALONE = 0.55;
/** A whole model of honest facts has hardly been seen above this (targeting.md 8). */
const MOST_TOGETHER = 0.65;
const BINS = 20;

/** Features that explain more by themselves than an honest fact can. */
export function featuresThatExplainTooMuch(table: SurveyTable): readonly SurveyNotice[] {
  return [...table.variables, ...(table.community === undefined ? [] : [table.community])].flatMap(
    (variable) => {
      const share = explainsAlone(variable, table);
      return share > MOST_ALONE ? [tooMuchAlone(variable.name, share)] : [];
    },
  );
}

/**
 * The share of the target's variance that the mean of a variable's bin explains in folds that it was not taken
 * from. May be below zero.
 */
export function explainsAlone(variable: PmtVariable, table: SurveyTable): number {
  const { target, weight, fold, folds, rows } = table;
  const bin = binsOf(variable);
  const bins = bin.reduce((most, b) => Math.max(most, b + 1), 1);
  const [sums, counts] = [new Float64Array(bins * folds), new Float64Array(bins * folds)];
  const [foldSum, foldCount] = [new Float64Array(folds), new Float64Array(folds)];
  for (let row = 0; row < rows; row++) {
    const [f, w, y] = [fold[row] as number, weight[row] as number, target[row] as number];
    const at = (bin[row] as number) * folds + f;
    sums[at] = (sums[at] as number) + w * y;
    counts[at] = (counts[at] as number) + w;
    foldSum[f] = (foldSum[f] as number) + w * y;
    foldCount[f] = (foldCount[f] as number) + w;
  }
  const without = (all: Float64Array, at: number, f: number): number => {
    let sum = 0;
    for (let k = 0; k < folds; k++) if (k !== f) sum += all[at * folds + k] as number;
    return sum;
  };
  const total = foldSum.reduce((s, v) => s + v, 0) / foldCount.reduce((s, v) => s + v, 0);
  let [left, all] = [0, 0];
  for (let row = 0; row < rows; row++) {
    const [f, w, y] = [fold[row] as number, weight[row] as number, target[row] as number];
    const count = without(counts, bin[row] as number, f);
    const mean =
      count > 0
        ? without(sums, bin[row] as number, f) / count
        : without(foldSum, 0, f) / without(foldCount, 0, f);
    left += w * (y - mean) ** 2;
    all += w * (y - total) ** 2;
  }
  return all === 0 ? 0 : 1 - left / all;
}

/** A category's levels, a number's twentieths; the absent are one more. */
function binsOf({ kind, levels, values }: PmtVariable): Int32Array {
  if (kind === "category") {
    return Int32Array.from(values, (value) => (Number.isNaN(value) ? levels.length : value));
  }
  const known = values.filter((value) => !Number.isNaN(value)).sort();
  const cuts = new Set(
    Array.from(
      { length: BINS - 1 },
      (_, k) => known[Math.floor(((k + 1) * known.length) / BINS)] as number,
    ),
  );
  const edges = [...cuts].sort((a, b) => a - b);
  return Int32Array.from(values, (value) => {
    if (Number.isNaN(value)) return edges.length + 1;
    let bin = 0;
    while (bin < edges.length && value >= (edges[bin] as number)) bin++;
    return bin;
  });
}

function tooMuchAlone(column: string, share: number): SurveyNotice {
  const [id, en] = counted(Math.round(share * 100));
  return notice(
    "leak-explains-too-much",
    column,
    [
      `"${column}" sendirian menjelaskan ${id} % dari target: mungkin dihitung darinya (kebocoran).`,
      `"${column}" alone explains ${en} % of the target: it may have been made from it (leakage).`,
    ],
    [
      "Periksa asalnya. Bila tidak dapat ditanyakan dalam pendaftaran, buang dengan --leave-out.",
      "Find out where it comes from. If a registry cannot ask for it, take it out with --leave-out.",
    ],
  );
}

/** Told of scores that are better than honest facts make them; undefined otherwise. */
export function scoresTooGood(layer: string, rSquared: number): SurveyNotice | undefined {
  if (rSquared <= MOST_TOGETHER) return undefined;
  const share = Math.round(rSquared * 100);
  return notice(
    "leak-too-good",
    "",
    [
      `${layer} menjelaskan ${share} % dari target; uji proksi yang jujur jarang melebihi 65 %. Anggap kebocoran sampai terbukti tidak.`,
      `${layer} explains ${share} % of the target; an honest proxy means test hardly exceeds 65 %. Take it for leakage until shown otherwise.`,
    ],
    [
      "Cari fitur tentang pengeluaran, makanan, pendapatan atau bantuan, dan rumah tangga yang ada dua kali.",
      "Look for features of expenditure, food, income or aid, and for households that stand twice.",
    ],
  );
}

/** Told of an order that chance could have brought; undefined otherwise. */
export function noBetterThanChance(
  layer: string,
  { value, se }: { readonly value: number; readonly se: number | null },
): SurveyNotice | undefined {
  if (value > 2 * (se ?? 0)) return undefined;
  return notice(
    "no-better-than-chance",
    "",
    [
      `Urutan ${layer} tidak lebih baik daripada kebetulan: fitur ini tidak mengatakan apa-apa tentang target.`,
      `The order of ${layer} is no better than chance: these features say nothing of the target.`,
    ],
    [
      "Jangan pakai model ini. Periksa apakah kolom dan baris berpasangan, dan tambahkan fitur atau rumah tangga.",
      "Do not use this model. See whether columns and rows belong together, and add features or households.",
    ],
  );
}
