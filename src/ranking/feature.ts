import type { Words } from "#domain/words.ts";

/**
 * One number made from one variable: 1 where the answer is among codes or inside bounds, or a count
 * that stops counting at a cap. Small whole numbers, so that every engine computes them alike.
 */
export type Feature = {
  readonly id: string;
  /**
   * Where sense allows one direction only: more of this never makes a family look poorer, or never
   * better off. Training keeps to it, whatever a small sample says.
   */
  readonly only?: "raises" | "lowers";
} & (CodedFeature | CountedFeature);

/** One where the answer is among codes, or inside bounds. */
export type CodedFeature =
  | { readonly codes: readonly [number, ...number[]] }
  | { readonly between: readonly [low: number, high: number] };

/** A count that stops at a cap. */
export type CountedFeature = { readonly upTo: number };

/** Whether a feature counts, or asks for codes. */
export const isCounted = (feature: Feature): feature is Feature & CountedFeature =>
  "upTo" in feature;

/** The answers that make a feature one, as runs from a first to a last, in order. */
export function runsOf(feature: CodedFeature): readonly (readonly [low: number, high: number])[] {
  if ("between" in feature) return [feature.between];
  const runs: [number, number][] = [];
  for (const code of feature.codes.toSorted((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last?.[1] === code - 1) last[1] = code;
    else runs.push([code, code]);
  }
  return runs;
}

/** The upper bound of "so many and more": no answer is larger. */
export const NEVER_MORE = 100_000;

/** How citizens see features together: one block of facts. */
export type FeatureGroup = "members" | "housing" | "services" | "work-and-school" | "assets";

/** A variable the ranking reads, with the features made of it. An absent answer is estimated, never zero. */
export type RankedVariable = {
  /** Column of `model_input`. */
  readonly id: string;
  readonly group: FeatureGroup;
  /** Words a citizen sees; no weights are ever shown beside them. */
  readonly words: Words;
  readonly features: readonly [Feature, ...Feature[]];
};

/** The value of a feature for a real answer (zero or more). The plain reading of the SQL in welfare-scores.ts. */
export function readFeature(feature: Feature, answer: number): number {
  if ("codes" in feature) return feature.codes.includes(answer) ? 1 : 0;
  if ("between" in feature) {
    return answer >= feature.between[0] && answer <= feature.between[1] ? 1 : 0;
  }
  return Math.min(answer, feature.upTo);
}
