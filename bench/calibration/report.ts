import type { MatchReport } from "#matching/match-persons.ts";
import { SCORE_STEP } from "#matching/weights.ts";
import { type Estimate, wilson } from "#matching/wilson.ts";
import { type LinkTruth, STRETCHES } from "./truth.ts";

const percent = (share: number): string => (share * 100).toFixed(2);
const interval = ({ share, low, high }: Estimate): string =>
  `${percent(share)} (${percent(low)}-${percent(high)})`;

/** One line: right of linked and right of findable, without families and with them. */
function besides(
  name: string,
  findable: number,
  both: readonly (readonly [right: number, linked: number])[],
): string {
  const cells = both.map(
    ([right, linked]) =>
      `${interval(wilson(right, linked))} | ${interval(wilson(right, findable))}`,
  );
  return `| ${name} | ${cells.join(" | ")} |`;
}

/** One nation: what trials say, what is true, in villages with and without a habit, and score by score. */
export function calibrationReport(
  name: string,
  { calibration, seconds }: MatchReport,
  { habits, scores, causes }: LinkTruth,
): string {
  const { basis, bands, figures, points, sample } = calibration;
  const all = figures.find(({ by }) => by === "all");
  const { link, review } = bands.nation;
  const lines = [
    `## ${name}`,
    "",
    `Bands ${basis}: link ${link / 1000} bits, review ${review / 1000}; ${all?.trials} trials, ${sample.clear} clear, counting as ${sample.effective}, ` +
      `precision ${all === undefined ? "-" : interval(all.precision)}, recall ${all === undefined ? "-" : interval(all.recall)}; ` +
      `${Object.entries(seconds)
        .map(([part, value]) => `${part} ${value.toFixed(1)} s`)
        .join(", ")}`,
    "",
    "| Villages | records | scored, findable | linked | precision | recall | to people |",
    "| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
    ...habits.map(
      (row) =>
        `| ${row.habit} | ${row.records} | ${row.findable} | ${row.linked} | ${interval(wilson(row.right, row.linked))} | ${interval(wilson(row.right, row.findable))} | ${row.review} |`,
    ),
    "",
    "| Villages | | precision, alone | recall, alone | precision, families | recall, families |",
    "| --- | --- | ---: | ---: | ---: | ---: |",
    ...habits.flatMap((row) => [
      besides(`${row.habit} | from the link band`, row.findable, [
        [row.aloneRight, row.aloneLinked],
        [row.right, row.linked],
      ]),
      besides(`${row.habit} | from 10 bits`, row.findable, [
        [row.aloneStrictRight, row.aloneStrict],
        [row.strictRight, row.strict],
      ]),
    ]),
    "",
    "| Bits | P(match) by trials | pairs | right in truth |",
    "| --- | ---: | ---: | ---: |",
    ...scores.map(({ fromBits, pairs, right }) => {
      const until = STRETCHES[STRETCHES.indexOf(fromBits) + 1] ?? 1000;
      const inside = points.filter(({ score }) => {
        const bits = (score * SCORE_STEP) / 1000;
        return bits >= fromBits && bits < until;
      });
      const weight = inside.reduce((sum, point) => sum + point.right + point.wrong, 0);
      const chance = inside.reduce(
        (sum, point) => sum + point.chance * (point.right + point.wrong),
        0,
      );
      return `| ${fromBits}-${until === 1000 ? "" : until} | ${weight === 0 ? "-" : percent(chance / weight)} | ${pairs} | ${interval(wilson(right, pairs))} |`;
    }),
    "",
    "| Before people | pairs | one person by probability | in truth |",
    "| --- | ---: | ---: | ---: |",
    ...causes.map(
      ({ cause, pairs, right, expected }) =>
        `| ${cause} | ${pairs} | ${expected === 0 ? "-" : expected.toFixed(0)} | ${right} |`,
    ),
    "",
  ];
  return lines.join("\n");
}
