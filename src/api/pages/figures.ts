import { DECILE_BASIS_UNITS, type DecileBasis, sayDecileBasis } from "#domain/decile-basis.ts";
import { type Html, html } from "#domain/html.ts";
import { SMALLEST_CELL, type StoredFigure } from "#publication/read-figures.ts";
import { findRegion } from "#regions/region-book.ts";
import { type Freshness, freshness } from "./home.ts";
import { type Language, numberInWords, wordsOf } from "./language.ts";

/** What the figures page shows: one area, and the areas just below it. */
export type FigurePage = {
  readonly area: string;
  readonly fresh: Freshness;
  readonly decileBasis: DecileBasis;
  /** Draws ties at a quota, with program and family id. */
  readonly drawKey: string;
  readonly figures: readonly StoredFigure[];
  /** Program ids with their names, in the order of the lists. */
  readonly programs: readonly (readonly [id: string, name: string])[];
};

/** Deciles as bars, programs, and the areas below as tiles; every chart is also a table and a sentence. */
export function figuresBody(language: Language, shown: FigurePage): Html {
  const words = wordsOf(language).figures;
  const total = (figure: string) => find(shown, figure, shown.area, {}) ?? 0;
  const number = (value: number) => numberInWords(language, value);
  const unit = DECILE_BASIS_UNITS[shown.decileBasis][language];
  const by = `${sayDecileBasis(shown.decileBasis)[language]}.`;
  return html`<h1>${words.title}</h1>
<p class="lead">${words.lead}</p>
${shown.area !== "ID" && html`<p><strong>${findRegion(shown.area)?.name ?? shown.area}</strong></p>`}
<ul class="totals"><li><strong>${number(total("families"))}</strong> ${words.families}</li>
<li><strong>${number(total("persons"))}</strong> ${words.persons}</li></ul>
${freshness(language, shown.fresh)}
<h2>${words.deciles}</h2><p class="hint">${words.decilesNote(unit)} ${by}</p>
${decileChart(language, shown)}
<h2>${words.programs}</h2><p class="hint">${by}</p>${programTable(language, shown)}
<p class="hint">${words.drawKey} <code>${shown.drawKey}</code></p>
<h2>${words.districts}</h2><p class="hint">${words.districtsNote} ${by}</p>
${tiles(language, shown)}
<p class="hint">${words.fewNote}</p>`;
}

function find(
  { figures }: FigurePage,
  figure: string,
  area: string,
  dims: Readonly<Record<string, string>>,
): number | undefined {
  return figures.find(
    (each) =>
      each.figure === figure &&
      each.area === area &&
      Object.entries(dims).every(([key, value]) => each.dims[key] === value),
  )?.value;
}

/** A count as people may see it: small ones are not told. */
function cell(language: Language, value: number | undefined): string {
  if (value === undefined || value === 0) return "0";
  if (value < SMALLEST_CELL) return wordsOf(language).figures.few;
  return numberInWords(language, value);
}

const DECILES = Array.from({ length: 10 }, (_, i) => String(i + 1));

function decileChart(language: Language, shown: FigurePage): Html {
  const words = wordsOf(language).figures;
  const counts = DECILES.map((decile) => {
    const value = find(shown, "families-per-decile", shown.area, { decile }) ?? 0;
    return { decile, value: value < SMALLEST_CELL ? 0 : value, said: cell(language, value) };
  });
  const most = Math.max(1, ...counts.map(({ value }) => value));
  const bars = counts.map(
    ({ decile, value, said }, i) => html`<g transform="translate(0 ${i * 26})">
<text x="22" y="16" text-anchor="end">${decile}</text>
<rect class="d${decile}" x="32" y="3" width="${Math.round((value / most) * 420)}" height="19" rx="3"/>
<text class="soft-text" x="${40 + Math.round((value / most) * 420)}" y="17">${said}</text></g>`,
  );
  return html`<svg class="chart" viewBox="0 0 540 262" role="img" aria-label="${words.deciles}">${bars}</svg>
<details><summary>${words.table}</summary><table><thead><tr><th scope="col">${words.decile}</th><th scope="col" class="n">${words.families}</th></tr></thead>
<tbody>${counts.map(({ decile, said }) => html`<tr><th scope="row">${decile}</th><td class="n">${said}</td></tr>`)}</tbody></table></details>`;
}

function programTable(language: Language, shown: FigurePage): Html {
  const words = wordsOf(language).figures;
  const rows = shown.programs.map(([program, name]) => {
    const quota = find(shown, "quota", shown.area, { program });
    const used = find(shown, "recipients", shown.area, { program });
    return html`<tr><th scope="row">${name}</th><td class="n">${cell(language, used)}</td><td class="n">${quota === undefined ? "–" : cell(language, quota)}</td></tr>`;
  });
  return html`<div class="scroll"><table><thead><tr><th scope="col">${words.program}</th><th scope="col" class="n">${words.used}</th><th scope="col" class="n">${words.quota}</th></tr></thead><tbody>${rows}</tbody></table></div>`;
}

/** Five shades; a tile without enough families has none. */
function tiles(language: Language, shown: FigurePage): Html {
  const areas = shown.figures.filter(
    ({ figure, area }) => figure === "families" && area !== shown.area,
  );
  return html`<ul class="tiles">${areas.map(({ area, value }) => {
    const poor = ["1", "2", "3", "4"]
      .map((decile) => find(shown, "families-per-decile", area, { decile }) ?? 0)
      .reduce((sum, n) => sum + n, 0);
    const isShown = poor >= SMALLEST_CELL && value - poor >= SMALLEST_CELL;
    const share = Math.floor((poor * 100) / Math.max(1, value));
    const shade = isShown ? Math.min(5, 1 + Math.floor(share / 20)) : 0;
    return html`<li class="t${shade}"><strong>${isShown ? `${share} %` : wordsOf(language).figures.few}</strong>${findRegion(area)?.name ?? area}</li>`;
  })}</ul>`;
}
