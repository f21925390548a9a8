import { ChartFrame } from "./chart-frame.tsx";
import { formatShare } from "./format.ts";
import { Table } from "./table.tsx";
import { useSpeech } from "./words/language.tsx";

/** One figure with the interval that holds it, all of them shares. */
export type IntervalRow = {
  readonly key: string;
  readonly label: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  /** The one that the others are read against. */
  readonly isOwn: boolean;
};

type Group = { readonly title: string; readonly rows: readonly IntervalRow[] };

const WIDTH = 360;
const TITLE = 26;
const ROW = 34;
const EDGE = 4;

/** Figures with their intervals on one scale, group under group: a dot, and a line from where to where. */
export function IntervalRows(given: {
  readonly groups: readonly Group[];
  readonly sentence: string;
  readonly head: string;
  readonly says: (value: string, low: string, high: string) => string;
}) {
  const { groups, sentence, head, says } = given;
  const { language } = useSpeech();
  const share = (value: number) => formatShare(value, language);
  const read = ({ value, low, high }: IntervalRow) => says(share(value), share(low), share(high));
  const ends = groups.flatMap(({ rows }) => rows.flatMap(({ low, high }) => [low, high]));
  const [least, most] = [Math.min(...ends), Math.max(...ends)];
  const place = (value: number) =>
    EDGE + ((value - least) / Math.max(most - least, 0.001)) * (WIDTH - 2 * EDGE);
  const tops = groups.map((_, i) =>
    groups.slice(0, i).reduce((sum, { rows }) => sum + TITLE + rows.length * ROW, 0),
  );
  const height = groups.reduce((sum, { rows }) => sum + TITLE + rows.length * ROW, 0);
  return (
    <ChartFrame
      sentence={sentence}
      drawing={
        <svg viewBox={`0 0 ${WIDTH} ${height}`} role="img" aria-label={sentence}>
          {groups.map(({ title, rows }, i) => (
            <g key={title}>
              <text x={EDGE} y={(tops[i] ?? 0) + 18} className="pair-label">
                {title}
              </text>
              {rows.map((row, nth) => (
                <Row
                  key={row.key}
                  row={row}
                  top={(tops[i] ?? 0) + TITLE + nth * ROW}
                  place={place}
                  said={read(row)}
                />
              ))}
            </g>
          ))}
        </svg>
      }
      table={
        <Table
          caption={sentence}
          rows={groups.flatMap(({ title, rows }) => rows.map((row) => ({ title, ...row })))}
          keyOf={({ title, key }) => `${title} ${key}`}
          columns={[
            { head, cell: ({ title, label }) => `${title}: ${label}` },
            { head: "%", cell: read, isFigure: true },
          ]}
        />
      }
    />
  );
}

/** Its own is filled, others are hollow; each says its figure. */
function Row(given: {
  readonly row: IntervalRow;
  readonly top: number;
  readonly place: (value: number) => number;
  readonly said: string;
}) {
  const { row, top, place, said } = given;
  const at = top + 24;
  return (
    <>
      <text x={EDGE} y={top + 13} className="pair-value">
        {row.label}
      </text>
      <text x={WIDTH - EDGE} y={top + 13} className="stair-value">
        {said}
      </text>
      <line x1={place(row.low)} x2={place(row.high)} y1={at} y2={at} className="interval-line" />
      <circle
        cx={place(row.value)}
        cy={at}
        r="4.5"
        className={row.isOwn ? "pair-first" : "interval-dot"}
      />
    </>
  );
}
