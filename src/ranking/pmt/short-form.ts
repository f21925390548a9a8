import { addGrams, type Centred, centre, type Gram, gramAdder } from "#ranking/gram.ts";
import { fitToward, scaleOf } from "#ranking/ridge.ts";
import { questionsInOrder } from "./lasso-order.ts";
import { quotaErrors } from "./metrics/quota-errors.ts";
import { spearman } from "./metrics/rank-quality.ts";
import { standingOf } from "./metrics/standing.ts";
import type { PmtVariable, SurveyTable } from "./survey-table.ts";

/** How well a form of so many questions ranks households that it had not seen. */
export type ShortFormStep = {
  readonly questions: number;
  readonly spearman: number;
  /** By quota, as asked. */
  readonly exclusion: readonly number[];
};

/** The error against the number of questions, and in which order to ask. */
export type ShortForm = {
  readonly steps: readonly ShortFormStep[];
  /** All questions, the most telling first, by the path over all rows. */
  readonly order: readonly string[];
  /** The fewest questions whose mean error is within a hundredth of the best. */
  readonly enough: number;
};

const STRENGTH = 20;
const WITHIN = 0.01;
const MOST_LEVELS = 12;
const FEWEST_VARIABLES = 3;

/** Columns of a question: its value, or one for each frequent level; absent counts as the mean. */
type Question = { readonly variable: PmtVariable; readonly from: number; readonly to: number };

/**
 * For each number of questions: a path of the lasso chooses them in the folds that teach, least squares weighs
 * them there, and the fold that was left out judges. Null where there is little to leave out.
 */
export function shortForm(table: SurveyTable, quotas: readonly number[]): ShortForm | null {
  if (table.variables.length < FEWEST_VARIABLES) return null;
  const questions = questionsOf(table.variables);
  const columns = questions.at(-1)?.to ?? 0;
  const reader = columnReader(questions);
  const grams = gramsOf(table, columns, reader);
  const counts = countsOf(questions.length);
  const scores = counts.map(() => new Float64Array(table.rows));
  for (let fold = 0; fold < table.folds; fold++) {
    const taught = centre(
      addGrams(
        grams.filter((_, f) => f !== fold),
        columns + 2,
      ),
    );
    const order = questionsInOrder(taught, questions);
    for (const [k, count] of counts.entries())
      scoreFold(
        table,
        fold,
        lineOf(taught, questions, order.slice(0, count)),
        reader,
        scores[k] as Float64Array,
      );
  }
  const steps = counts.map((questions, k) =>
    judged(table, questions, scores[k] as Float64Array, quotas),
  );
  const error = ({ exclusion }: ShortFormStep) =>
    exclusion.reduce((sum, e) => sum + e, 0) / Math.max(exclusion.length, 1);
  const best = Math.min(...steps.map(error));
  const all = centre(addGrams(grams, columns + 2));
  return {
    steps,
    order: questionsInOrder(all, questions).map((q) => questions[q]?.variable.name ?? ""),
    enough: steps.find((step) => error(step) <= best + WITHIN)?.questions ?? questions.length,
  };
}

function questionsOf(variables: readonly PmtVariable[]): readonly Question[] {
  let at = 0;
  return variables.map((variable) => {
    const from = at;
    // The most frequent level is what the others are held against.
    at +=
      variable.kind === "number"
        ? 1
        : Math.max(Math.min(variable.levels.length, MOST_LEVELS) - 1, 1);
    return { variable, from, to: at };
  });
}

type ColumnReader = (row: number) => (column: number) => number;

function columnReader(questions: readonly Question[]): ColumnReader {
  const ofColumn = questions.flatMap((question) =>
    Array.from({ length: question.to - question.from }, (_, k) => ({ question, level: k + 1 })),
  );
  const means = questions.map(({ variable }) => meanOf(variable.values));
  const meanAt = new Map(questions.map(({ variable }, q) => [variable, means[q] as number]));
  return (row) => (column) => {
    const { question, level } = ofColumn[column] as (typeof ofColumn)[number];
    const { variable } = question;
    const value = variable.values[row] as number;
    if (variable.kind === "number")
      return Number.isNaN(value) ? (meanAt.get(variable) as number) : value;
    return value === level ? 1 : 0;
  };
}

function meanOf(values: Float64Array): number {
  let [sum, known] = [0, 0];
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    sum += value;
    known++;
  }
  return known === 0 ? 0 : sum / known;
}

function gramsOf(table: SurveyTable, columns: number, reader: ColumnReader): readonly Gram[] {
  const adders = Array.from({ length: table.folds }, () => gramAdder(columns));
  for (let row = 0; row < table.rows; row++) {
    adders[table.fold[row] as number]?.add(
      table.weight[row] as number,
      table.target[row] as number,
      reader(row),
    );
  }
  return adders.map((adder) => adder.take());
}

/** 1, 2, 3, 5, 8, ...: steps that grow, and all. */
function countsOf(questions: number): readonly number[] {
  const counts: number[] = [];
  for (let [a, b] = [1, 2]; a < questions; [a, b] = [b, a + b]) counts.push(a);
  return [...counts, questions];
}

type ShortLine = {
  readonly intercept: number;
  readonly columns: readonly number[];
  readonly weights: Float64Array;
};

/** Least squares over the columns of some questions, taken out of the sums of all. */
function lineOf(
  all: Centred,
  questions: readonly Question[],
  chosen: readonly number[],
): ShortLine {
  const columns = chosen.flatMap((q) => {
    const { from, to } = questions[q] as Question;
    return Array.from({ length: to - from }, (_, k) => from + k);
  });
  const n = all.means.length;
  const m = columns.length;
  const products = new Float64Array(m * m);
  columns.forEach((a, i) => {
    columns.forEach((b, j) => {
      products[i * m + j] = all.products[a * n + b] as number;
    });
  });
  const part: Centred = {
    ...all,
    means: Float64Array.from(columns, (c) => all.means[c] as number),
    products,
    withOutcome: Float64Array.from(columns, (c) => all.withOutcome[c] as number),
  };
  const { intercept, weights } = fitToward(part, new Float64Array(m), scaleOf(part), STRENGTH);
  return { intercept, columns, weights };
}

function scoreFold(
  table: SurveyTable,
  fold: number,
  { intercept, columns, weights }: ShortLine,
  reader: ColumnReader,
  scores: Float64Array,
): void {
  for (let row = 0; row < table.rows; row++) {
    if (table.fold[row] !== fold) continue;
    const value = reader(row);
    let score = intercept;
    for (const [i, column] of columns.entries()) score += (weights[i] as number) * value(column);
    scores[row] = score;
  }
}

function judged(
  table: SurveyTable,
  questions: number,
  scores: Float64Array,
  quotas: readonly number[],
): ShortFormStep {
  const rows = {
    truth: standingOf(table.target),
    score: standingOf(scores),
    weight: table.weight.map((w, row) => w * (table.size[row] as number)),
    isClass: table.targetKind === "class",
  };
  return {
    questions,
    spearman: spearman(rows),
    exclusion: quotas.map((quota) => quotaErrors(rows, quota, 0).exclusion),
  };
}
