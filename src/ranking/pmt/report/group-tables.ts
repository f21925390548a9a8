import { type Html, html } from "#domain/html.ts";
import { percent, whole } from "#matching/link-files/report/figures-as-words.ts";
import type { ScoreFigures } from "../judge-scores.ts";
import type { GroupErrors } from "../metrics/group-errors.ts";

/** Who fares how: by size, and by every column that was asked for. */
export function groupTables({ sizes, groups }: ScoreFigures): Html {
  const tables = [...(sizes.length > 0 ? [{ column: "members", groups: sizes }] : []), ...groups];
  if (tables.length === 0) return html``;
  return html`<section>
<h2>Who fares how, at a quota of 40 %</h2>
<p>Small households are the systematic victims of such tests. A group that is poor more often than it is selected is passed over; a positive bias means that it looks better off than it is. Equal errors and equal calibration cannot both be had where groups differ: which is to be kept to is a matter of policy.</p>
${tables.map(({ column, groups: rows }) => table(column, rows))}
</section>`;
}

const orDash = (share: number | null): string => (share === null ? "–" : percent(share));

/** Fewer households than this would say something of each. */
const FEWEST = 5;

function table(column: string, rows: readonly GroupErrors[]): Html {
  return html`<h3>${column}</h3>
<div class="scroll" tabindex="0" role="group" aria-label="Table of errors by ${column}"><table>
<thead><tr><th scope="col">Group</th><th scope="col" class="n">Households</th><th scope="col" class="n">Truly poor</th><th scope="col" class="n">Selected</th><th scope="col" class="n">Missed, of its poor</th><th scope="col" class="n">Not poor, of its selected</th><th scope="col" class="n">Bias</th><th scope="col" class="n">Share of all missed</th></tr></thead>
<tbody>${rows.map((row) =>
    row.rows < FEWEST
      ? html`<tr><th scope="row">${row.name}</th><td class="n">under ${FEWEST}</td><td colspan="6"></td></tr>`
      : html`<tr><th scope="row">${row.name}</th><td class="n">${whole(row.rows)}</td><td class="n">${percent(row.poor)}</td><td class="n">${percent(row.selected)}</td><td class="n">${orDash(row.exclusion)}</td><td class="n">${orDash(row.inclusion)}</td><td class="n">${row.bias.toFixed(3)}</td><td class="n">${percent(row.shareOfMissed)}</td></tr>`,
  )}</tbody>
</table></div>`;
}

/** How likely the truly poor are in each predicted tenth. */
export function deciles({ hits }: ScoreFigures): Html {
  if (hits === null) return html``;
  return html`<section>
<h2>What a tenth means</h2>
<p>Of all households ${percent(hits.exact)} lie in their true tenth, ${percent(hits.withinOne)} within one and ${percent(hits.withinTwo)} within two; the place is ${hits.meanRankError.toFixed(1)} points of a hundred off on average. Never print a rank to the unit.</p>
<div class="scroll" tabindex="0" role="group" aria-label="Table of predicted tenths"><table>
<thead><tr><th scope="col">Predicted tenth</th>${hits.poor40.map((_, d) => html`<th scope="col" class="n">${d + 1}</th>`)}</tr></thead>
<tbody>
<tr><th scope="row">truly among the poorest 40 %</th>${hits.poor40.map((share) => html`<td class="n">${percent(share, 0)}</td>`)}</tr>
<tr><th scope="row">truly among the poorest 20 %</th>${hits.poor20.map((share) => html`<td class="n">${percent(share, 0)}</td>`)}</tr>
</tbody>
</table></div>
</section>`;
}
