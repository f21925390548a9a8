import type { Words } from "#domain/words.ts";
import {
  type Feature,
  type FeatureGroup,
  NEVER_MORE,
  type RankedVariable,
  readFeature,
} from "./feature.ts";
import { RANKED_VARIABLES } from "./ranked-variables.ts";
import type { WelfareModel } from "./welfare-model.ts";

/**
 * Which way a higher answer moves a score: always up or not at all, always down or not at all, by what is answered, or never.
 * Of answers that are codes without an order it is always by what is answered, unless one kind of answer alone counts.
 */
export type VariableDirection = "raises" | "lowers" | "by-answer" | "nothing";
/** Against the variable that can move a score furthest: half of it and more, a fifth and more, less, or nothing. */
export type VariableImportance = "strong" | "medium" | "slight" | "none";

/** What one variable can do to a score in a model, said without weights. */
export type VariableEffect = {
  readonly variable: string;
  readonly group: FeatureGroup;
  readonly words: Words;
  readonly direction: VariableDirection;
  readonly importance: VariableImportance;
};

const STRONG_FROM = 0.5;
const MEDIUM_FROM = 0.2;

/** Every ranked variable in the order of the model. Weights do not leave: only their sign and a class of size. */
export function describeModel(model: Pick<WelfareModel, "weights">): readonly VariableEffect[] {
  let at = 0;
  const moved = RANKED_VARIABLES.map((variable) => {
    const weights = model.weights.slice(at, at + variable.features.length);
    at += variable.features.length;
    const adds = tellingAnswers(variable).map((answer) => addsOf(variable, weights, answer));
    return { variable, adds, reach: Math.max(...adds) - Math.min(...adds) };
  });
  const furthest = Math.max(1, ...moved.map(({ reach }) => reach));
  return moved.map(({ variable: { id, group, words, features }, adds, reach }) => ({
    variable: id,
    group,
    words,
    direction: reach === 0 ? "nothing" : directionOf(features, adds),
    importance: importanceOf(reach / furthest),
  }));
}

const addsOf = ({ features }: RankedVariable, weights: readonly number[], answer: number): number =>
  features.reduce((sum, feature, k) => sum + (weights[k] ?? 0) * readFeature(feature, answer), 0);

/** In their order, answers enough to see everything that a variable's features can tell apart. */
export function tellingAnswers({ features }: RankedVariable): readonly number[] {
  const edges = features.flatMap((feature) => {
    if ("codes" in feature) return feature.codes.flatMap((code) => [code, code + 1]);
    if ("between" in feature) return [feature.between[0], feature.between[1] + 1];
    return [feature.upTo];
  });
  return [...new Set([0, ...edges])].filter((one) => one <= NEVER_MORE).sort((a, b) => a - b);
}

function directionOf(
  features: readonly [Feature, ...Feature[]],
  adds: readonly number[],
): VariableDirection {
  const [first] = features;
  if ("codes" in first && features.length === 1) {
    return Math.max(...adds) > 0 ? "raises" : "lowers";
  }
  if (features.some((feature) => "codes" in feature)) return "by-answer";
  const steps = adds.slice(1).map((sum, i) => sum - (adds[i] ?? 0));
  if (steps.every((step) => step >= 0)) return "raises";
  return steps.every((step) => step <= 0) ? "lowers" : "by-answer";
}

function importanceOf(share: number): VariableImportance {
  if (share === 0) return "none";
  if (share >= STRONG_FROM) return "strong";
  return share >= MEDIUM_FROM ? "medium" : "slight";
}
