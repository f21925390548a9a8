import type { DecileBasis } from "#domain/decile-basis.ts";
import { sayDecileBasis } from "#domain/decile-basis.ts";
import {
  BALANCED_WORDS,
  EVALUATED_WORDS,
  EVALUATION_LIMITS,
  type EvaluationTerms,
  VERDICT_WORDS,
} from "#domain/evaluation.ts";
import { type Html, html } from "#domain/html.ts";
import type { Words } from "#domain/words.ts";
import { figure, pageShell } from "#ranking/pmt/report/page-shell.ts";
import { sayChance, sayDifference, unitOf } from "./say-figures.ts";
import type { ShownEvaluation, ShownFound, ShownMeasure } from "./shown-evaluation.ts";

type Side = {
  readonly label: string;
  readonly asOf: string;
  readonly decileBasis: DecileBasis;
  readonly manifest: string;
};

/** An evaluation with all that it was made of. */
export type EvaluationReport = {
  readonly name: Words;
  readonly from: Side;
  readonly to: Side;
  readonly ruleset: string;
  readonly terms: EvaluationTerms;
  readonly codeVersion: string;
  readonly figures: ShownEvaluation;
};

const numbers = new Intl.NumberFormat("id-ID");
const count = (value: number | null): string => (value === null ? "*" : numbers.format(value));
const WIDTH = 640;
const HEIGHT = 240;
const LEFT = 56;
const FLOOR = HEIGHT - 36;
const place = (value: number): string => value.toFixed(1);

/** The whole evaluation as one file that asks nothing of any other place and runs no script. */
export function evaluationPage(report: EvaluationReport): string {
  const { name, from, to, figures, terms } = report;
  const near = figures.outcomes.flatMap(({ found }) => (found === null ? [] : [found.band]));
  return pageShell(
    `Evaluasi ${name.id}: ${from.label} sampai ${to.label}`,
    html`<h1>Evaluasi ${name.id}: ${from.label} sampai ${to.label}</h1>
<p>Keluarga tepat di dalam garis dibandingkan dengan keluarga tepat di luar garis pada versi ${from.label}, lalu diikuti ke versi ${to.label}. ${sayDecileBasis(from.decileBasis).id}</p>
<p class="soft">Families just inside the line of ${name.en} in version ${from.label} beside those just outside, followed into version ${to.label}. No family is named; counts below ten are withheld (*).</p>
<dl class="figures">
${figures.lines.map(({ kind, regencies, inside, outside }) => figure(kind === "quota" ? `Garis kuota, ${regencies} kab/kota` : `Garis desil, ${regencies} kab/kota`, `${count(inside)} : ${count(outside)}`))}
${figure("Ditetapkan", count(figures.takeUp.determined))}
${figure("Dibayar", figures.takeUp.paid === null ? "belum ada laporan" : count(figures.takeUp.paid.inside))}
${figure("Pita tersempit (log poin)", near.length === 0 ? "–" : numbers.format(Math.min(...near)))}
</dl>
${soundness(figures)}
<section><h2>Sesudah penetapan</h2>
${outcomeTable(figures)}
${figures.outcomes.map(({ id, found }) => (found === null ? html`` : html`<h3>${EVALUATED_WORDS[id].id}</h3><figure>${chart(found, EVALUATED_WORDS[id].id)}<figcaption>Titik: rata-rata keluarga menurut jarak ke garis (kiri di dalam, lebih miskin). Garis: kecocokan lurus tiap sisi.</figcaption></figure>`))}
</section>
${figures.lots.length === 0 ? html`` : lotSection(figures)}
<section><h2>Sebelum penetapan</h2><p>Hal yang belum mungkin digerakkan program. Beda di sini berarti kedua sisi memang tidak sama.</p>${plainTable(figures.balance.map((one) => ({ name: BALANCED_WORDS[one.id].id, ...one })))}</section>
<section><h2>Program lain di garis ini</h2><p>Bila penerimaan program lain juga melompat, dampaknya tidak dapat dipisahkan.</p>${plainTable(figures.others.map((one) => ({ name: one.program, ...one })))}</section>
<section><h2>Batas</h2><ul>${EVALUATION_LIMITS.map(({ id }) => html`<li>${id}</li>`)}</ul></section>
<section><h2>Asal angka</h2><ul>${originLines(report).map((line) => html`<li>${line}</li>`)}</ul>
<p class="soft">Ambang (${terms.isExample ? "buatan proyek ini" : terms.legalBasis}): sedikitnya ${terms.fewestFamilies} keluarga tiap sisi dan ${terms.fewestVillages} desa; beda terkecil yang terlihat paling banyak ${terms.mostDetectableMilli / 1000} simpangan baku.</p></section>`,
  );
}

