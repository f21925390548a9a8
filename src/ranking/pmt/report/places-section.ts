import { sayDecileBasis, sayDiffering } from "#domain/decile-basis.ts";
import { type Html, html } from "#domain/html.ts";
import { whole } from "#matching/link-files/report/figures-as-words.ts";
import type { RankFindings } from "#ranking/rank-findings.ts";

/** What a page of a version says of its places. */
export type PlacedFindings = Pick<RankFindings, "basis" | "deciles" | "differing" | "ties">;

/** The deciles of a version: what they are equal in, what they hold, who stands on their borders. */
export function placesSection({ basis, deciles, differing, ties }: PlacedFindings): Html {
  const onCut = (decile: number) => ties.national.find(({ cut }) => cut === decile);
  return html`<section>
<h2>Deciles of the nation</h2>
<p>${sayDecileBasis(basis).en} (${sayDecileBasis(basis).id}). ${sayDiffering(basis, whole(differing.national)).en} Families with exactly the score of a border all stand below it, so that a decile may reach a little further than its tenth.</p>
<div class="scroll" tabindex="0" role="group" aria-label="Table of deciles"><table>
<caption>${sayDecileBasis(basis).en}</caption>
<thead><tr><th scope="col">Decile</th><th scope="col" class="n">Families</th><th scope="col" class="n">Persons</th><th scope="col" class="n">Families on its upper border</th><th scope="col" class="n">Persons</th><th scope="col" class="n">reaches</th></tr></thead>
<tbody>${deciles.map(({ decile, families, persons }) => {
    const tie = onCut(decile);
    const tied = tie === undefined ? ["–", "–", "–"] : tiedCells(tie);
    return html`<tr><th scope="row">${decile}</th><td class="n">${whole(families)}</td><td class="n">${whole(persons)}</td>${tied.map((cell) => html`<td class="n">${cell}</td>`)}</tr>`;
  })}</tbody>
</table></div>
</section>`;
}

const tiedCells = (tie: RankFindings["ties"]["national"][number]): readonly string[] => [
  whole(tie.families),
  whole(tie.persons),
  `${(tie.reachesMilliPercent / 1000).toFixed(3)} %`,
];
