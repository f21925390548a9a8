import { type Html, html } from "#domain/html.ts";
import type { FieldWeights } from "../link-draft.ts";
import type { LinkExample } from "../link-figures.ts";
import { waterfall, weightBar } from "./charts.ts";
import { bits, percent, probability, whole } from "./figures-as-words.ts";

/** The weight of every level of every field, as a bar to the right (for) or to the left (against). */
export function fieldWeights(weights: readonly FieldWeights[], prior: number): Html {
  const most = Math.max(
    1,
    ...weights.flatMap(({ levels }) => levels.map(({ milliBits }) => Math.abs(milliBits) / 1000)),
  );
  return html`<section>
<h2>What each column says</h2>
<p>Bars to the right speak for two records being one entity, bars to the left against it. Each is learned from the files: how often true pairs agree so, against how often strangers do. Before looking at any column, the chance that two records are one entity is 1 in ${oneIn(prior)}.</p>
<div class="levels">
${weights.map(
  ({ column, levels }) =>
    html`<div><h3>${column}</h3>${[...levels]
      .sort((a, b) => b.level - a.level)
      .filter(({ level }) => level > 0)
      .map(
        ({ says, milliBits, m, u }) =>
          html`<div class="level" title="among true pairs ${percent(m, 2)}, among others ${percent(u, 4)}"><span>${says}</span>${weightBar(milliBits / 1000, most)}<span class="n">${bits(milliBits / 1000)}</span></div>`,
      )}</div>`,
)}
</div>
<p class="soft">Numbers are bits: +1 doubles the odds, −1 halves them, +10 multiplies them by a thousand.</p>
</section>`;
}

const oneIn = (chance: number): string => (chance <= 0 ? "many" : whole(1 / chance));

const NAMES = ["The strongest link", "The link in the middle", "The weakest link"] as const;

/** Three links taken apart, without saying whose they are. */
export function examples(links: readonly LinkExample[]): Html {
  if (links.length < NAMES.length) return html``;
  return html`<section>
<h2>How a link comes about</h2>
<p>Each row moves the sum; where it ends is the weight of the pair, and from it comes the probability. The level of each column stands for every link in links.parquet.</p>
${links.map(
  ({ bits: sum, probability: chance, steps }, i) => html`<figure>
<figcaption>${NAMES[i] ?? ""}: ${bits(sum)} bits, probability ${probability(chance)}</figcaption>
${waterfall(
  steps.map(({ column, says, bits: step }) => ({ label: column, says, bits: step })),
  `${NAMES[i] ?? ""}: how its weight came about`,
)}</figure>`,
)}
</section>`;
}
