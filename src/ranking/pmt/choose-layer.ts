import type { Estimate, Judgement } from "./judge-scores.ts";
import { spreadOf } from "./metrics/bootstrap.ts";

/** A layer and how it did on households that it had not seen. */
export type JudgedLayer<Name extends string = string> = {
  readonly name: Name;
  readonly judgement: Judgement;
};

/** What a layer gains over the one before that shipped, on the same resampled groups. Above 0 is better. */
export type LayerGain = {
  readonly name: string;
  readonly over: string;
  readonly spearman: Estimate;
  /** Mean over the quotas of the exclusion error saved. */
  readonly exclusion: Estimate;
  readonly ships: boolean;
};

export type Choice<Name extends string> = {
  readonly chosen: Name;
  readonly gains: readonly LayerGain[];
};

/**
 * A layer ships only if it beats the last that shipped: fewer are missed, the order is better, and one of both by
 * more than its own standard error. The challenger is a ceiling: shown, and chosen only where nothing else was asked.
 */
export function chooseLayer<Name extends string>(
  layers: readonly JudgedLayer<Name>[],
): Choice<Name> {
  const [first, ...others] = layers.some(({ name }) => name !== "challenger")
    ? [
        ...layers.filter(({ name }) => name !== "challenger"),
        ...layers.filter(({ name }) => name === "challenger"),
      ]
    : layers;
  if (first === undefined) throw new Error("no layer to choose from");
  let last = first;
  const gains: LayerGain[] = [];
  for (const layer of others) {
    const gain = gainOver(last, layer);
    gains.push(gain);
    if (gain.ships) last = layer;
  }
  return { chosen: last.name, gains };
}

/** The gain of one set of scores over another on the same rows and draws. */
export function gainOver(base: JudgedLayer, layer: JudgedLayer): LayerGain {
  const [a, b] = [base.judgement, layer.judgement];
  const spearman: Estimate = {
    value: b.figures.spearman.value - a.figures.spearman.value,
    se: spreadOf(
      b.resampled.spearman.map((drawn, i) => drawn - (a.resampled.spearman[i] ?? drawn)),
    ),
  };
  const missed = ({ figures }: Judgement): number => meanOf(figures.quotas.map((q) => q.exclusion));
  const drawn = ({ resampled }: Judgement): readonly number[] =>
    (resampled.exclusion[0] ?? []).map((_, i) => meanOf(resampled.exclusion.map((q) => q[i] ?? 0)));
  const [before, after] = [drawn(a), drawn(b)];
  const exclusion: Estimate = {
    value: missed(a) - missed(b),
    se: spreadOf(before.map((value, i) => value - (after[i] ?? value))),
  };
  const isClear = [spearman, exclusion].some(({ value, se }) => value > (se ?? 0));
  const ships = layer.name !== "challenger" && isClear && spearman.value > 0 && exclusion.value > 0;
  return { name: layer.name, over: base.name, spearman, exclusion, ships };
}

const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(values.length, 1);
