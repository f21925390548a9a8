import { expect, test } from "vitest";
import { dice } from "#domain/dice.ts";
import {
  type MadeFamily,
  type MadeLine,
  madeFamilies,
  momentsOf,
  sumsOf,
} from "#test/made-line.ts";
import { bandwidth } from "./bandwidth.ts";
import { holm, studentBound, studentChance } from "./chances.ts";
import { densityCheck, densityTerms } from "./density.ts";
import { compareLots } from "./drawn-lots.ts";
import { estimate, estimateWald } from "./estimate.ts";
import { errorOf, fitJump } from "./line-fit.ts";
import { solve } from "./solve.ts";

const SEEDS = Array.from({ length: 150 }, (_, i) => i + 1);
const EFFECT = 0.4;
const made = (seed: number, other: Partial<MadeLine> = {}): readonly MadeFamily[] =>
  madeFamilies({ seed, families: 1500, villages: 60, effect: EFFECT, ...other });

/** Least squares of one stacked regression, weighed, with clustered errors, family by family. */
function plainReading(families: readonly MadeFamily[], band: number, degree: 1 | 2) {
  const near = families.filter(({ x }) => Math.abs(x) < band);
  const row = ({ x }: MadeFamily) => {
    const u = x / band;
    const inside = x < 0 ? 1 : 0;
    const curve = degree === 2 ? [u * u, inside * u * u] : [];
    return [1, inside, u, inside * u, ...curve];
  };
  const size = degree === 2 ? 6 : 4;
  const places = Array.from({ length: size }, (_, i) => i);
  const weight = ({ x }: MadeFamily) => 1 - Math.abs(x) / band;
  const gram = places.map((i) =>
    places.map((j) =>
      near.reduce((sum, one) => sum + weight(one) * (row(one)[i] ?? 0) * (row(one)[j] ?? 0), 0),
    ),
  );
  const right = places.map((i) =>
    near.reduce((sum, one) => sum + weight(one) * (row(one)[i] ?? 0) * one.y, 0),
  );
  const beta = solve(gram, right) ?? [];
  const ofJump = solve(
    gram,
    places.map((i) => (i === 1 ? 1 : 0)),
  );
  const villages = new Map<number, number>();
  for (const one of near) {
    const cells = row(one);
    const left = one.y - cells.reduce((sum, cell, i) => sum + cell * (beta[i] ?? 0), 0);
    const pull = cells.reduce((sum, cell, i) => sum + cell * (ofJump?.[i] ?? 0), 0);
    villages.set(one.village, (villages.get(one.village) ?? 0) + weight(one) * left * pull);
  }
  const squares = [...villages.values()].reduce((sum, value) => sum + value ** 2, 0);
  const correction =
    (villages.size / (villages.size - 1)) * ((near.length - 1) / (near.length - size));
  return { effect: beta[1] ?? 0, standardError: Math.sqrt(correction * squares) };
}

test.each([1, 2] as const)(
  "a fit of degree %i is that of one stacked regression with clustered errors",
  (degree) => {
    const families = made(7);
    const plain = plainReading(families, 0.6, degree);
    const jump = fitJump(momentsOf(families, 0.6), degree);
    if (jump === undefined) throw new Error("no fit");
    expect(jump.effect).toBeCloseTo(plain.effect, 10);
    expect(errorOf(jump)).toBeCloseTo(plain.standardError, 10);
  },
);

test("intervals hold the true effect about nineteen times of twenty, with a band chosen by rule and a bend at the line", async () => {
  let held = 0;
  for (const seed of SEEDS) {
    const families = made(seed, { bend: (x) => 0.8 * x + 1.5 * (x < 0 ? x * x : -x * x) });
    const band = (await bandwidth(sumsOf(families))) ?? 0;
    const found = estimate(momentsOf(families, Math.min(band, 1)));
    if (found === undefined) throw new Error(`seed ${seed} gives no estimate`);
    if (found.low <= EFFECT && EFFECT <= found.high) held += 1;
  }
  expect(held / SEEDS.length).toBeGreaterThan(0.92);
  expect(held / SEEDS.length).toBeLessThan(0.98);
});

test("where no line was drawn nothing is seen, more often than one time in twenty", () => {
  const seen = SEEDS.filter((seed) => {
    const inside = made(seed).filter(({ x }) => x < 0);
    const moved = inside.map((one) => ({ ...one, x: one.x + 0.5 }));
    return (estimate(momentsOf(moved, 0.4))?.chance ?? 0) < 0.05;
  });
  expect(seen.length / SEEDS.length).toBeLessThan(0.08);
});

