import { type Html, html } from "#domain/html.ts";
import { percent } from "#matching/link-files/report/figures-as-words.ts";
import type { ScoreFigures } from "../judge-scores.ts";
import type { CalibrationBin } from "../metrics/calibration.ts";
import type { ShortFormStep } from "../short-form.ts";

const WIDTH = 640;
const HEIGHT = 280;
const LEFT = 64;
const RIGHT = 16;
const TOP = 16;
const FLOOR = HEIGHT - 56;

const place = (value: number): string => value.toFixed(1);
const STYLES = ["one", "two", "three"] as const;

/** Lines across, with their shares at the left. */
function grid(most: number, y: (value: number) => number): Html {
  const step = most > 0.5 ? 0.2 : 0.1;
  const shares = Array.from({ length: Math.floor(most / step) + 1 }, (_, k) => k * step);
  return html`${shares.map((share) => html`<line class="grid" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${place(y(share))}" y2="${place(y(share))}"/><text class="soft" x="${LEFT - 6}" y="${place(y(share) + 4)}" text-anchor="end">${percent(share, 0)}</text>`)}`;
}

/** The exclusion error of each layer at each quota, with whiskers of one standard error. */
export function errorBars(
  layers: readonly { readonly name: string; readonly figures: ScoreFigures }[],
): Html {
  const quotas = layers[0]?.figures.quotas.map(({ quota }) => quota) ?? [];
  const all = layers.flatMap(({ figures }) => figures.quotas);
  const most = Math.min(Math.max(...all.map(({ exclusion, se }) => exclusion + (se ?? 0)), 0.1), 1);
  const y = (share: number): number => FLOOR - (Math.min(share, most) / most) * (FLOOR - TOP);
  const wide = (WIDTH - LEFT - RIGHT) / Math.max(quotas.length, 1);
  const bar = (wide * 0.8) / Math.max(layers.length, 1);
  const words = layers.map(
    ({ name, figures }) =>
      `${name} ${figures.quotas.map(({ exclusion }) => percent(exclusion)).join(", ")}`,
  );
  return html`<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="Share of the poor missed, by quota and layer: ${words.join("; ")}">
${grid(most, y)}
${quotas.map((quota, q) => {
  const from = LEFT + q * wide + wide * 0.1;
  return html`<text class="soft" x="${place(from + wide * 0.4)}" y="${HEIGHT - 8}" text-anchor="middle">quota ${percent(quota, 0)}</text>${layers.map(({ name, figures }, k) => oneBar({ name, x: from + k * bar, bar, y }, figures.quotas[q]))}`;
})}
<line class="axis" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${FLOOR}" y2="${FLOOR}"/>
</svg>`;
}

type Bar = {
  readonly name: string;
  readonly x: number;
  readonly bar: number;
  readonly y: (share: number) => number;
};

function oneBar({ name, x, bar, y }: Bar, error: ScoreFigures["quotas"][number] | undefined): Html {
  if (error === undefined) return html``;
  const { exclusion, se } = error;
  const middle = x + bar / 2;
  return html`<rect class="bar" x="${place(x + 1)}" y="${place(y(exclusion))}" width="${place(bar - 2)}" height="${place(FLOOR - y(exclusion))}"><title>${name}: ${percent(exclusion)}</title></rect>${se !== null && html`<line class="whisker" x1="${place(middle)}" x2="${place(middle)}" y1="${place(y(exclusion - se))}" y2="${place(y(exclusion + se))}"/>`}<text class="soft many" x="${place(middle)}" y="${FLOOR + 18}" text-anchor="middle">${name.length > 6 ? `${name.slice(0, 5)}…` : name}</text>`;
}

/** Words at the ends of an axis stay inside of it, on a phone too. */
const ANCHORS = ["start", "middle", "end"] as const;

/** True means against scored ones, and the line on which they would be equal. */
export function calibrationChart(bins: readonly CalibrationBin[]): Html {
  const values = bins.flatMap(({ truth, score }) => [truth, score]);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const room = Math.max(high - low, 1e-9);
  const x = (value: number): number => LEFT + ((value - low) / room) * (WIDTH - LEFT - RIGHT);
  const y = (value: number): number => FLOOR - ((value - low) / room) * (FLOOR - TOP);
  const ticks = [low, (low + high) / 2, high];
  return html`<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="True mean against score in ten parts: ${bins.map(({ truth, score }) => `${score.toFixed(2)} is ${truth.toFixed(2)}`).join(", ")}">
<line class="grid" x1="${place(x(low))}" y1="${place(y(low))}" x2="${place(x(high))}" y2="${place(y(high))}"/>
${ticks.map((tick, k) => html`<text class="soft" x="${place(x(tick))}" y="${FLOOR + 20}" text-anchor="${ANCHORS[k] ?? "middle"}">${tick.toFixed(2)}</text><text class="soft" x="${LEFT - 6}" y="${place(y(tick) + 4)}" text-anchor="end">${tick.toFixed(2)}</text>`)}
<polyline class="line one" points="${bins.map(({ truth, score }) => `${place(x(score))},${place(y(truth))}`).join(" ")}"/>
${bins.map(({ truth, score }) => html`<circle class="for" cx="${place(x(score))}" cy="${place(y(truth))}" r="4"/>`)}
<text class="soft" x="${(LEFT + WIDTH) / 2}" y="${HEIGHT - 8}" text-anchor="middle">score (mean of a tenth); upwards the truth</text>
</svg>`;
}

/** Errors by quota against the number of questions. */
export function shortFormChart(steps: readonly ShortFormStep[], quotas: readonly number[]): Html {
  const most = Math.min(Math.max(...steps.flatMap(({ exclusion }) => exclusion), 0.1), 1);
  const y = (share: number): number => FLOOR - (share / most) * (FLOOR - TOP);
  const x = (k: number): number =>
    LEFT + 16 + (k / Math.max(steps.length - 1, 1)) * (WIDTH - LEFT - RIGHT - 32);
  return html`<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="Share missed by number of questions: ${steps.map(({ questions, exclusion }) => `${questions}: ${exclusion.map((e) => percent(e)).join(", ")}`).join("; ")}">
${grid(most, y)}
${steps.map(({ questions }, k) => html`<text class="soft" x="${place(x(k))}" y="${FLOOR + 20}" text-anchor="middle">${questions}</text>`)}
${quotas.map((_, q) => html`<polyline class="line ${STYLES[q % STYLES.length] ?? "one"}" points="${steps.map(({ exclusion }, k) => `${place(x(k))},${place(y(exclusion[q] ?? 0))}`).join(" ")}"/>`)}
<line class="axis" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${FLOOR}" y2="${FLOOR}"/>
<text class="soft" x="${(LEFT + WIDTH) / 2}" y="${HEIGHT - 8}" text-anchor="middle">questions</text>
</svg>`;
}
