import { type Html, html } from "#domain/html.ts";
import { percent, whole } from "#matching/link-files/report/figures-as-words.ts";
import type { ScoreFigures } from "../judge-scores.ts";
import type { PmtSummary } from "../train-survey.ts";
import { calibrationChart, shortFormChart } from "./charts.ts";
import { deciles, groupTables } from "./group-tables.ts";
import { errorSection, gainSection } from "./layer-tables.ts";
import { figure, pageShell } from "./page-shell.ts";

/** The whole report as one file: no script, nothing from elsewhere, no value of any household. */
export function reportPage(summary: PmtSummary): string {
  const { survey, layers, choice, notices } = summary;
  const chosen = layers.find(({ name }) => name === choice.chosen)?.figures ?? layers[0]?.figures;
  return pageShell(
    "Proxy means test",
    html`<h1>Proxy means test</h1>
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
${errorSection({ layers, chosen: choice.chosen, caption: `${choice.chosen} ships.` })}
${gainSection(choice.gains)}
${chosen && calibration(summary, chosen)}
${chosen && deciles(chosen)}
${chosen && groupTables(chosen)}
${shortForm(summary)}
${features(summary)}`,
  );
}

const TARGETS = { log: "its logarithm", level: "as it stands", class: "a class" } as const;

function opening({ survey, layers }: PmtSummary): string {
  const { table, targetName, poor } = survey;
  const unit = table.size.some((members) => members !== 1) ? "people" : "households";
  const kind = `${TARGETS[table.targetKind]}${poor === "" ? "" : `, poor is “${poor}”`}`;
  return `Ways of ranking ${whole(table.rows)} households by “${targetName}” (${kind}): ${layers.map(({ name }) => name).join(", ")}. Quotas count ${unit}.`;
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
