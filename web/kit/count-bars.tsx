import { ChartFrame } from "./chart-frame.tsx";
import { formatCount } from "./format.ts";
import { Table } from "./table.tsx";
import { useSpeech } from "./words/language.tsx";

/** One thing and how many there are; null where the number is withheld. */
export type Bar = { readonly key: string; readonly label: string; readonly count: number | null };

const WIDTH = 360;
const ROW = 38;

/** One bar a row on one scale; a withheld number has its label and no bar. Where all are nought the sentence says it. */
export function CountBars(given: {
  readonly bars: readonly Bar[];
  readonly unit: string;
  readonly sentence: string;
  /** What is said where a number is withheld. */
  readonly withheld: string;
}) {
  const { language } = useSpeech();
  const { bars, unit, sentence, withheld } = given;
  if (bars.every(({ count }) => count === 0)) return <p>{sentence}</p>;
  const most = Math.max(1, ...bars.map(({ count }) => count ?? 0));
  const say = (count: number | null) => (count === null ? withheld : formatCount(count, language));
  return (
    <ChartFrame
      sentence={sentence}
      drawing={
        <svg viewBox={`0 0 ${WIDTH} ${bars.length * ROW}`} role="img" aria-label={sentence}>
          {bars.map(({ key, label, count }, i) => {
            const length = count === null ? 0 : Math.max(1, (count / most) * (WIDTH - 70));
            return (
              <g key={key}>
                <text x="0" y={i * ROW + 13} className="pair-label">
                  {label}
                </text>
                <rect
                  x="0"
                  y={i * ROW + 19}
                  width={length}
                  height="12"
                  rx="2"
                  className="pair-first"
                />
                <text x={length + (count === null ? 0 : 6)} y={i * ROW + 29} className="pair-value">
                  {say(count)}
                </text>
              </g>
            );
          })}
        </svg>
      }
      table={
        <Table
          caption={sentence}
          rows={bars}
          keyOf={({ key }) => key}
          columns={[
            { head: "", cell: ({ label }) => label },
            { head: unit, cell: ({ count }) => say(count), isFigure: true },
          ]}
        />
      }
    />
  );
}
