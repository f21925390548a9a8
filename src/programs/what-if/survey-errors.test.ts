import { expect, test } from "vitest";
import { errorsOf, measuredAt } from "./survey-errors.ts";

const estimate = (value: number) => ({ value, error: 0.01 });
const errors = errorsOf({
  groups: [
    {
      kind: "everybody",
      quotaPercent: 40,
      households: 900,
      exclusion: estimate(0.3),
      inclusion: estimate(0.3),
    },
    {
      kind: "head",
      quotaPercent: 40,
      households: 90,
      exclusion: estimate(0.5),
      inclusion: estimate(0.1),
    },
  ],
  lines: [
    { reachedPercent: 10, households: 900, exclusion: estimate(0.8), inclusion: estimate(0.1) },
    { reachedPercent: 15, households: 900 },
    { reachedPercent: 20, households: 900, exclusion: estimate(0.6), inclusion: estimate(0.2) },
    {
      reachedPercent: 95,
      households: 900,
      exclusion: { value: 0.001, error: 0.01 },
      inclusion: estimate(0.58),
    },
  ],
});

test.each([
  [0.1, [0.7804, 0.8196], [0.0804, 0.1196]],
  [0.15, [0.6804, 0.7196], [0.1304, 0.1696]],
  [0.2, [0.5804, 0.6196], [0.1804, 0.2196]],
])(
  "a line that reaches %f of everybody has the errors between its neighbours",
  (reached, exclusion, inclusion) => {
    expect(measuredAt(errors, reached)).toEqual({ households: 900, exclusion, inclusion });
  },
);

test("no interval leaves nought and one, and beyond the judged lines nothing is said", () => {
  expect(measuredAt(errors, 0.95)?.exclusion).toEqual([0, 0.0206]);
  for (const reached of [0.09, 0.96, null, undefined])
    expect(measuredAt(errors, reached)).toBeUndefined();
});

test("quotas are those of everybody; a card that tells nothing says nothing", () => {
  expect(errors.quotas.map(({ quotaPercent }) => quotaPercent)).toEqual([40]);
  expect(errorsOf({ groups: null, lines: null })).toEqual({ quotas: [], lines: [] });
});