const originLines = ({ from, to, ruleset, codeVersion }: EvaluationReport): readonly string[] => [
  `versi ${from.label}, keadaan ${from.asOf}, manifest ${from.manifest}`,
  `versi ${to.label}, keadaan ${to.asOf}, manifest ${to.manifest}`,
  `aturan ${ruleset}`,
  "pita: Imbens dan Kalyanaraman (2012), bobot segitiga; selang: lengkung kuadrat di pita yang sama, galat baku per desa; kepadatan: McCrary (2008)",
  `kode ${codeVersion}`,
];

function soundness({ density, heap, outcomes }: ShownEvaluation): Html {
  const anew = outcomes.find(({ id }) => id === "seen-anew");
  return html`<section><h2>Dapatkah dibandingkan?</h2><ul>
<li>${density === null ? "Kepadatan di garis tidak dapat diperiksa." : density.isSound ? `Keluarga tidak menumpuk di satu sisi garis (peluang ${sayChance(density.chance)}).` : `Keluarga menumpuk di satu sisi garis (peluang ${sayChance(density.chance)}): skor mungkin diatur orang. Tidak ada angka di bawah yang boleh disebut dampak.`}</li>
<li>${anew?.found ? `Didata lagi: beda antarsisi ${sayDifference("seen-anew", anew.found.effect)} poin persen (peluang ${sayChance(anew.found.chance)}).` : "Apakah kedua sisi sama seringnya didata lagi tidak dapat diperiksa."}</li>
<li>Skor yang persis sama: paling banyak ${numbers.format(Math.round(heap * 1000) / 10)} % keluarga di satu titik.</li>
</ul></section>`;
}

const SILENCE = {
  "too-few": "terlalu sedikit keluarga atau desa",
  "too-weak": "hanya beda yang sangat besar yang akan terlihat",
  "same-for-all": "tidak ada keluarga yang berbeda",
} as const;

function outcomeTable({ outcomes }: ShownEvaluation): Html {
  return scrolling(
    "Sesudah penetapan",
    html`<thead><tr><th>ukuran</th><th class="n">di dalam</th><th class="n">di luar</th><th class="n">beda</th><th class="n">selang 95 %</th><th class="n">peluang (Holm)</th><th class="n">bila dibayar</th><th>putusan</th></tr></thead><tbody>
${outcomes.map(({ id, inside, outside, found, silence, detectable, verdict }) => html`<tr><td>${EVALUATED_WORDS[id].id} (${unitOf(id)})</td><td class="n">${count(inside)}</td><td class="n">${count(outside)}</td>${found === null ? html`<td class="n" colspan="4">${SILENCE[silence ?? "too-few"]}${detectable === null ? "" : `: ${sayDifference(id, detectable)}`}</td>` : html`<td class="n">${sayDifference(id, found.effect)}</td><td class="n">${sayDifference(id, found.low)} … ${sayDifference(id, found.high)}</td><td class="n">${sayChance(found.adjusted)}</td><td class="n">${found.wald === null ? "–" : sayDifference(id, found.wald.effect)}</td>`}<td>${VERDICT_WORDS[verdict].id}</td></tr>`)}
</tbody>`,
  );
}

