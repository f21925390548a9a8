import type { WhatIfAnswer } from "#contract/what-if.ts";
import { ChartFrame } from "#web/kit/chart-frame.tsx";
import { PairLegend } from "#web/kit/pair-bars.tsx";
import { Table } from "#web/kit/table.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { useFigures } from "./what-if-result.tsx";

type Point = WhatIfAnswer["frontier"][number];

const WIDTH = 360;
const HEIGHT = 180;
const LEFT = 40;
const FLOOR = HEIGHT - 24;

const x = (percentile: number): number => LEFT + (percentile / 100) * (WIDTH - LEFT - 8);
const y = (share: number): number => FLOOR - share * (FLOOR - 8);

/** Expected errors over the percentile at which the line would stand; every tenth stands in the table. */
export function FrontierChart({ points }: { readonly points: readonly Point[] }) {
  const { words } = useSpeech();
  const said = words.whatIf;
  const { count, rupiah, share } = useFigures();
  return (
    <ChartFrame
      sentence={said.frontierOf}
      drawing={
        <>
          <PairLegend first={said.exclusion} second={said.inclusion} />
          <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={said.frontierOf}>
            {[0, 0.5, 1].map((tick) => (
              <g key={tick}>
                <line x1={LEFT} x2={WIDTH - 8} y1={y(tick)} y2={y(tick)} className="what-if-grid" />
                <text x={LEFT - 6} y={y(tick) + 4} textAnchor="end" className="pair-value">
                  {`${tick * 100} %`}
                </text>
              </g>
            ))}
            {[0, 50, 100].map((tick) => (
              <text
                key={tick}
                x={x(tick)}
                y={HEIGHT - 6}
                textAnchor={tick === 100 ? "end" : "middle"}
                className="pair-value"
              >
                {tick}
              </text>
            ))}
            <polyline
              points={line(points, ({ exclusion }) => exclusion)}
              className="what-if-first"
            />
            <polyline
              points={line(points, ({ inclusion }) => inclusion)}
              className="what-if-second"
            />
          </svg>
        </>
      }
      table={
        <Table
          caption={said.frontierOf}
          columns={[
            {
              head: said.threshold.percentile,
              cell: ({ percentile }) => percentile,
              isFigure: true,
            },
            { head: said.byChoices.quota, cell: ({ units }) => count(units), isFigure: true },
            { head: said.cost, cell: ({ rupiahAYear }) => rupiah(rupiahAYear), isFigure: true },
            { head: said.exclusion, cell: ({ exclusion }) => share(exclusion), isFigure: true },
            { head: said.inclusion, cell: ({ inclusion }) => share(inclusion), isFigure: true },
          ]}
          rows={points.filter(({ percentile }) => percentile % 10 === 0)}
          keyOf={({ percentile }) => String(percentile)}
          stacks
        />
      }
    />
  );
}

function line(points: readonly Point[], read: (point: Point) => number | null): string {
  return points
    .flatMap((point) => {
      const share = read(point);
      return share === null ? [] : [`${x(point.percentile).toFixed(1)},${y(share).toFixed(1)}`];
    })
    .join(" ");
}
