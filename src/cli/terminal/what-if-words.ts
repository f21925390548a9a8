import { say, type Words } from "#domain/words.ts";
import type { AskedWhatIf, WhatIfProblem } from "#jobs/ask-what-if.ts";
import type { JobMistake } from "#matching/link-files/job-mistake.ts";
import { answerTables } from "#programs/what-if/tables.ts";
import { type AnswerTable, atLeastSmallest, shownSides } from "#programs/what-if/whole-table.ts";
import { countedBy } from "./counted-by.ts";

export const PROBLEM_WORDS = {
  "version-unknown": say(
    "Tidak ada versi dengan nama itu. Lihat dtsen version list.",
    "There is no version of that name. See dtsen version list.",
  ),
  "version-not-frozen": say(
    "Versi itu belum dibekukan. Pilih versi yang beku atau terbit.",
    "That version is not frozen. Choose one that is frozen or published.",
  ),
  "version-files-gone": say(
    "Berkas versi itu sudah tidak disimpan di sini. Pulihkan dari arsip.",
    "The files of that version are not kept here any more. Restore them from the archive.",
  ),
} as const satisfies Record<WhatIfProblem, Words>;

/** Everything that is wrong with a scenario, a line each. */
export function mistakesText(mistakes: readonly JobMistake[]): string {
  const lines = mistakes.flatMap(({ code, at, says, remedy }) => [
    `- ${at === "" ? "" : `${at}: `}${says.id} ${remedy.id} [${code}]`,
    `  ${says.en} ${remedy.en}`,
  ]);
  return `${[`Skenario ini tidak dapat dijalankan (${mistakes.length}). / This scenario cannot be run.`, ...lines].join("\n")}\n`;
}

const numbers = new Intl.NumberFormat("id-ID", { maximumFractionDigits: 6 });

/** Tables that a terminal has room for. */
const SAID: readonly string[] = ["whole", "measured", "by_decile"];

/** The whole and who drops out by decile, for a terminal. */
export function whatIfText({
  scenario,
  answer,
  survey,
  origin,
  cellSeconds,
  answerSeconds,
}: AskedWhatIf): string {
  const shown = answerTables(answer, survey).filter(({ name }) => SAID.includes(name));
  const { solved } = answer;
  const isShown = shownSides(answer);
  return [
    `Bagaimana jika: ${scenario.name} — ${scenario.program}, versi ${origin.version}, desil ${countedBy(origin.decileBasis)}`,
    "Simulasi; tidak ada keluarga yang masuk atau keluar karenanya.",
    answer.isExact
      ? "Dihitung persis."
      : "Garis memotong satu kelompok: di dalamnya diperkirakan merata (--exact menghitung persis).",
    ...shown.flatMap((table) => ["", table.title.id, ...tableText(table)]),
    "",
    `Dekat garis                  ${atLeastSmallest(answer.marginal) ?? "*"} keluarga`,
    ...(isShown.reform
      ? [`Anggaran yang diperlukan     ${numbers.format(solved.budgetRupiah)} rupiah setahun`]
      : []),
    ...(solved.flatRupiah === null
      ? []
      : [`Manfaat rata dari anggaran   ${numbers.format(solved.flatRupiah)} rupiah per tahap`]),
    ...(solved.quota === null
      ? []
      : [
          `Kuota dari anggaran          ${numbers.format(solved.quota.units)}, sampai persentil ${solved.quota.percentile}`,
        ]),
    "",
    `Sel ${origin.cellsHash} (dibuat ${cellSeconds.toFixed(1)} s, dijawab ${answerSeconds.toFixed(1)} s)`,
    "",
  ].join("\n");
}

/** Columns side by side, in letters of one width. */
export function tableText({ columns, rows }: AnswerTable): readonly string[] {
  const cells = [
    columns.map(({ words }) => words.id),
    ...rows.map((row) =>
      row.map((cell) =>
        cell === null
          ? "*"
          : typeof cell === "number"
            ? numbers.format(cell)
            : (cell.split(" / ")[0] ?? cell),
      ),
    ),
  ];
  const widths = columns.map((_, i) => Math.max(...cells.map((row) => row[i]?.length ?? 0)));
  return cells.map((row) =>
    row
      .map((cell, i) =>
        i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart((widths[i] ?? 0) + 2),
      )
      .join(""),
  );
}

/** The object of --json: tables with small cells withheld, never the tallies behind them. */
export function whatIfFigures({ scenario, answer, survey, origin }: AskedWhatIf) {
  const {
    isExact,
    families,
    persons,
    reform,
    baseline,
    nothing,
    winners,
    losers,
    staying,
    marginal,
    solved,
  } = answer;
  const isShown = shownSides(answer);
  return {
    scenario,
    origin,
    is_exact: isExact,
    families,
    persons,
    reform: isShown.reform ? reform : null,
    baseline: isShown.baseline ? baseline : null,
    nothing,
    winners: atLeastSmallest(winners),
    losers: atLeastSmallest(losers),
    staying: atLeastSmallest(staying),
    marginal: atLeastSmallest(marginal),
    solved: isShown.reform ? solved : null,
    survey,
    tables: tablesOf(answerTables(answer, survey)),
  };
}

/** Tables by name, a row an object. */
export const tablesOf = (tables: readonly AnswerTable[]) =>
  Object.fromEntries(
    tables.map(({ name, columns, rows }) => [
      name,
      rows.map((row) => Object.fromEntries(columns.map(({ id }, i) => [id, row[i] ?? null]))),
    ]),
  );
