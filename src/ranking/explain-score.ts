import { say, type Words } from "#domain/words.ts";
import type { FeatureGroup } from "./feature.ts";
import { RANKED_VARIABLES } from "./ranked-variables.ts";
import { type ModelAnswers, scoreFamily } from "./score-family.ts";
import type { WelfareModel } from "./welfare-model.ts";

/** Which way a fact moves a family; "estimated" where there was no answer. */
export type Direction = "higher" | "lower" | "neither" | "estimated";
export type Importance = "strong" | "medium" | "slight";

/** What one fact does to a score, against the average family of the survey in the same area. */
export type Contribution = {
  readonly variable: string;
  readonly group: FeatureGroup;
  readonly words: Words;
  readonly answer: number;
  /** Millionths of log rupiah; for statisticians, never on a citizen's page. */
  readonly adds: number;
  readonly direction: Direction;
  readonly importance: Importance;
};

/** A score taken apart: `reference` and all contributions re-add to it exactly. */
export type ScoreExplanation = {
  readonly modelId: string;
  readonly score: number;
  /** The score of the average family of the survey there. */
  readonly reference: number;
  /** The strongest first; equals in the order of the model. */
  readonly contributions: readonly Contribution[];
};

/** Shares of everything that moved the score, either way. */
const STRONG_FROM = 0.12;
const MEDIUM_FROM = 0.04;

/** Why a family has its score, from its facts and the model, to the last unit. */
export function explainScore(model: WelfareModel, answers: ModelAnswers): ScoreExplanation {
  const { score, intercept, parts } = scoreFamily(model, answers);
  const moved = parts.reduce((sum, part) => sum + Math.abs(part.adds - part.reference), 0);
  const contributions = parts.map((part, v): Contribution => {
    const variable = RANKED_VARIABLES[v] as (typeof RANKED_VARIABLES)[number];
    const adds = part.adds - part.reference;
    return {
      variable: part.variable,
      group: variable.group,
      words: variable.words,
      answer: part.answer,
      adds,
      direction: part.isAbsent ? "estimated" : directionOf(adds),
      importance: importanceOf(Math.abs(adds) / Math.max(moved, 1)),
    };
  });
  return {
    modelId: model.id,
    score,
    reference: parts.reduce((sum, part) => sum + part.reference, intercept),
    contributions: contributions.toSorted((a, b) => Math.abs(b.adds) - Math.abs(a.adds)),
  };
}

const directionOf = (adds: number): Direction =>
  adds > 0 ? "higher" : adds < 0 ? "lower" : "neither";

/** How much a share of everything that moved a score weighs, in words. */
export function importanceOf(share: number): Importance {
  if (share >= STRONG_FROM) return "strong";
  return share >= MEDIUM_FROM ? "medium" : "slight";
}

/** One fact in the words of a citizen's page: no weights, no amounts of score. */
export type Reason = Pick<Contribution, "variable" | "words" | "answer" | "direction"> & {
  readonly says: Words;
};

const DIRECTION_WORDS: Readonly<Record<Direction, Words>> = {
  higher: say(
    "menempatkan keluarga di kelompok lebih tinggi",
    "places the family in a higher group",
  ),
  lower: say("menempatkan keluarga di kelompok lebih rendah", "places the family in a lower group"),
  neither: say("tidak mengubah kelompok", "does not change the group"),
  estimated: say("tidak ada data, kami perkirakan", "no data, we estimated"),
};

const IMPORTANCE_WORDS: Readonly<Record<Importance, Words>> = {
  strong: say("sangat berpengaruh", "matters much"),
  medium: say("cukup berpengaruh", "matters"),
  slight: say("sedikit berpengaruh", "matters a little"),
};

/** The facts that matter most, then those that were missing and estimated: what a family can correct. */
export function readReasons(explanation: ScoreExplanation, most: number): readonly Reason[] {
  const { contributions } = explanation;
  const known = contributions.filter(
    ({ direction }) => direction === "higher" || direction === "lower",
  );
  const missing = contributions.filter(({ direction }) => direction === "estimated");
  return [...known.slice(0, most), ...missing].map(
    ({ variable, words, answer, direction, importance }) => ({
      variable,
      words,
      answer,
      direction,
      says: direction === "estimated" ? DIRECTION_WORDS.estimated : sayBoth(direction, importance),
    }),
  );
}

const sayBoth = (direction: Direction, importance: Importance): Words =>
  say(
    `${DIRECTION_WORDS[direction].id}; ${IMPORTANCE_WORDS[importance].id}`,
    `${DIRECTION_WORDS[direction].en}; ${IMPORTANCE_WORDS[importance].en}`,
  );
