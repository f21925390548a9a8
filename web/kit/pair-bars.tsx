import { ChartFrame } from "./chart-frame.tsx";
import { formatCount, formatShare } from "./format.ts";
import { Table } from "./table.tsx";
import { useSpeech } from "./words/language.tsx";

/** Two quantities of one thing, to be compared with each other. */
export type Pair = { readonly label: string; readonly first: number; readonly second: number };

const WIDTH = 360;
const ROW = 56;

/** Two thin bars a row on one scale: recipients and quota, missed and wrongly included. */
export function PairBars(given: {
  readonly rows: readonly Pair[];
  readonly first: string;
  readonly second: string;
  readonly sentence: string;
  /** Values are shares between 0 and 1. */
  readonly isShare?: boolean;
}) {
  const { language } = useSpeech();
  const { rows, first, second, sentence, isShare = false } = given;
  const say = (value: number) =>
    isShare ? formatShare(value, language) : formatCount(value, language);
  const most = Math.max(isShare ? 0.01 : 1, ...rows.flatMap((row) => [row.first, row.second]));
  return (
    <ChartFrame
      sentence={sentence}
      drawing={
        <>
          <PairLegend first={first} second={second} />
          <svg viewBox={`0 0 ${WIDTH} ${rows.length * ROW}`} role="img" aria-label={sentence}>
            {rows.map((row, i) => (
              <PairRow key={row.label} row={row} top={i * ROW} most={most} say={say} />
            ))}
          </svg>
        </>
      }
      table={
        <Table
          caption={sentence}
          rows={rows}
          keyOf={({ label }) => label}
          columns={[
            { head: "", cell: ({ label }) => label },
            { head: first, cell: (row) => say(row.first), isFigure: true },
            { head: second, cell: (row) => say(row.second), isFigure: true },
          ]}
        />
      }
    />
  );
}

export function PairLegend({ first, second }: { readonly first: string; readonly second: string }) {
  return (
    <p className="legend">
      <span className="legend-step">
        <svg viewBox="0 0 14 14" width="14" height="14" aria-hidden="true">
          <rect width="14" height="14" rx="2" className="pair-first" />
        </svg>
        {first}
      </span>
      <span className="legend-step">
        <svg viewBox="0 0 14 14" width="14" height="14" aria-hidden="true">
          <rect x="1" y="1" width="12" height="12" rx="2" className="pair-second" />
        </svg>
        {second}
      </span>
    </p>
  );
}

function PairRow(given: {
  readonly row: Pair;
  readonly top: number;
  readonly most: number;
  readonly say: (value: number) => string;
}) {
  const { row, top, most, say } = given;
  const length = (value: number) => Math.max(1, (value / most) * (WIDTH - 70));
  return (
    <g>
      <text x="0" y={top + 14} className="pair-label">
        {row.label}
      </text>
      <rect
        x="0"
        y={top + 20}
        width={length(row.first)}
        height="11"
        rx="2"
        className="pair-first"
      />
      <text x={length(row.first) + 6} y={top + 30} className="pair-value">
        {say(row.first)}
      </text>
      <rect
        x="0.5"
        y={top + 34}
        width={length(row.second)}
        height="10"
        rx="2"
        className="pair-second"
      />
      <text x={length(row.second) + 6} y={top + 44} className="pair-value">
        {say(row.second)}
      </text>
    </g>
  );
}
