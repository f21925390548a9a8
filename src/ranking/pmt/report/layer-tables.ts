import { type Html, html } from "#domain/html.ts";
import { percent } from "#matching/link-files/report/figures-as-words.ts";
import type { LayerGain } from "../choose-layer.ts";
import type { ScoreFigures } from "../judge-scores.ts";
import { errorBars } from "./charts.ts";

/** Layers with their figures, the one that is chosen, and what is said of that below the chart. */
export type JudgedTable = {
  readonly layers: readonly { readonly name: string; readonly figures: ScoreFigures }[];
  readonly chosen: string;
  readonly caption: Html | string;
};

/** The share of the poor that each layer leaves out, as a chart and a table. */
export function errorSection({ layers, chosen, caption }: JudgedTable): Html {
  const quotas = layers[0]?.figures.quotas ?? [];
  return html`<section>
<h2>Who is missed</h2>
<p>Of the truly poor as many as the quota${quotas[0]?.expectedFromRSquared === null ? " (or of the class)" : ""}, the share that the scores leave out: the exclusion error. At a fixed quota the inclusion error over the selected is the same number. Whiskers are one standard error, from resampled sampling units.</p>
<figure>${errorBars(layers)}<figcaption>Bars from the left: ${layers.map(({ name }) => name).join(", ")}. Lower is better. ${caption}</figcaption></figure>
<div class="scroll" tabindex="0" role="group" aria-label="Table of errors by layer"><table>
<thead><tr><th scope="col">Layer</th>${quotas.map(({ quota }) => html`<th scope="col" class="n">Missed at ${percent(quota, 0)}</th>`)}<th scope="col" class="n">of 1–2 members at 40 %</th><th scope="col" class="n">Spearman</th><th scope="col" class="n">R2</th><th scope="col" class="n">AUC</th></tr></thead>
<tbody>${layers.map(({ name, figures }) => layerRow(name, figures))}</tbody>
</table></div>
${checkLine(layers.find(({ name }) => name === chosen)?.figures)}
</section>`;
}

const withError = (value: number, se: number | null): string =>
  `${(value * 100).toFixed(1)}${se === null ? "" : ` ± ${(se * 100).toFixed(1)}`} %`;

function layerRow(name: string, figures: ScoreFigures): Html {
  return html`<tr><th scope="row">${name}</th>${figures.quotas.map(({ exclusion, se }) => html`<td class="n">${withError(exclusion, se)}</td>`)}<td class="n">${figures.smallHouseholds === null ? "–" : percent(figures.smallHouseholds)}</td><td class="n">${figures.spearman.value.toFixed(3)}</td><td class="n">${figures.rSquared.toFixed(3)}</td><td class="n">${figures.auc?.toFixed(3) ?? "–"}</td></tr>`;
}

function checkLine(chosen: ScoreFigures | undefined): Html {
  const lines = chosen?.quotas.filter(({ expectedFromRSquared }) => expectedFromRSquared !== null);
  if (chosen === undefined || lines === undefined || lines.length === 0) return html``;
  const words = lines.map(
    ({ quota, exclusion, expectedFromRSquared }) =>
      `${percent(expectedFromRSquared ?? 0)} at ${percent(quota, 0)} (here ${percent(exclusion)})`,
  );
  return html`<p>What an R2 of ${chosen.rSquared.toFixed(2)} buys where everything is normal: ${words.join(", ")}. Far below is a leak, far above a fault.</p>`;
}

/** What each layer gains over the last that shipped. */
export function gainSection(gains: readonly LayerGain[]): Html {
  if (gains.length === 0) return html``;
  return html`<section>
<h2>What each layer gains</h2>
<p>Each is held against the last that shipped, on the same resampled units. It ships if fewer are missed, the order is better, and one of both by more than its standard error. What did not help is shown too.</p>
<div class="scroll" tabindex="0" role="group" aria-label="Table of gains"><table>
<thead><tr><th scope="col">Layer</th><th scope="col">Against</th><th scope="col" class="n">Fewer missed (points)</th><th scope="col" class="n">Spearman</th><th scope="col">Ships</th></tr></thead>
<tbody>${gains.map(({ name, over, exclusion, spearman, ships }) => html`<tr><th scope="row">${name}</th><td>${over}</td><td class="n">${(exclusion.value * 100).toFixed(2)} ± ${((exclusion.se ?? 0) * 100).toFixed(2)}</td><td class="n">${spearman.value.toFixed(4)} ± ${(spearman.se ?? 0).toFixed(4)}</td><td>${ships ? "yes" : "no"}</td></tr>`)}</tbody>
</table></div>
</section>`;
}
