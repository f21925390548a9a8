import { ChartFrame } from "./chart-frame.tsx";
import { Table } from "./table.tsx";
import type { Language } from "./words/dictionary.ts";
import { useSpeech } from "./words/language.tsx";

/** One step of a sum: what it is about, more of it, and how much it adds or takes, in thousandths. */
export type Step = {
  readonly key: string;
  readonly label: string;
  readonly note?: string | undefined;
  readonly milli: number;
};

type Words = {
  /** Head of what a step is about, of what it adds, and of the sum so far. */
  readonly step: string;
  readonly adds: string;
  readonly soFar: string;
  readonly sum: string;
  /** One bar as it is read aloud: its step, what it adds or takes, and the sum so far. */
  readonly adding: (step: string, by: string, sum: string) => string;
  readonly taking: (step: string, by: string, sum: string) => string;
};

const WIDTH = 360;
/** A row of label and bar, and what a note under the label adds to it. */
const ROW = 36;
const NOTE = 15;
const EDGE = 4;

/** A sum as a stair: each step begins where the one before ended, and the last bar is the sum itself. */
export function Waterfall(given: {
  readonly steps: readonly Step[];
  readonly sentence: string;
  readonly words: Words;
}) {
  const { steps, sentence, words } = given;
  const stairs = climb(steps);
  const sum = stairs.at(-1)?.to ?? 0;
  const { language } = useSpeech();
  const say = (milli: number) => formatSigned(milli, language);
  const read = ({ key, label, note, from, to }: Stair): string => {
    const step = note === undefined ? label : `${label}, ${note}`;
    if (key === "sum") return `${step}: ${say(to)}`;
    const by = say(Math.abs(to - from)).replace("+", "");
    return to < from ? words.taking(step, by, say(to)) : words.adding(step, by, say(to));
  };
  const bars = [...stairs, { key: "sum", label: words.sum, from: 0, to: sum }];
  const place = scaleOf(bars);
  return (
    <ChartFrame
      sentence={sentence}
      drawing={
        // biome-ignore lint/a11y/useSemanticElements: a drawing of several named bars; no fieldset stands in an svg
        <svg viewBox={`0 0 ${WIDTH} ${heightOf(bars)}`} role="group" aria-label={sentence}>
          {bars.map((bar, i) => (
            // biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: a g answers to nothing
            <g key={bar.key} role="img" aria-label={read(bar)}>
              <Bar bar={bar} top={heightOf(bars.slice(0, i))} place={place} say={say} />
            </g>
          ))}
        </svg>
      }
      table={
        <Table
          caption={sentence}
          rows={bars}
          keyOf={({ key }) => key}
          columns={[
            {
              head: words.step,
              cell: ({ label, note }) => (note === undefined ? label : `${label}: ${note}`),
            },
            { head: words.adds, cell: ({ from, to }) => say(to - from), isFigure: true },
            { head: words.soFar, cell: ({ to }) => say(to), isFigure: true },
          ]}
        />
      }
    />
  );
}

type Stair = Pick<Step, "key" | "label" | "note"> & {
  readonly from: number;
  readonly to: number;
};

const heightOf = (bars: readonly Stair[]): number =>
  bars.reduce((sum, { note }) => sum + ROW + (note === undefined ? 0 : NOTE), 0);

function climb(steps: readonly Step[]): readonly Stair[] {
  let height = 0;
  return steps.map(({ key, label, note, milli }) => {
    const from = height;
    height += milli;
    return { key, label, note, from, to: height };
  });
}

function scaleOf(bars: readonly Stair[]): (value: number) => number {
  const ends = bars.flatMap(({ from, to }) => [from, to]);
  const [least, most] = [Math.min(0, ...ends), Math.max(1, ...ends)];
  return (value) => EDGE + ((value - least) / (most - least)) * (WIDTH - 2 * EDGE);
}

/** Thousandths as whole and tenth with their sign, as each language writes them. */
export function formatSigned(milli: number, language: Language): string {
  const format = new Intl.NumberFormat(language === "id" ? "id-ID" : "en-GB", {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
    signDisplay: "exceptZero",
  });
  return format.format(milli / 1000).replace("-", "−");
}

/** What adds is filled, what takes is hollow, the sum is dark; each says its sign. */
function Bar(given: {
  readonly bar: Stair;
  readonly top: number;
  readonly place: (value: number) => number;
  readonly say: (milli: number) => string;
}) {
  const { bar, top, place, say } = given;
  const [left, right] = [place(Math.min(bar.from, bar.to)), place(Math.max(bar.from, bar.to))];
  const under = top + (bar.note === undefined ? 0 : NOTE);
  const kind = bar.key === "sum" ? "stair-sum" : bar.to < bar.from ? "pair-second" : "pair-first";
  return (
    <>
      <text x={EDGE} y={top + 13} className="pair-label">
        {bar.label}
      </text>
      <text x={EDGE} y={top + 13 + NOTE} className="pair-value">
        {bar.note}
      </text>
      <text x={WIDTH - EDGE} y={top + 13} className="stair-value">
        {say(bar.to - bar.from)}
      </text>
      <line x1={place(0)} x2={place(0)} y1={under + 17} y2={under + 32} className="stair-zero" />
      <rect
        x={left}
        y={under + 19}
        width={Math.max(2, right - left)}
        height="11"
        rx="2"
        className={kind}
      />
    </>
  );
}
