import type { Words } from "#domain/words.ts";
import { type Importance, importanceOf } from "./explain-score.ts";
import { RANKED_VARIABLES } from "./ranked-variables.ts";
import { type ModelAnswers, scoreFamily } from "./score-family.ts";
import type { WelfareModel } from "./welfare-model.ts";

/** What a version knew of a family and by which model it was scored. */
export type ScoredAnswers = { readonly model: WelfareModel; readonly answers: ModelAnswers };

/** One fact that says something else than in the version before, and what that did to the score. */
export type FactChange = {
  readonly variable: string;
  readonly words: Words;
  /** Negative where it was, or is, absent. */
  readonly before: number;
  readonly after: number;
  /** Millionths; for statisticians alone. */
  readonly adds: number;
  readonly direction: "higher" | "lower" | "neither";
  readonly importance: Importance;
};

/** A move of a score, shared out: the changed facts and the model add up to it exactly. */
export type ScoreChange = {
  readonly move: number;
  /** The strongest first; equals in the order of the model. */
  readonly facts: readonly FactChange[];
  readonly byModel: number;
};

/**
 * What each fact did to the move of a score: the mean of what it adds under the old model and under the new one, in
 * whole millionths; the rest is the model's (decisions 0044 and 0051).
 */
export function explainChange(before: ScoredAnswers, after: ScoredAnswers): ScoreChange {
  const move = scoreOf(after) - scoreOf(before);
  const old = addsUnder(before.model, before.answers, after.answers);
  const now = addsUnder(after.model, before.answers, after.answers);
  const shares = old.map((adds, v) => Math.trunc((adds + (now[v] ?? 0)) / 2));
  const byModel = move - shares.reduce((sum, share) => sum + share, 0);
  const moved = shares.reduce((sum, share) => sum + Math.abs(share), Math.abs(byModel));
  const facts = RANKED_VARIABLES.flatMap(({ id, words }, v): FactChange[] => {
    const [was, is, adds] = [before.answers[id] ?? 0, after.answers[id] ?? 0, shares[v] ?? 0];
    if (was === is || (was < 0 && is < 0)) return [];
    const direction = adds > 0 ? "higher" : adds < 0 ? "lower" : "neither";
    const importance = importanceOf(Math.abs(adds) / Math.max(moved, 1));
    return [{ variable: id, words, before: was, after: is, adds, direction, importance }];
  });
  return { move, facts: facts.toSorted((a, b) => Math.abs(b.adds) - Math.abs(a.adds)), byModel };
}

const scoreOf = ({ model, answers }: ScoredAnswers): number => scoreFamily(model, answers).score;

/** Under one model, what each variable adds more with the newer answers. */
function addsUnder(model: WelfareModel, was: ModelAnswers, is: ModelAnswers): readonly number[] {
  const [older, newer] = [scoreFamily(model, was).parts, scoreFamily(model, is).parts];
  return newer.map(({ adds }, v) => adds - (older[v]?.adds ?? 0));
}

/** How a place moved: first by the family's own score at the old cuts, then by the cuts that moved around it. */
export type PlaceChange = {
  readonly before: number;
  readonly after: number;
  readonly byScore: number;
  readonly byOthers: number;
};

/** `cuts` are the highest scores of the deciles of the version before, the first first; both parts sum to the move. */
export function explainPlace(
  deciles: { readonly before: number; readonly after: number },
  scoreAfter: number,
  cuts: readonly number[],
): PlaceChange {
  const standsIn = cuts.findIndex((highest) => scoreAfter <= highest) + 1;
  const byScore = (standsIn === 0 ? 10 : standsIn) - deciles.before;
  return { ...deciles, byScore, byOthers: deciles.after - deciles.before - byScore };
}