function plainTable(rows: readonly (ShownMeasure & { readonly name: string })[]): Html {
  return scrolling(
    "Perbandingan",
    html`<thead><tr><th></th><th class="n">di dalam</th><th class="n">di luar</th><th class="n">beda</th><th class="n">selang 95 %</th><th class="n">peluang (Holm)</th></tr></thead><tbody>
${rows.map(({ name, inside, outside, found, silence }) => html`<tr><td>${name}</td><td class="n">${count(inside)}</td><td class="n">${count(outside)}</td>${found === null ? html`<td class="n" colspan="3">${SILENCE[silence ?? "too-few"]}</td>` : html`<td class="n">${numbers.format(found.effect)}</td><td class="n">${numbers.format(found.low)} … ${numbers.format(found.high)}</td><td class="n">${sayChance(found.adjusted)}</td>`}</tr>`)}
</tbody>`,
  );
}

const scrolling = (label: string, table: Html): Html =>
  html`<div class="scroll" tabindex="0" role="region" aria-label="${label}"><table>${table}</table></div>`;

function lotSection({ lots }: ShownEvaluation): Html {
  return html`<section><h2>Yang diundi</h2><p>Keluarga dengan skor sama persis di batas kuota: hanya undian yang memisahkan mereka. Ini perbandingan terbaik yang ada.</p>${scrolling(
    "Yang diundi",
    html`<thead><tr><th>ukuran</th><th class="n">undian</th><th class="n">mendapat tempat</th><th class="n">tidak</th><th class="n">beda</th><th class="n">selang 95 %</th></tr></thead><tbody>
${lots.map(({ id, drawings, inside, outside, effect, low, high }) => html`<tr><td>${EVALUATED_WORDS[id].id} (${unitOf(id)})</td><td class="n">${drawings}</td><td class="n">${inside}</td><td class="n">${outside}</td><td class="n">${sayDifference(id, effect)}</td><td class="n">${sayDifference(id, low)} … ${sayDifference(id, high)}</td></tr>`)}
</tbody>`,
  )}</section>`;
}

/** Means of both sides by their distance, and the lines through them. */
function chart({ bins, insideLine, outsideLine }: ShownFound, name: string): Html {
  const ends = [
    ...bins.flatMap(({ mean }) => (mean === null ? [] : [mean])),
    insideLine[0] ?? 0,
    (insideLine[0] ?? 0) - (insideLine[1] ?? 0),
    outsideLine[0] ?? 0,
    (outsideLine[0] ?? 0) + (outsideLine[1] ?? 0),
  ];
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  const x = (at: number) => LEFT + ((at + 1) / 2) * (WIDTH - LEFT - 16);
  const y = (value: number) => FLOOR - ((value - low) / (high - low || 1)) * (FLOOR - 20);
  const line = ([height = 0, slope = 0]: readonly number[], from: number, to: number) =>
    html`<line class="line one" x1="${place(x(from))}" x2="${place(x(to))}" y1="${place(y(height + slope * from))}" y2="${place(y(height + slope * to))}"/>`;
  return html`<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${name} menurut jarak ke garis">
${[low, high].map((tick) => html`<line class="grid" x1="${LEFT}" x2="${WIDTH - 16}" y1="${place(y(tick))}" y2="${place(y(tick))}"/><text class="soft" x="${LEFT - 6}" y="${place(y(tick) + 4)}" text-anchor="end">${numbers.format(Math.round(tick * 1000) / 1000)}</text>`)}
<line class="axis" x1="${place(x(0))}" x2="${place(x(0))}" y1="10" y2="${FLOOR}"/>
${line(insideLine, -1, 0)}${line(outsideLine, 0, 1)}
${bins.flatMap(({ at, mean }) => (mean === null ? [] : [html`<circle cx="${place(x(at))}" cy="${place(y(mean))}" r="4"/>`]))}
<text class="soft" x="${LEFT}" y="${HEIGHT - 10}">di dalam garis</text><text class="soft" x="${WIDTH - 16}" y="${HEIGHT - 10}" text-anchor="end">di luar garis</text>
</svg>`;
}
