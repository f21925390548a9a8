import { ChartFrame } from "#web/kit/chart-frame.tsx";
import { Table } from "#web/kit/table.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { type Found, useFigures } from "./figures.ts";

const WIDTH = 360;
const HEIGHT = 200;
const LEFT = 44;
const TOP = 12;
const FLOOR = HEIGHT - 26;

const x = (at: number): number => LEFT + ((at + 1) / 2) * (WIDTH - LEFT - 8);

/** Means of families by their distance to the line, and the straight line of either side: the step between them is the difference. */
export function LineChart({ found, name }: { readonly found: Found; readonly name: string }) {
  const { words } = useSpeech();
  const said = words.evaluation;
  const { plain, count } = useFigures();
  const ends = [...heights(found.insideLine, -1), ...heights(found.outsideLine, 1)];
  const all = [...ends, ...found.bins.flatMap(({ mean }) => (mean === null ? [] : [mean]))];
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const y = (value: number) => FLOOR - ((value - low) / (high - low || 1)) * (FLOOR - TOP);
  const sentence = said.chartOf(name);
  return (
    <ChartFrame
      sentence={sentence}
      drawing={
        <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={sentence}>
          {[low, high].map((tick) => (
            <g key={tick}>
              <line
                x1={LEFT}
                x2={WIDTH - 8}
                y1={y(tick)}
                y2={y(tick)}
                className="line-chart-grid"
              />
              <text x={LEFT - 6} y={y(tick) + 4} textAnchor="end" className="pair-value">
                {plain(tick)}
              </text>
            </g>
          ))}
          <line x1={x(0)} x2={x(0)} y1={TOP - 8} y2={FLOOR + 4} className="axis" />
          <Side line={found.insideLine} to={-1} y={y} />
          <Side line={found.outsideLine} to={1} y={y} />
          {found.bins.map(({ at, mean }) =>
            mean === null ? null : (
              <circle
                key={at}
                cx={x(at)}
                cy={y(mean)}
                r="4"
                className={at < 0 ? "pair-first" : "pair-second"}
              />
            ),
          )}
          <text x={LEFT} y={HEIGHT - 6} className="pair-value">
            {said.inside}
          </text>
          <text x={WIDTH - 8} y={HEIGHT - 6} textAnchor="end" className="pair-value">
            {said.outside}
          </text>
        </svg>
      }
      table={
        <Table
          caption={sentence}
          rows={[...found.bins].sort((a, b) => a.at - b.at)}
          keyOf={({ at }) => String(at)}
          columns={[
            { head: said.distance, cell: ({ at }) => plain(at), isFigure: true },
            {
              head: said.mean,
              cell: ({ mean }) => (mean === null ? "*" : plain(mean)),
              isFigure: true,
            },
            { head: said.count, cell: ({ families }) => count(families), isFigure: true },
          ]}
        />
      }
    />
  );
}

const heights = ([height = 0, slope = 0]: readonly number[], to: number): readonly number[] => [
  height,
  height + slope * to,
];

function Side(given: {
  readonly line: readonly number[];
  readonly to: number;
  readonly y: (value: number) => number;
}) {
  const { line, to, y } = given;
  const [near = 0, far = 0] = heights(line, to);
  return <line x1={x(0)} x2={x(to)} y1={y(near)} y2={y(far)} className="line-chart-line" />;
}
