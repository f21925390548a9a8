import { type DecileBasis, sayDecileBasis } from "#domain/decile-basis.ts";
import { ChartFrame } from "./chart-frame.tsx";
import { DECILES } from "./deciles.ts";
import { formatCount, formatShare, formatShort } from "./format.ts";
import { Table } from "./table.tsx";
import { useSpeech } from "./words/language.tsx";

const WIDTH = 360;
const HEIGHT = 190;
const BASE = 160;
const STEP = WIDTH / 10;

/** Ten columns, the poorest at the left; the same numbers as a table below. */
export function DecileColumns({
  counts,
  unit,
  sentence: given,
  basis,
}: {
  readonly counts: readonly number[];
  readonly unit: string;
  readonly sentence: string;
  /** Undefined where no version was published yet: then the columns are empty. */
  readonly basis: DecileBasis | undefined;
}) {
  const { words, language, say } = useSpeech();
  const sentence = basis === undefined ? given : `${given} ${say(sayDecileBasis(basis))}.`;
  const highest = Math.max(1, ...counts);
  const total = counts.reduce((sum, count) => sum + count, 0);
  return (
    <ChartFrame
      sentence={sentence}
      drawing={
        <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={sentence}>
          {DECILES.map((decile) => (
            <DecileColumn
              key={decile}
              decile={decile}
              height={((counts[decile - 1] ?? 0) / highest) * (BASE - 26)}
              label={formatShort(counts[decile - 1] ?? 0, language)}
            />
          ))}
          <line x1="0" x2={WIDTH} y1={BASE} y2={BASE} className="axis" />
        </svg>
      }
      table={
        <Table
          caption={sentence}
          rows={counts.map((count, i) => ({ decile: i + 1, count }))}
          keyOf={({ decile }) => String(decile)}
          columns={[
            { head: words.common.decile, cell: ({ decile }) => decile },
            { head: unit, cell: ({ count }) => formatCount(count, language), isFigure: true },
            {
              head: "%",
              cell: ({ count }) => formatShare(total === 0 ? 0 : count / total, language),
              isFigure: true,
            },
          ]}
        />
      }
    />
  );
}

function DecileColumn({
  decile,
  height,
  label,
}: {
  readonly decile: number;
  readonly height: number;
  readonly label: string;
}) {
  const middle = (decile - 0.5) * STEP;
  return (
    <g>
      <rect
        className={`fill-decile-${decile} decile-edge`}
        x={middle - STEP * 0.4}
        y={BASE - height}
        width={STEP * 0.8}
        height={height}
        rx="2"
      />
      <text x={middle} y={BASE - height - 6} className="chart-value">
        {label}
      </text>
      <text x={middle} y={BASE + 18} className="chart-label">
        {decile}
      </text>
    </g>
  );
}
