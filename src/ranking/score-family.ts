import { readFeature } from "./feature.ts";
import { RANKED_VARIABLES } from "./ranked-variables.ts";
import type { WelfareModel } from "./welfare-model.ts";

/** A family's answers to the ranked variables, as one row of `model_input`; negative is absent. */
export type ModelAnswers = Readonly<Record<string, number>>;

/** What one variable adds to a score, in millionths; `reference` is what it adds for the survey's mean. */
export type Part = {
  readonly variable: string;
  readonly answer: number;
  readonly isAbsent: boolean;
  readonly adds: number;
  readonly reference: number;
};

/** A score taken apart: the intercept and all parts re-add to it exactly. */
export type Scored = {
  readonly score: number;
  readonly intercept: number;
  readonly parts: readonly Part[];
};

/** The score of one family, to the last unit as the SQL of `welfareScores` computes it. */
export function scoreFamily(
  model: Pick<WelfareModel, "intercept" | "weights" | "absent">,
  answers: ModelAnswers,
): Scored {
  let at = 0;
  const parts = RANKED_VARIABLES.map(({ id, features }, v): Part => {
    const answer = answers[id];
    if (answer === undefined)
      throw new Error(`no answer for "${id}"; give a negative code if absent`);
    const reference = model.absent[v] ?? 0;
    const weights = model.weights.slice(at, at + features.length);
    at += features.length;
    const adds =
      answer < 0
        ? reference
        : features.reduce((sum, f, k) => sum + (weights[k] ?? 0) * readFeature(f, answer), 0);
    return { variable: id, answer, isAbsent: answer < 0, adds, reference };
  });
  const score = parts.reduce((sum, part) => sum + part.adds, model.intercept);
  return { score, intercept: model.intercept, parts };
}
