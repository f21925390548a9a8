import { type Html, html } from "#domain/html.ts";
import type { CurvePoint } from "../link-draft.ts";
import { bits, percent, probability, whole } from "./figures-as-words.ts";

const WIDTH = 640;
const LEFT = 76;
const RIGHT = 16;
const TOP = 16;
const BOTTOM = 52;
const HEIGHT = 260;
const FLOOR = HEIGHT - BOTTOM;
/** Of a column: two alone need not fill the page. */
const WIDEST = 90;

const place = (value: number): string => value.toFixed(1);

/** A bar that grows from the middle: to the right speaks for one entity, to the left against. */
export function weightBar(value: number, most: number): Html {
  const length = Math.min(Math.abs(value) / Math.max(most, 1), 1) * 98;
  const x = value < 0 ? 100 - length : 100;
  return html`<svg viewBox="0 0 200 16" preserveAspectRatio="none" aria-hidden="true"><line class="grid" x1="100" x2="100" y1="0" y2="16"/><rect class="${value < 0 ? "against" : "for"}" x="${place(x)}" y="2" width="${place(Math.max(length, 0.5))}" height="12"/></svg>`;
}

/** Expected precision, recall and F1 at each threshold; the axis is in bits, so that its ends can be read. */
export function curveChart(curve: readonly CurvePoint[], chosen: number): Html {
  const at = (threshold: number): number => Math.log2(threshold / (1 - threshold));
  const points = curve.filter(({ threshold }) => threshold > 0 && threshold < 1);
  const low = Math.min(...points.map(({ threshold }) => at(threshold)));
  const high = Math.max(...points.map(({ threshold }) => at(threshold)));
  const x = (threshold: number): number => {
    const inside = Math.min(Math.max(at(threshold), low), high);
    return LEFT + ((inside - low) / Math.max(high - low, 1e-9)) * (WIDTH - LEFT - RIGHT);
  };
  const y = (share: number): number => FLOOR - share * (FLOOR - TOP);
  const line = (pick: (point: CurvePoint) => number): string =>
    points.map((point) => `${place(x(point.threshold))},${place(y(pick(point)))}`).join(" ");
  const ticks = [0.01, 0.1, 0.5, 0.9, 0.99, 0.999, 0.9999].filter(
    (tick) => at(tick) >= low && at(tick) <= high,
  );
  return html`<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="Expected precision, recall and F1 by threshold; the chosen threshold is ${probability(chosen)}">
${[0, 0.25, 0.5, 0.75, 1].map((share) => html`<line class="grid" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${place(y(share))}" y2="${place(y(share))}"/><text class="soft" x="${LEFT - 6}" y="${place(y(share) + 4)}" text-anchor="end">${percent(share, 0)}</text>`)}
${ticks.map((tick) => html`<text class="soft" x="${place(x(tick))}" y="${FLOOR + 20}" text-anchor="middle">${tick}</text>`)}
<text class="soft" x="${(LEFT + WIDTH) / 2}" y="${HEIGHT - 6}" text-anchor="middle">threshold (probability)</text>
<polyline class="line one" points="${line((point) => point.expectedPrecision)}"/>
<polyline class="line two" points="${line((point) => point.expectedRecall)}"/>
<polyline class="line three" points="${line((point) => point.expectedF1)}"/>
<line class="mark" x1="${place(x(chosen))}" x2="${place(x(chosen))}" y1="${TOP - 8}" y2="${FLOOR}"/>
</svg>`;
}

/** What the three lines of the curve are, drawn as they are drawn there. */
export function curveKey(): Html {
  const entry = (style: string, words: string): Html =>
    html`<svg viewBox="0 0 30 10" width="30" height="10" style="display:inline-block;width:30px" aria-hidden="true"><line class="line ${style}" x1="0" x2="30" y1="5" y2="5"/></svg> ${words} &#160; `;
  return html`${entry("one", "precision")}${entry("two", "recall")}${entry("three", "F1")}`;
}

/** One bar of a column chart. */
export type Column = { readonly label: string; readonly value: number };

/**
 * Columns over a line, on a scale of logarithms, so that a few stand beside many; `mark` is the column
 * before which a dashed line stands.
 */
export function columnChart(
  columns: readonly Column[],
  words: { readonly aria: string; readonly axis: string; readonly mark?: number },
): Html {
  const step = Math.min((WIDTH - LEFT - RIGHT) / Math.max(columns.length, 1), WIDEST);
  const most = Math.max(...columns.map(({ value }) => value), 1);
  const height = (value: number): number =>
    value <= 0 ? 0 : ((Math.log10(value) + 0.3) / (Math.log10(most) + 0.3)) * (FLOOR - TOP - 14);
  const every = Math.ceil(columns.length / 14);
  const isWide = columns.length <= 14;
  return html`<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${words.aria}">
${columns.map(({ label, value }, i) => {
  const x = LEFT + i * step;
  const top = FLOOR - height(value);
  return html`<rect class="bar" x="${place(x + step * 0.1)}" y="${place(top)}" width="${place(step * 0.8)}" height="${place(height(value))}"><title>${label}: ${whole(value)}</title></rect>${isWide && value > 0 && html`<text class="soft" x="${place(x + step / 2)}" y="${place(top - 4)}" text-anchor="middle">${whole(value)}</text>`}${i % every === 0 && html`<text class="soft" x="${place(x + step / 2)}" y="${FLOOR + 20}" text-anchor="middle">${label}</text>`}`;
})}
<line class="axis" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${FLOOR}" y2="${FLOOR}"/>
${words.mark !== undefined && html`<line class="mark" x1="${place(LEFT + words.mark * step)}" x2="${place(LEFT + words.mark * step)}" y1="${TOP - 8}" y2="${FLOOR}"/>`}
<text class="soft" x="${(LEFT + WIDTH) / 2}" y="${HEIGHT - 6}" text-anchor="middle">${words.axis}</text>
</svg>`;
}

/** One step of a waterfall: where the sum stood, and where it goes. */
export type FallStep = { readonly label: string; readonly says: string; readonly bits: number };

/** How the weight of one pair came about, from what is known of any pair to the whole. */
export function waterfall(steps: readonly FallStep[], aria: string): Html {
  const ends: number[] = [];
  for (const step of steps) ends.push((ends.at(-1) ?? 0) + step.bits);
  const low = Math.min(0, ...ends);
  const high = Math.max(0, ...ends);
  const row = 50;
  const from = 8;
  const x = (value: number): number =>
    from + ((value - low) / Math.max(high - low, 1e-9)) * (WIDTH - from - 80);
  const height = steps.length * row + 4;
  return html`<svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${aria}">
<line class="grid" x1="${place(x(0))}" x2="${place(x(0))}" y1="0" y2="${height}"/>
${steps.map((step, i) => {
  const [start, end] = [i === 0 ? 0 : (ends[i - 1] ?? 0), ends[i] ?? 0];
  const left = Math.min(x(start), x(end));
  return html`<text x="${from}" y="${i * row + 20}">${step.label}<tspan class="soft" dx="6">${step.says}</tspan></text><rect class="${step.bits < 0 ? "against" : "for"}" x="${place(left)}" y="${i * row + 27}" width="${place(Math.max(Math.abs(x(end) - x(start)), 1))}" height="12"/><text class="soft" x="${place(Math.max(x(start), x(end)) + 4)}" y="${i * row + 39}">${bits(step.bits)}</text>`;
})}
</svg>`;
}
