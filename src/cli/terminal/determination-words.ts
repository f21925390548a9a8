import { type Outcome, outcomeWords } from "#domain/program.ts";
import { PROGRAM_MODE_WORDS } from "#domain/program-terms.ts";
import type { TrialReport } from "#jobs/try-determination.ts";
import type { Coverage } from "#programs/coverage.ts";
import type { ProgramCount } from "#programs/program-counts.ts";
import { getProgram } from "#programs/programs.ts";
import { countedBy } from "./counted-by.ts";

const NUMBERS = new Intl.NumberFormat("id-ID");
const number = (figure: number | bigint): string => NUMBERS.format(figure);

/** What a trial came to: each program, then who holds places in which, by decile. */
export function determinationWords(report: TrialReport): string {
  const { label, isExampleQuota, decileBasis, programs, coverage } = report;
  const note = isExampleQuota ? " (kuota contoh)" : "";
  return [
    `Versi ${label}${note}; desil ${countedBy(decileBasis)}`,
    ...programs.map(programText),
    ...deciles(coverage),
    ...pairs(coverage),
    ...gaps(coverage),
    "",
  ].join("\n");
}

const nameOf = (program: string): string => getProgram(program).name.id;

function programText(row: ProgramCount): string {
  const program = getProgram(row.program);
  const of = (outcome: Outcome) => [outcomeWords(program, outcome).id, row[outcome]] as const;
  const figures: readonly (readonly [string, number | bigint])[] = [
    ["kuota", row.places],
    of("recipient"),
    ...some("di antaranya mempertahankan tempat", row.kept),
    of("review"),
    of("reserve"),
    of("eligible-no-quota"),
    ...some("dalam kuota, anggaran habis", row.budgetFull),
    of("ineligible"),
    ...row.receiving.map(({ program, units }) => [`  sudah di ${nameOf(program)}`, units] as const),
    ["rupiah per tahap", row.amountRupiah],
    ...(row.budgetRupiah === null ? [] : [["anggaran per tahap", row.budgetRupiah] as const]),
    ["kabupaten/kota yang mengundi", row.ties.regencies],
    ["skor sama di batas kuota", row.ties.sharing],
    ["di antaranya dapat tempat", row.ties.placed],
  ];
  const unit = row.unit === "person" ? "jiwa" : "keluarga";
  const lines = figures.map(
    ([words, figure]) => `  ${words.padEnd(46)}${number(figure).padStart(18)}`,
  );
  return [
    `\n${program.name.id} — ${unit}, ${PROGRAM_MODE_WORDS[program.mode].id}, ${row.rulesetId}`,
    ...lines,
  ].join("\n");
}

const some = (words: string, figure: number) => (figure === 0 ? [] : [[words, figure] as const]);

/** Families with a place by decile and program. */
function deciles({ deciles: rows }: Coverage): readonly string[] {
  const programs = rows[0]?.byProgram.map(({ program }) => program) ?? [];
  const line = (cells: readonly string[]) =>
    `  ${(cells[0] ?? "").padEnd(8)}${cells
      .slice(1)
      .map((cell) => cell.padStart(16))
      .join("")}`;
  return [
    "\nKeluarga yang mendapat tempat atau menjadi calon, menurut desil (families with a place or as candidates, by decile)",
    line(["desil", "keluarga", ...programs.map((program) => program.slice(0, 15))]),
    ...rows.map(({ decile, families, byProgram }) =>
      line([
        decile === 0 ? "tanpa" : String(decile),
        number(families),
        ...byProgram.map((one) => number(one.families)),
      ]),
    ),
  ];
}

/** Families that hold places in two programs. */
function pairs({ pairs: rows }: Coverage): readonly string[] {
  if (rows.length === 0) return [];
  return [
    "\nKeluarga di dua program, tempat dan calon (overlaps, candidates too)",
    ...rows.map(
      ({ programs, families }) =>
        `  ${programs.join(" + ").padEnd(46)}${number(families).padStart(18)}`,
    ),
  ];
}

const POOREST = 2;
const RICHER = 6;

/** The poor with nothing, and those better off with several. */
function gaps({ areas }: Coverage): readonly string[] {
  const sum = (isMeant: (decile: number) => boolean, of: "none" | "two" | "more") =>
    areas.filter(({ decile }) => isMeant(decile)).reduce((all, row) => all + row[of], 0);
  const poor = (decile: number) => decile >= 1 && decile <= POOREST;
  const rich = (decile: number) => decile >= RICHER;
  const rows: readonly (readonly [string, number])[] = [
    [`desil 1-${POOREST} tanpa satu program pun`, sum(poor, "none")],
    [`desil ${RICHER}-10 di dua program atau lebih`, sum(rich, "two") + sum(rich, "more")],
  ];
  return [
    "\nCelah dan tumpang tindih (gaps and overlaps), keluarga",
    ...rows.map(([words, families]) => `  ${words.padEnd(46)}${number(families).padStart(18)}`),
  ];
}
