import { dice } from "#domain/dice.ts";
import type { Key } from "./blocking-key.ts";
import type { Agreement, Sample } from "./sample-parts.ts";

/** Pairs imagined from those seen: enough to tell a key that finds one in a thousand more. */
const IMAGINED = 3_000;
/** The rest is made from what is usual: likely pairs are those that hold much, and others hold less. */
const FROM_LIKELY = 0.7;
/** Where fewer likely pairs than this are seen, even more is made from what is usual. */
const ENOUGH = 200;
/** Bits by which a likely pair must outweigh the chance of any pair. */
const MARGIN_BITS = 6;
const DIFFERS_BITS = -3;
const USUAL = { whole: 0.8, part: 0.5 };

export type Seed = { readonly key: Key; readonly agreements: readonly Agreement[] };

/**
 * How the terms of true pairs agree, as far as can be told before anything is learned. What strict keys find is
 * sorted by evidence; the fields of the key that found a pair always agree, so they are drawn anew from
 * pairs that other keys found.
 */
export function likelyPairs(
  sample: Sample,
  seeds: readonly Seed[],
  coincidence: readonly number[],
  seed: number,
): readonly string[] {
  const roll = dice(seed);
  const draw = (): number => roll(2 ** 32) / 2 ** 32;
  const fieldOf = sample.terms.map((term) => ("field" in term ? term.field.no : -1));
  const likely = seeds.map(({ key, agreements }) => ({
    held: new Set(key.terms.flatMap((term) => ("field" in term ? [term.field.no] : []))),
    agreements: agreements.filter(({ signs }) => isLikely(sample, signs, coincidence, fieldOf)),
  }));
  const imagined: string[] = [];
  const seen = likely.reduce((sum, one) => sum + countOf(one.agreements), 0);
  const from = likely.filter(({ agreements }) => agreements.length > 0);
  const enough = Math.round(IMAGINED * FROM_LIKELY * Math.min(1, seen / ENOUGH));
  for (let i = 0; i < enough && from.length > 0; i++) {
    const base = from[i % from.length];
    if (base === undefined) break;
    const signs = [...drawn(base.agreements, draw)];
    for (const no of base.held) {
      const others = from.filter(({ held }) => !held.has(no));
      const other = others[Math.floor(draw() * others.length)];
      const lent = other === undefined ? undefined : drawn(other.agreements, draw);
      const usual = usualSigns(sample, draw);
      fieldOf.forEach((of, t) => {
        if (of === no) signs[t] = (lent ?? usual)[t] ?? "m";
      });
    }
    imagined.push(signs.join(""));
  }
  while (imagined.length < IMAGINED) imagined.push(usualSigns(sample, draw));
  return imagined;
}

function isLikely(
  sample: Sample,
  signs: string,
  coincidence: readonly number[],
  fieldOf: readonly number[],
): boolean {
  const best = new Map<number, number>();
  for (let t = 0; t < signs.length; t++) {
    const no = fieldOf[t] ?? -1;
    if (signs[t] === "m") continue;
    const bits = signs[t] === "y" ? -0.8 * Math.log2(coincidence[t] ?? 1) : DIFFERS_BITS;
    best.set(no, Math.max(best.get(no) ?? DIFFERS_BITS, bits));
  }
  const evidence = [...best.values()].reduce((sum, bits) => sum + bits, 0);
  return evidence >= Math.log2(Math.max(2, sample.records)) + MARGIN_BITS;
}

const countOf = (agreements: readonly Agreement[]): number =>
  agreements.reduce((sum, { pairs }) => sum + pairs, 0);

function drawn(agreements: readonly Agreement[], draw: () => number): string {
  let left = draw() * countOf(agreements);
  for (const { signs, pairs } of agreements) {
    left -= pairs;
    if (left < 0) return signs;
  }
  return agreements.at(-1)?.signs ?? "";
}

/** A pair as files usually hold them, with values missing as often as they are here. */
function usualSigns(sample: Sample, draw: () => number): string {
  const rows = sample.inputNo.length;
  let [no, isEqual, isMissing] = [-1, false, false];
  return sample.terms
    .map((term, t) => {
      if ("field" in term && term.field.no !== no) {
        no = term.field.no;
        isEqual = draw() < USUAL.whole;
        const column = sample.columns[t] ?? new Float64Array();
        isMissing = [draw(), draw()].some((one) => (column[Math.floor(one * rows)] ?? 0) === 0);
      }
      if (isMissing) return "m";
      return isEqual || (term.part > 0 && draw() < USUAL.part) ? "y" : "n";
    })
    .join("");
}
