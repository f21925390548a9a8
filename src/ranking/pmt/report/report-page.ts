import { type Html, html, trusted } from "#domain/html.ts";
import { percent, whole } from "#matching/link-files/report/figures-as-words.ts";
import { STYLE } from "#matching/link-files/report/style.ts";
import type { ScoreFigures } from "../judge-scores.ts";
import type { PmtSummary } from "../train-survey.ts";
import { calibrationChart, errorBars, shortFormChart } from "./charts.ts";
import { deciles, groupTables } from "./group-tables.ts";

/** The whole report as one file: no script, nothing from elsewhere, no value of any household. */
export function reportPage(summary: PmtSummary): string {
  const { survey, layers, choice, notices } = summary;
  const chosen = layers.find(({ name }) => name === choice.chosen)?.figures ?? layers[0]?.figures;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Proxy means test</title>
<style>${trusted(`${STYLE}thead .n { white-space: normal; }`)}</style>
</head>
<body>
<main>
<h1>Proxy means test</h1>
<p>${opening(summary)}</p>
<p class="soft">This page holds counts, errors and names of columns: nothing that stands in any one household. Every figure is of households in sampling units that the scores had not seen.</p>
<dl class="figures">
${figure("Households", whole(survey.table.rows))}
${figure("Features", whole(survey.table.variables.length))}
${figure("Ships", choice.chosen)}
${figure("Spearman", chosen?.spearman.value.toFixed(3) ?? "")}
${figure("R2", chosen?.rSquared.toFixed(3) ?? "")}
${chosen?.severe != null && figure("Poorest tenth missed at 40 %", percent(chosen.severe.bottom10Missed))}
</dl>
${notices.map(({ says, remedy, code }) => html`<p class="note">${says.en} ${remedy.en} <span class="soft">[${code}]</span></p>`)}
${errors(summary)}
${gains(summary)}
${chosen && calibration(summary, chosen)}
${chosen && deciles(chosen)}
${chosen && groupTables(chosen)}
${shortForm(summary)}
${features(summary)}
</main>
</body>
</html>
`.markup;
}

const figure = (name: string, value: string): Html =>
  html`<div><dt>${name}</dt><dd>${value}</dd></div>`;

const TARGETS = { log: "its logarithm", level: "as it stands", class: "a class" } as const;

function opening({ survey, layers }: PmtSummary): string {
  const { table, targetName, poor } = survey;
  const unit = table.size.some((members) => members !== 1) ? "people" : "households";
  const kind = `${TARGETS[table.targetKind]}${poor === "" ? "" : `, poor is “${poor}”`}`;
  return `Ways of ranking ${whole(table.rows)} households by “${targetName}” (${kind}): ${layers.map(({ name }) => name).join(", ")}. Quotas count ${unit}.`;
}

function errors({ layers, choice }: PmtSummary): Html {
  const quotas = layers[0]?.figures.quotas ?? [];
  return html`<section>
<h2>Who is missed</h2>
<p>Of the truly poor as many as the quota${quotas[0]?.expectedFromRSquared === null ? " (or of the class)" : ""}, the share that the scores leave out: the exclusion error. At a fixed quota the inclusion error over the selected is the same number. Whiskers are one standard error, from resampled sampling units.</p>
<figure>${errorBars(layers)}<figcaption>Lower is better. ${choice.chosen} ships.</figcaption></figure>
<div class="scroll" tabindex="0" role="group" aria-label="Table of errors by layer"><table>
<thead><tr><th scope="col">Layer</th><th scope="col" class="n">Spearman</th><th scope="col" class="n">R2</th><th scope="col" class="n">AUC</th>${quotas.map(({ quota }) => html`<th scope="col" class="n">Missed at ${percent(quota, 0)}</th>`)}<th scope="col" class="n">Small households at 40 %</th></tr></thead>
<tbody>${layers.map(({ name, figures }) => layerRow(name, figures))}</tbody>
</table></div>
${checkLine(layers.find(({ name }) => name === choice.chosen)?.figures)}
</section>`;
}

const withError = (value: number, se: number | null): string =>
  `${(value * 100).toFixed(1)}${se === null ? "" : ` ± ${(se * 100).toFixed(1)}`} %`;

function layerRow(name: string, figures: ScoreFigures): Html {
  return html`<tr><th scope="row">${name}</th><td class="n">${figures.spearman.value.toFixed(3)}</td><td class="n">${figures.rSquared.toFixed(3)}</td><td class="n">${figures.auc?.toFixed(3) ?? "–"}</td>${figures.quotas.map(({ exclusion, se }) => html`<td class="n">${withError(exclusion, se)}</td>`)}<td class="n">${figures.smallHouseholds === null ? "–" : percent(figures.smallHouseholds)}</td></tr>`;
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

function gains({ choice }: PmtSummary): Html {
  if (choice.gains.length === 0) return html``;
  return html`<section>
<h2>What each layer gains</h2>
<p>Each is held against the last that shipped, on the same resampled units. It ships if fewer are missed, the order is better, and one of both by more than its standard error. What did not help is shown too.</p>
<div class="scroll" tabindex="0" role="group" aria-label="Table of gains"><table>
<thead><tr><th scope="col">Layer</th><th scope="col">Against</th><th scope="col" class="n">Fewer missed (points)</th><th scope="col" class="n">Spearman</th><th scope="col">Ships</th></tr></thead>
<tbody>${choice.gains.map(({ name, over, exclusion, spearman, ships }) => html`<tr><th scope="row">${name}</th><td>${over}</td><td class="n">${(exclusion.value * 100).toFixed(2)} ± ${((exclusion.se ?? 0) * 100).toFixed(2)}</td><td class="n">${spearman.value.toFixed(4)} ± ${(spearman.se ?? 0).toFixed(4)}</td><td>${ships ? "yes" : "no"}</td></tr>`)}</tbody>
</table></div>
</section>`;
}

function calibration({ survey }: PmtSummary, chosen: ScoreFigures): Html {
  const isClass = survey.table.targetKind === "class";
  return html`<section>
<h2>Calibration</h2>
<p>Households in tenths by their score: what they truly have, against what the score says, on average. On the line, the score means what it says; ${isClass ? "1 is surely not poor." : "the truth is on the scale that was learned."} Mean distance: ${chosen.calibrationError.toFixed(3)}.</p>
<figure>${calibrationChart(chosen.byScore)}</figure>
${chosen.byTruth.length > 0 && html`<p>In tenths by the truth, the poorest look ${((chosen.byTruth[0]?.score ?? 0) - (chosen.byTruth[0]?.truth ?? 0)).toFixed(2)} better off than they are, and the richest ${((chosen.byTruth.at(-1)?.truth ?? 0) - (chosen.byTruth.at(-1)?.score ?? 0)).toFixed(2)} poorer: every such test draws households to the middle.</p>`}
</section>`;
}

function shortForm({ shortForm: form, layers }: PmtSummary): Html {
  if (form === null) return html``;
  const quotas = layers[0]?.figures.quotas.map(({ quota }) => quota) ?? [];
  return html`<section>
<h2>A shorter form</h2>
<p>The share missed against the number of questions. In each fold the path of the lasso chooses the questions and least squares weighs them, without sight of the households that judge. ${form.enough} questions come within one point of the best.</p>
<figure>${shortFormChart(form.steps, quotas)}<figcaption>From top to bottom: ${quotas.map((quota) => `quota ${percent(quota, 0)}`).join(", ")}.</figcaption></figure>
<p>In this order: ${form.order.slice(0, Math.max(form.enough, 10)).join(", ")}${form.order.length > Math.max(form.enough, 10) ? ", …" : "."}</p>
</section>`;
}

function features({ survey }: PmtSummary): Html {
  return html`<section>
<h2>What was read</h2>
<div class="scroll" tabindex="0" role="group" aria-label="Table of features"><table>
<thead><tr><th scope="col">Column</th><th scope="col">Taken for</th><th scope="col">Because</th></tr></thead>
<tbody>${survey.reasons.map(({ column, kind, because }) => html`<tr><th scope="row">${column}</th><td>${kind}</td><td>${because === "" ? "the spec says so" : because}</td></tr>`)}</tbody>
</table></div>
</section>`;
}
