import { type DecileBasis, sayDecileBasis } from "#domain/decile-basis.ts";
import { type Html, html } from "#domain/html.ts";
import { WHAT_IF_BASES, type WhatIfScenario } from "#domain/what-if.ts";
import { figure, pageShell } from "#ranking/pmt/report/page-shell.ts";
import type { FrontierPoint, WhatIfAnswer } from "./answer.ts";
import type { SurveyErrors } from "./survey-errors.ts";
import { answerTables, shownGroups } from "./tables.ts";
import { type AnswerTable, type Cell, SMALLEST_FAMILIES, shownSides } from "./whole-table.ts";

/** From which files an answer came: said at the end of every report. */
export type ReportOrigin = {
  readonly version: string;
  readonly asOf: string;
  /** Ids of the rules as they were judged, and what chance was drawn from. */
  readonly rulesets: { readonly reform: string; readonly baseline: string };
  readonly drawKey: string;
  readonly decileBasis: DecileBasis;
  readonly manifest: string;
  readonly cellsHash: string;
  readonly codeVersion: string;
  readonly scenarioSha256: string;
};

export type Report = {
  readonly scenario: WhatIfScenario;
  readonly answer: WhatIfAnswer;
  readonly survey: SurveyErrors;
  readonly origin: ReportOrigin;
};

const numbers = new Intl.NumberFormat("id-ID", { maximumFractionDigits: 4 });
const WIDTH = 640;
const HEIGHT = 280;
const LEFT = 56;
const FLOOR = HEIGHT - 48;
const place = (value: number): string => value.toFixed(1);

/** The whole answer as one file that asks nothing of any other place and runs no script. */
export function reportPage({ scenario, answer, survey, origin }: Report): string {
  const { reform, baseline, winners, losers } = answer;
  const isShown = shownSides(answer);
  return pageShell(
    `Bagaimana jika: ${scenario.name}`,
    html`<h1>Bagaimana jika: ${scenario.name}</h1>
<p>Program ${scenario.program}, versi ${origin.version}, ${sayDecileBasis(origin.decileBasis).id.toLowerCase()}. ${compared(scenario)}</p>
<p class="note">Simulasi. Tidak ada keluarga yang masuk atau keluar karenanya. ${answer.isExact ? "Semua angka penerima dihitung persis." : "Garis memotong satu kelompok: di dalamnya keluarga dianggap tersebar merata. Jalankan dengan --exact untuk hitungan sampai keluarga terakhir."}</p>
<p class="soft">This is a simulation: nobody comes in or drops out by it. ${answer.isExact ? "Recipients are counted exactly." : "The line cuts through a bin, within which families are taken to lie evenly; --exact counts to the last family."}</p>
<dl class="figures">
${figure("Penerima sekarang", isShown.baseline ? numbers.format(baseline.families) : "*")}
${figure("Penerima skenario", isShown.reform ? numbers.format(reform.families) : "*")}
${figure("Masuk", withheld(winners))}
${figure("Keluar", withheld(losers))}
${figure("Dekat garis", withheld(answer.marginal))}
${figure("Rupiah setahun", isShown.reform ? numbers.format(reform.rupiahAYear) : "*")}
${figure("EER perkiraan", percent(reform.expected.exclusion))}
${figure("IER perkiraan", percent(reform.expected.inclusion))}
</dl>
${errorSection(survey)}
<section><h2>Garis di tempat lain</h2>
<p>Cakupan, EER dan IER yang diperkirakan, bila garis ditarik di tiap persentil (${WHAT_IF_BASES.expected.id}).</p>
<figure>${frontierChart(answer.frontier)}<figcaption>Garis penuh: EER; putus-putus: IER; titik-titik: cakupan jiwa.</figcaption></figure></section>
<section><h2>Siapa yang keluar dan masuk</h2><figure>${moveChart(shownGroups("decile", answer.groups.decile ?? []).filter(({ key }) => key > 0))}<figcaption>Keluarga menurut desil nasional: ke kanan masuk, ke kiri keluar. Sel di bawah ${SMALLEST_FAMILIES} dirahasiakan.</figcaption></figure></section>
${answerTables(answer, survey).map(tableSection)}
<section><h2>Asal angka</h2>
<p>${WHAT_IF_BASES.simulated.id}.</p>
<ul>
${originLines(origin).map((line) => html`<li>${line}</li>`)}
</ul></section>`,
  );
}

/** What the scenario is laid beside. */
export const compared = ({ baseline }: Report["scenario"]): string =>
  baseline === "as-determined"
    ? "Dibandingkan dengan penetapan versi itu."
    : "Dibandingkan dengan syarat lain atas versi yang sama.";

/** Enough to make the same figures again. */
export const originLines = (
  origin: Omit<ReportOrigin, "cellsHash"> & { readonly cellsHash?: string },
): readonly string[] => [
  `versi ${origin.version}, keadaan ${origin.asOf}, manifest ${origin.manifest}`,
  `aturan skenario ${origin.rulesets.reform}; aturan pembanding ${origin.rulesets.baseline}`,
  `kunci undi ${origin.drawKey}`,
  ...(origin.cellsHash === undefined ? [] : [`sel ${origin.cellsHash}`]),
  `skenario SHA-256 ${origin.scenarioSha256}`,
  `kode ${origin.codeVersion}`,
];