test("what is called detectable is noticed about four times of five", () => {
  const [first] = SEEDS.map(
    (seed) => estimate(momentsOf(made(seed, { effect: 0 }), 0.6))?.detectable,
  );
  const detectable = first ?? 0;
  const noticed = SEEDS.filter((seed) => {
    const found = estimate(momentsOf(made(seed, { effect: detectable }), 0.6));
    return (found?.chance ?? 1) < 0.05;
  });
  expect(noticed.length / SEEDS.length).toBeGreaterThan(0.7);
  expect(noticed.length / SEEDS.length).toBeLessThan(0.9);
});

test("where not all who are determined are paid, the effect of being paid is found beside that of being determined", () => {
  const takesPart = [80, 10] as const;
  let [held, sum, all] = [0, 0, 0];
  for (const seed of SEEDS) {
    const moments = momentsOf(made(seed, { takesPart }), 0.8);
    const wald = estimateWald(moments);
    if (wald === undefined) continue;
    all += 1;
    sum += estimate(moments)?.effect ?? 0;
    if (wald.low <= EFFECT && EFFECT <= wald.high) held += 1;
  }
  expect(all).toBe(SEEDS.length);
  expect(sum / all).toBeCloseTo(EFFECT * 0.7, 1);
  expect(held / all).toBeGreaterThan(0.92);
  expect(estimateWald(momentsOf(made(1, { takesPart: [30, 30] }), 0.8))).toBeUndefined();
});

function histogramOf(xs: readonly number[], width: number) {
  const side = (isIn: boolean) => {
    const counts = Array.from({ length: Math.ceil(1 / width) }, () => 0);
    for (const x of xs) {
      const bin = Math.floor(Math.abs(x) / width);
      if (x < 0 === isIn) counts[bin] = (counts[bin] ?? 0) + 1;
    }
    return counts;
  };
  return { width, inside: side(true), outside: side(false), all: xs.length };
}

test("families that are moved over the line are noticed, and families that are not seldom", () => {
  const check = (seed: number, moved: number) => {
    const roll = dice(seed);
    const xs = made(seed).map(({ x }) => (x > 0 && x < 0.1 && roll(100) < moved ? -x : x));
    const { width, band } = densityTerms(xs.length, 0.577);
    return densityCheck(histogramOf(xs, width), band)?.chance ?? 1;
  };
  const rates = [0, 60].map(
    (moved) => SEEDS.filter((seed) => check(seed, moved) < 0.05).length / SEEDS.length,
  );
  expect(rates[0]).toBeLessThan(0.08);
  expect(rates[1]).toBeGreaterThan(0.8);
});

test("lots: the difference within drawings, with intervals that hold", () => {
  let held = 0;
  for (const seed of SEEDS) {
    const roll = dice(seed);
    const drawings = Array.from({ length: 20 }, () => {
      const level = roll(100);
      const arm = (families: number, effect: number) => {
        const ys = Array.from(
          { length: families },
          () => level + effect + (roll(2001) - 1000) / 300,
        );
        return {
          families,
          sum: ys.reduce((all, y) => all + y, 0),
          square: ys.reduce((all, y) => all + y * y, 0),
        };
      };
      return { inside: arm(1 + roll(4), 1), outside: arm(1 + roll(4), 0) };
    });
    const found = compareLots(drawings);
    if (found !== undefined && found.low <= 1 && 1 <= found.high) held += 1;
  }
  expect(held / SEEDS.length).toBeGreaterThan(0.92);
  expect(compareLots([])).toBeUndefined();
});

test("chances: Student's bounds, and Holm's for many questions", () => {
  expect([5, 19, 120].map((freedom) => studentBound(freedom).toFixed(2))).toEqual([
    "2.57",
    "2.09",
    "1.98",
  ]);
  expect(studentChance(2.093, 19)).toBeCloseTo(0.05, 2);
  expect(holm([0.01, 0.04, 0.03, 0.5])).toEqual([0.04, 0.09, 0.09, 0.5]);
});

test("a side without families gives no estimate", () => {
  const inside = made(1).filter(({ x }) => x < 0);
  expect(estimate(momentsOf(inside, 0.5))).toBeUndefined();
});
