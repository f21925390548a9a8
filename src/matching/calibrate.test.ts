import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { calibrate, TRIALS_ENOUGH, TRIALS_NEEDED } from "./calibrate.ts";
import type { Stair } from "./chance-stairs.ts";
import { TARGETS } from "./choose-bands.ts";
import { isotonic } from "./isotonic.ts";
import type { Evidence, TrialCount } from "./trial-counts.ts";
import { BANDS, bandOf } from "./weights.ts";
import { wilson } from "./wilson.ts";

const counts = fc.array(
  fc.record({
    score: fc.integer({ min: 0, max: 20 }),
    right: fc.integer({ min: 0, max: 50 }),
    wrong: fc.integer({ min: 0, max: 50 }),
  }),
  { maxLength: 30 },
);

describe("isotonic", () => {
  test("never falls, whatever it is given", () => {
    fc.assert(
      fc.property(counts, (given) => {
        const chances = isotonic(given).map(({ chance }) => chance);
        for (const [i, chance] of chances.entries()) {
          expect(chance).toBeGreaterThanOrEqual(chances[i - 1] ?? 0);
          expect(chance).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  test("does not care in which order the counts come, nor in how many pieces", () => {
    fc.assert(
      fc.property(counts, (given) => {
        const said = isotonic(given);
        expect(isotonic([...given].reverse())).toEqual(said);
        const pieces = given.flatMap(({ score, right, wrong }) => [
          { score, right, wrong: 0 },
          { score, right: 0, wrong },
        ]);
        expect(isotonic(pieces)).toEqual(said);
      }),
    );
  });

  test("what already rises is left as it is, and neighbours that fall are pooled", () => {
    expect(
      isotonic([
        { score: 1, right: 1, wrong: 9 },
        { score: 2, right: 5, wrong: 5 },
        { score: 3, right: 3, wrong: 7 },
        { score: 4, right: 9, wrong: 1 },
      ]),
    ).toEqual([
      { score: 1, chance: 0.1 },
      { score: 2, chance: 0.4 },
      { score: 3, chance: 0.4 },
      { score: 4, chance: 0.9 },
    ]);
  });
});

/** Newcombe, Statistics in Medicine 17 (1998), table I, method 3. */
test.each([
  [81, 263, 0.2553, 0.3662],
  [15, 148, 0.0624, 0.1605],
  [0, 20, 0, 0.1611],
  [1, 29, 0.0061, 0.1718],
])("Wilson's interval of %i in %i is as published", (hits, of, low, high) => {
  const found = wilson(hits, of);
  expect(found.low).toBeCloseTo(low, 4);
  expect(found.high).toBeCloseTo(high, 4);
});

/** Trials of one delivery, all of one score. */
const trial = (score: number, isRight: 0 | 1, pairs: number, province = 33): TrialCount => ({
  deliveryNo: 2,
  province,
  ageBand: 2,
  sex: 1,
  score,
  isClear: 1,
  rival: -1,
  isRight,
  pairs,
});

const residuals = [33, 35].map((province) => ({ deliveryNo: 2, province, records: 1_000 }));
const evidenceOf = (trials: readonly TrialCount[]): Evidence => ({
  trials,
  absents: [],
  residuals,
});

describe("bands", () => {
  test("without evidence are those that were stated beforehand, and say so", () => {
    const { basis, bands } = calibrate(evidenceOf([trial(40, 1, TRIALS_NEEDED - 1)]));
    expect({ basis, bands }).toEqual({ basis: "prior", bands: { nation: BANDS, provinces: [] } });
  });

  test("of little evidence may be stricter than the stated ones and never looser", () => {
    const good = calibrate(evidenceOf([trial(2, 1, 900)]));
    expect(good.basis).toBe("shrunk");
    expect(good.bands.nation).toEqual(BANDS);
    const bad = calibrate(evidenceOf([trial(20, 0, 300), trial(40, 1, 600)]));
    expect(bad.bands.nation.link).toBeGreaterThan(10_000);
  });

  test("are never made looser by trials that could not have seen the target missed", () => {
    const seen = wilson(TRIALS_ENOUGH, TRIALS_ENOUGH).low;
    expect(seen).toBeGreaterThanOrEqual(1 - TARGETS.falseLinks);
    const almost = calibrate(evidenceOf([trial(2, 1, TRIALS_ENOUGH - 1)]));
    expect([almost.basis, almost.bands.nation]).toEqual(["shrunk", BANDS]);
    const enough = calibrate(evidenceOf([trial(2, 1, TRIALS_ENOUGH)]));
    expect(enough.bands.nation.link).toBeLessThan(BANDS.link);
  });

  test("rest on as many trials as those count beside each other: one that stands for a nation is one", () => {
    const other = { ...trial(30, 0, 1), deliveryNo: 3 };
    const lists = [
      { deliveryNo: 2, province: 33, records: 1_000 },
      { deliveryNo: 3, province: 33, records: 1_000_000 },
    ];
    const one = { trials: [trial(30, 1, 5_000), other], absents: [], residuals: lists };
    expect(calibrate(one).basis).toBe("prior");
    const even = { ...one, residuals: lists.slice(0, 1) };
    expect(calibrate(even).basis).toBe("calibrated");
  });

  test("keep to their targets where evidence is enough, weighted to what is scored", () => {
    const trials = [trial(4, 0, 300), trial(8, 1, 900), trial(8, 0, 100), trial(30, 1, 5_000)];
    const { basis, bands, points } = calibrate(evidenceOf(trials));
    expect(basis).toBe("calibrated");
    expect(bands.nation.link).toBeGreaterThan(4_000);
    const linked = points.filter(({ score }) => score * 500 >= bands.nation.link);
    const wrong = linked.reduce((sum, point) => sum + point.wrong, 0);
    const all = linked.reduce((sum, point) => sum + point.right + point.wrong, 0);
    expect(wrong / all).toBeLessThanOrEqual(TARGETS.falseLinks);
  });

  test("reject no more true pairs than may be missed", () => {
    const trials = [trial(1, 1, 2), trial(4, 1, 200), trial(30, 1, 4_798), trial(6, 0, 300)];
    const { bands } = calibrate(evidenceOf(trials));
    expect(bands.nation.review).toBe(2_000);
  });

  test("of a province lean toward the nation's, the more the fewer its own trials are", () => {
    const own = (times: number): Evidence => ({
      trials: [
        trial(30, 1, 600_000, 33),
        trial(14, 1, 400_000, 33),
        trial(30, 1, 60 * times, 35),
        trial(14, 1, 36 * times, 35),
        trial(14, 0, 4 * times, 35),
        trial(30, 1, TRIALS_NEEDED - 1, 51),
      ],
      absents: [],
      residuals: [
        { deliveryNo: 2, province: 33, records: 1_000_000 },
        { deliveryNo: 2, province: 35, records: 100 * times },
      ],
    });
    const said = (times: number) => {
      const { bands, chances } = calibrate(own(times));
      const stairs = chances?.provinces.find(({ province }) => province === 35)?.stairs ?? [];
      const permille = stairs.findLast(({ from }) => from <= 7_000)?.permille ?? 0;
      return { bands, permille };
    };
    const [few, more, many] = [said(2), said(20), said(2_000)];
    expect(few.permille).toBeGreaterThan(980);
    expect(more.permille).toBeLessThan(960);
    expect(many.permille).toBeLessThan(905);
    expect(more.bands.provinces.map(({ province }) => province)).toEqual([33, 35]);
    expect(more.bands.provinces[1]?.bands.link).toBeGreaterThan(more.bands.nation.link);
    expect(bandOf(more.bands, "link", "regency")).toContain("when regency between 3500 and 3599");
  });

  test("count whom the registry does not know against linking", () => {
    const trials = [trial(14, 1, 3_000), trial(30, 1, 3_000)];
    const absents = [{ deliveryNo: 2, province: 33, score: 14, pairs: 1_500 }];
    const trusting = calibrate(evidenceOf(trials)).bands.nation.link;
    const wary = calibrate({ trials, absents, residuals }).bands.nation.link;
    expect(trusting).toBeLessThanOrEqual(7_000);
    expect(wary).toBeGreaterThan(7_000);
  });

  test("are the same for the same trials, in whatever order", () => {
    const rows = fc.array(
      fc
        .tuple(
          fc.integer({ min: -1, max: 60 }),
          fc.constantFrom(0 as const, 1 as const),
          fc.integer({ min: 1, max: 900 }),
        )
        .map(([score, isRight, pairs]) => trial(score, isRight, pairs)),
      { minLength: 1, maxLength: 20 },
    );
    fc.assert(
      fc.property(rows, (trials) => {
        const bands = calibrate(evidenceOf(trials)).bands;
        expect(calibrate(evidenceOf([...trials].reverse())).bands).toEqual(bands);
      }),
    );
  });
});

describe("the probability of a pair", () => {
  const heights = (stairs: readonly Stair[] | undefined): readonly number[] =>
    (stairs ?? []).map(({ permille }) => permille);

  test("is not known without evidence", () => {
    expect(calibrate(evidenceOf([trial(40, 1, TRIALS_NEEDED - 1)])).chances).toBeUndefined();
  });

  test("never falls with the score, says what trials say, and never that a pair is sure", () => {
    const trials = [trial(2, 1, 600), trial(2, 0, 200), trial(30, 1, 50_000)];
    const stairs = calibrate(evidenceOf(trials)).chances?.nation ?? [];
    const at = (weight: number) => stairs.findLast(({ from }) => from <= weight)?.permille ?? 0;
    expect(heights(stairs)).toEqual(heights(stairs).toSorted((a, b) => a - b));
    expect(Math.abs(at(1_000) - 750)).toBeLessThan(10);
    expect(at(15_000)).toBe(999);
  });

  test("near a rival is learned from trials that had one", () => {
    const near = (rival: number, isRight: 0 | 1, pairs: number): TrialCount => ({
      ...trial(20, isRight, pairs),
      isClear: 0,
      rival,
    });
    const trials = [
      trial(30, 1, 500),
      near(0, 1, 50),
      near(0, 0, 50),
      near(5, 1, 95),
      near(5, 0, 5),
    ];
    const rivals = calibrate(evidenceOf(trials)).chances?.rivals ?? [];
    expect(Math.abs((rivals.at(0)?.permille ?? 0) - 500)).toBeLessThan(30);
    expect(Math.abs((rivals.at(-1)?.permille ?? 0) - 945)).toBeLessThan(30);
  });
});
