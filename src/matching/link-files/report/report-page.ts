import { type Html, html, trusted } from "#domain/html.ts";
import type { Quality } from "../evaluate-links.ts";
import { thresholdBits } from "../link-figures.ts";
import type { LinkSummary } from "../link-files.ts";
import { columnChart, curveChart, curveKey } from "./charts.ts";
import { examples, fieldWeights } from "./field-weights.ts";
import { percent, probability, whole } from "./figures-as-words.ts";
import { STYLE } from "./style.ts";

/** The whole report as one file: no script, nothing from elsewhere, no value of any record. */
export function reportPage(summary: LinkSummary): string {
  const { result } = summary;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Linking report</title>
<style>${trusted(STYLE)}</style>
</head>
<body>
<main>
<h1>Linking report</h1>
<p>${opening(summary)}</p>
<p class="soft">This page holds counts and names of columns only: nothing that stands in any record.</p>
<dl class="figures">
${figure("Records", whole(result.records))}
${figure("Pairs compared", whole(result.pairsCompared))}
${figure("Links", whole(result.links))}
${figure("Clusters", whole(result.clusters))}
${figure("Largest cluster", whole(result.largestCluster))}
${figure("Threshold", probability(result.threshold))}
</dl>
${summary.warnings.map((warning) => html`<p class="note">${warning}</p>`)}
${evaluation(summary)}
${threshold(summary)}
${columns(summary)}
${fieldWeights(result.weights, result.prior)}
${examples(summary.figures.examples)}
${keys(summary)}
${weights(summary)}
${unlinkables(summary)}
${sizes(summary)}
</main>
</body>
</html>
`.markup;
}

const figure = (name: string, value: string): Html =>
  html`<div><dt>${name}</dt><dd>${value}</dd></div>`;

function opening({ inputs, result }: LinkSummary): string {
  const named = inputs.map(({ name, rows }) => `“${name}” (${whole(rows)} records)`);
  const once = inputs.filter((input) => input.once).map(({ name }) => `“${name}”`);
  const within =
    once.length === 0
      ? ""
      : ` Nobody stands twice in ${once.join(" and ")}, so no two records of one such file were joined.`;
  return inputs.length === 1
    ? `Doubles were sought in ${named.join()}: ${whole(result.records - result.clusters)} records turned out to be somebody already there.`
    : `Records of ${named.join(", ")} were linked.${within}`;
}

function evaluation({ evaluation: judged }: LinkSummary): Html {
  if (judged === undefined) return html``;
  const row = (name: string, { precision, recall, f1 }: Quality): Html =>
    html`<tr><th scope="row">${name}</th><td class="n">${percent(precision, 2)}</td><td class="n">${percent(recall, 2)}</td><td class="n">${percent(f1, 2)}</td></tr>`;
  return html`<section>
<h2>How right it is</h2>
<p>Judged by the truth that the job names, known of ${whole(judged.judgedRecords)} records with ${whole(judged.truePairs)} true pairs. ${judged.candidateRecall === 1 ? "All true pairs were compared." : html`${percent(judged.candidateRecall, 2)} of the true pairs were compared at all: others are found only through a third record.`}</p>
<div class="scroll" tabindex="0" role="group" aria-label="Table of precision and recall"><table>
<thead><tr><th scope="col">Counted by</th><th scope="col" class="n">Precision</th><th scope="col" class="n">Recall</th><th scope="col" class="n">F1</th></tr></thead>
<tbody>${row("pairs", judged.pairwise)}${row("records (B-cubed)", judged.bcubed)}</tbody>
</table></div>
<p class="soft">Precision: of what was joined, how much belongs together. Recall: of what belongs together, how much was joined. F1: both in one.</p>
</section>`;
}

/** Reasons of the engine as a sentence. */
const sentence = (words: string): string =>
  `${words.charAt(0).toUpperCase()}${words.slice(1)}${/[.!?]$/.test(words) ? "" : "."}`;

function threshold({ result }: LinkSummary): Html {
  return html`<section>
<h2>The threshold</h2>
<p>Pairs with a probability of ${probability(result.threshold)} or more were linked. ${sentence(result.thresholdReason)}</p>
${
  result.curve.length > 1 &&
  html`<figure>${curveChart(result.curve, result.threshold)}
<figcaption>${curveKey()}as the model expects them, without looking at any truth. The dashed upright line is the threshold.</figcaption></figure>`
}
</section>`;
}

function columns({ fields, reasons, inputs }: LinkSummary): Html {
  const own = (field: LinkSummary["fields"][number]): string =>
    inputs
      .map(({ name }) => field.columns?.[name])
      .filter((one) => one !== undefined && one !== field.column)
      .map((one) => one ?? "(absent)")
      .join(", ");
  const hasOthers = fields.some((field) => own(field) !== "");
  return html`<section>
<h2>What was compared</h2>
${
  reasons.length > 0
    ? html`<p>The job names no fields, so they were chosen by what their values look like:</p><ul>${reasons.map((reason) => html`<li>${reason}</li>`)}</ul>`
    : html`<p>The fields are those that the job names.</p>`
}
<div class="scroll" tabindex="0" role="group" aria-label="Table of fields"><table>
<thead><tr><th scope="col">Column</th><th scope="col">Compared as</th>${hasOthers && html`<th scope="col">Called elsewhere</th>`}</tr></thead>
<tbody>${fields.map((field) => html`<tr><th scope="row">${field.column}</th><td>${field.kind}</td>${hasOthers && html`<td>${own(field)}</td>`}</tr>`)}</tbody>
</table></div>
</section>`;
}

function keys({ result }: LinkSummary): Html {
  if (result.keys.length === 0) return html``;
  const isHot = result.keys.some(({ hotBlocks }) => hotBlocks > 0);
  return html`<section>
<h2>Which pairs were compared</h2>
<p>Not every record can be held against every other. Compared were pairs that agree in at least one of these keys. A block is all records with the same value of a key; ${
    isHot
      ? "very large ones were narrowed, their records compared with a few neighbours, and what stayed too large was left out and is counted here."
      : "none was too large."
  }</p>
<div class="scroll" tabindex="0" role="group" aria-label="Table of keys"><table>
<thead><tr><th scope="col">Key</th><th scope="col" class="n">Pairs</th>${isHot && html`<th scope="col" class="n">Large blocks</th><th scope="col" class="n">Pairs left out</th>`}</tr></thead>
<tbody>${result.keys.map(({ name, pairs, hotBlocks, leftOut }) => html`<tr><th scope="row">${name}</th><td class="n">${whole(pairs)}</td>${isHot && html`<td class="n">${whole(hotBlocks)}</td><td class="n">${whole(leftOut)}</td>`}</tr>`)}</tbody>
</table></div>
</section>`;
}

function weights({ figures, result }: LinkSummary): Html {
  const [first] = figures.weights;
  const last = figures.weights.at(-1);
  if (first === undefined || last === undefined) return html``;
  const pairs = new Map(figures.weights.map((step) => [step.bits, step.pairs]));
  const steps = Array.from({ length: last.bits - first.bits + 1 }, (_, i) => first.bits + i);
  const bars = steps.map((step) => ({ label: String(step), value: pairs.get(step) ?? 0 }));
  const mark = Math.min(Math.max(thresholdBits(result.threshold) - first.bits, 0), bars.length);
  return html`<section>
<h2>How clear the answers are</h2>
<p>Compared pairs by their weight; pairs that could not be one entity are not drawn. Two hills with a valley between mean that the columns tell entities apart; one hill that the threshold cuts through means that many answers are doubtful.</p>
<figure>${columnChart(bars, { aria: "Compared pairs by weight", axis: "weight in bits; heights grow by tens", mark })}
<figcaption>One bit more doubles the odds. The dashed line is the threshold, before each record was given to its best partner.</figcaption></figure>
</section>`;
}

function unlinkables({ figures, result }: LinkSummary): Html {
  const cannot = figures.patterns.filter(({ isLinkable }) => !isLinkable);
  const records = cannot.reduce((sum, one) => sum + one.records, 0);
  const lead =
    records === 0
      ? "Every record knows enough to be linked, if its partner agrees in all of it."
      : `${whole(records)} records (${percent(records / Math.max(result.records, 1))}) know so little that nothing could be linked to them with this threshold, not even their own copy with usual values.`;
  const rows = [...cannot, ...figures.patterns.filter(({ isLinkable }) => isLinkable)].slice(0, 8);
  return html`<section>
<h2>Records that cannot be linked</h2>
<p>${lead}</p>
<div class="scroll" tabindex="0" role="group" aria-label="Table of what records know"><table>
<thead><tr><th scope="col">Not known</th><th scope="col" class="n">Records</th><th scope="col" class="n">Best weight</th><th scope="col">Linkable</th></tr></thead>
<tbody>${rows.map(({ missing, records: count, bestBits, isLinkable }) => html`<tr><th scope="row">${missing.length === 0 ? "nothing: all columns are filled" : missing.join(", ")}</th><td class="n">${whole(count)}</td><td class="n">${bestBits.toFixed(1)}</td><td>${isLinkable ? "yes" : "no"}</td></tr>`)}</tbody>
</table></div>
<p class="soft">Needed are ${thresholdBits(result.threshold).toFixed(1)} bits. Rare values reach more than is written here.</p>
</section>`;
}

const MOST_SIZES = 12;

function sizes({ figures }: LinkSummary): Html {
  const shown = figures.clusterSizes.slice(0, MOST_SIZES);
  const rest = figures.clusterSizes.slice(MOST_SIZES);
  const more = rest.reduce((sum, { clusters }) => sum + clusters, 0);
  const bars = [
    ...shown.map(({ size, clusters }) => ({ label: String(size), value: clusters })),
    ...(more > 0 ? [{ label: "more", value: more }] : []),
  ];
  return html`<section>
<h2>Sizes of clusters</h2>
<p>A cluster is all records that were found to be one entity; size 1 is a record without partner. A cluster much larger than you would expect is the first thing to look at.</p>
<figure>${columnChart(bars, { aria: "Clusters by their number of records", axis: "records in a cluster; heights grow by tens" })}</figure>
</section>`;
}