export const percent = (share: number | null): string =>
  share === null ? "–" : `${numbers.format(Math.round(share * 1000) / 10)} %`;
const withheld = (count: number): string =>
  count > 0 && count < SMALLEST_FAMILIES ? "*" : numbers.format(count);

/** How the measured errors are to be read, which stand in a table below. */
function errorSection({ quotas, lines }: SurveyErrors): Html {
  const said =
    quotas.length + lines.length === 0
      ? "Versi ini tidak membawa galat survei; yang ada hanya perkiraan model."
      : MEASURED_NOTE;
  return html`<section><h2>Galat yang diukur</h2><p>${said}</p></section>`;
}

/** What the measured errors are of, and what they are not. */
export const MEASURED_NOTE =
  "Galat garis yang menjangkau jiwa sebanyak itu, pada rumah tangga survei yang tidak dilihat model, dengan selang 95 %; yang miskin ialah empat persepuluh terbawah, di kuota sebanyak kuotanya. Syarat program selain garis tidak diketahui survei.";

/** Errors and coverage over the percentile at which a national line would stand. */
function frontierChart(frontier: readonly FrontierPoint[]): Html {
  const x = (percentile: number) => LEFT + (percentile / 100) * (WIDTH - LEFT - 16);
  const y = (share: number) => FLOOR - share * (FLOOR - 16);
  const line = (pick: (point: FrontierPoint) => number | null) =>
    frontier
      .flatMap((point) => {
        const share = pick(point);
        return share === null ? [] : [`${place(x(point.percentile))},${place(y(share))}`];
      })
      .join(" ");
  return html`<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="EER, IER dan cakupan menurut persentil garis">
${[0, 0.25, 0.5, 0.75, 1].map((share) => html`<line class="grid" x1="${LEFT}" x2="${WIDTH - 16}" y1="${place(y(share))}" y2="${place(y(share))}"/><text class="soft" x="${LEFT - 6}" y="${place(y(share) + 4)}" text-anchor="end">${share * 100} %</text>`)}
${[0, 20, 40, 60, 80, 100].map((tick) => html`<text class="soft" x="${place(x(tick))}" y="${FLOOR + 20}" text-anchor="middle">${tick}</text>`)}
<polyline class="line one" points="${line(({ exclusion }) => exclusion)}"/>
<polyline class="line two" points="${line(({ inclusion }) => inclusion)}"/>
<polyline class="line three" points="${line(({ coverage }) => coverage)}"/>
<text class="soft" x="${(LEFT + WIDTH) / 2}" y="${HEIGHT - 6}" text-anchor="middle">persentil garis</text>
</svg>`;
}

/** Families that come in and drop out, by decile: to both sides of one line. */
export function moveChart(
  rows: readonly Pick<ReturnType<typeof shownGroups>[number], "key" | "winners" | "losers">[],
): Html {
  const most = Math.max(...rows.flatMap(({ winners, losers }) => [winners ?? 0, losers ?? 0]), 1);
  const middle = WIDTH / 2;
  const wide = (count: number) => (count / most) * (middle - 70);
  const height = rows.length * 24 + 8;
  return html`<svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="Masuk dan keluar menurut desil: ${rows.map(({ key, winners, losers }) => `desil ${key} masuk ${winners ?? "dirahasiakan"}, keluar ${losers ?? "dirahasiakan"}`).join("; ")}">
${rows.map(({ key, winners, losers }, i) => {
  const y = 4 + i * 24;
  const side = (count: number | null, kind: "for" | "against") => {
    const isFor = kind === "for";
    if (count === null) {
      return html`<text class="soft" x="${middle + (isFor ? 6 : -6)}" y="${y + 15}" text-anchor="${isFor ? "start" : "end"}">*</text>`;
    }
    const x = isFor ? String(middle) : place(middle - wide(count));
    return html`<rect class="${kind}" x="${x}" y="${y}" width="${place(wide(count))}" height="18"/>`;
  };
  return html`<text class="soft" x="4" y="${y + 15}">${key}</text>${side(losers, "against")}${side(winners, "for")}`;
})}
<line class="axis" x1="${middle}" x2="${middle}" y1="0" y2="${height}"/>
</svg>`;
}

/** One table, withheld cells as a star. */
export function tableSection({ title, columns, rows }: AnswerTable): Html {
  return html`<section><h2>${title.id}</h2><div class="scroll" tabindex="0" role="region" aria-label="${title.id}"><table><thead><tr>${columns.map(({ words }, i) => html`<th class="${i === 0 ? "" : "n"}">${words.id}</th>`)}</tr></thead><tbody>
${rows.map((row) => html`<tr>${row.map((cell, i) => html`<td class="${i === 0 ? "" : "n"}">${shown(cell)}</td>`)}</tr>`)}
</tbody></table></div></section>`;
}

export const shown = (cell: Cell): string =>
  cell === null ? "*" : typeof cell === "number" ? numbers.format(cell) : cell;
