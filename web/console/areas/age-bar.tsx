import type { AreaFigure } from "#contract/area-figures.ts";
import { ChartFrame } from "#web/kit/chart-frame.tsx";
import { formatCount, formatShare } from "#web/kit/format.ts";
import { Table } from "#web/kit/table.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";

const WIDTH = 360;
const HEIGHT = 34;
const ROW = 18;
/** Newest dark, oldest light; those never surveyed are hatched, not coloured. */
const SHADES = ["fill-decile-2", "fill-decile-5", "fill-decile-7", "fill-decile-9", "age-never"];

/** Families of one region by the age of their facts, as one bar with its numbers. */
export function AgeBar({ figure }: { readonly figure: AreaFigure }) {
  const { words, language } = useSpeech();
  const said = words.areas;
  const { ages, families, region } = figure;
  const sentence = said.agesOf(region.name);
  const all = families ?? ages.reduce<number>((sum, count) => sum + (count ?? 0), 0);
  const bands = said.ages.map((label, i) => ({ label, count: ages[i] ?? null, shade: SHADES[i] }));
  const say = (count: number | null) =>
    count === null
      ? `* (${said.withheld})`
      : `${formatCount(count, language)} (${formatShare(all === 0 ? 0 : count / all, language)})`;
  let from = 0;
  return (
    <ChartFrame
      sentence={sentence}
      drawing={
        <svg
          viewBox={`0 0 ${WIDTH} ${HEIGHT + bands.length * ROW}`}
          role="img"
          aria-label={sentence}
        >
          <Hatching />
          {bands.map(({ label, count, shade }, i) => {
            const width = all === 0 ? 0 : ((count ?? 0) / all) * WIDTH;
            const at = from;
            from += width;
            return (
              <g key={label}>
                <rect x={at} y="0" width={width} height="22" className={`${shade} decile-edge`} />
                <rect
                  x="0.5"
                  y={HEIGHT + i * ROW}
                  width="12"
                  height="12"
                  className={`${shade} decile-edge`}
                />
                <text x="20" y={HEIGHT + i * ROW + 10} className="pair-label">
                  {label}: {say(count)}
                </text>
              </g>
            );
          })}
        </svg>
      }
      table={
        <Table
          caption={sentence}
          rows={bands}
          keyOf={({ label }) => label}
          columns={[
            { head: words.areas.own, cell: ({ label }) => label },
            { head: said.families, cell: ({ count }) => say(count), isFigure: true },
          ]}
        />
      }
    />
  );
}

/** Lines across: seen without colour, in print too. */
function Hatching() {
  return (
    <defs>
      <pattern
        id="age-never"
        width="5"
        height="5"
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <rect width="5" height="5" className="hatch-ground" />
        <rect width="1.6" height="5" className="hatch-line" />
      </pattern>
    </defs>
  );
}
