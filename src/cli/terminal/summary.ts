import { sayDecileBasis, sayQuotaBasis } from "#domain/decile-basis.ts";
import type { WalkSummary } from "#jobs/walk-summary.ts";

const whole = new Intl.NumberFormat("id-ID");
const percent = new Intl.NumberFormat("id-ID", { style: "percent", minimumFractionDigits: 2 });
const tenths = new Intl.NumberFormat("id-ID", {
  maximumFractionDigits: 1,
  minimumFractionDigits: 1,
});
const thousandths = new Intl.NumberFormat("id-ID", {
  minimumFractionDigits: 3,
  maximumFractionDigits: 3,
});

/** The figures of a walk as tables for a terminal, Indonesian first. */
export function summaryText(summary: WalkSummary): string {
  return [
    `Versi ${summary.label}: ${whole.format(summary.families)} keluarga, ${whole.format(summary.persons)} orang (${sayDecileBasis(summary.basis).id}; benih ${summary.seed})`,
    `Sidik isi ${summary.contentHash}`,
    section("Kiriman", "deliveries", ["sumber", "isi", "diterima", "ditolak"], sourcesOf(summary)),
    section(
      "Pemadanan terhadap kebenaran",
      "matching against truth",
      ["sumber", "presisi", "recall"],
      summary.matching.map((m) => [
        m.source,
        percent.format(m.precision),
        percent.format(m.recall),
      ]),
    ),
    section(
      `Pemeringkatan, ${sayQuotaBasis().id}: Spearman ${thousandths.format(summary.ranking.spearman)}, R2 ${thousandths.format(summary.ranking.r2)}`,
      "ranking against true expenditure",
      ["kuota", "kesalahan eksklusi", "kesalahan inklusi"],
      summary.ranking.errors.map((e) => [
        percent.format(e.quota),
        percent.format(e.exclusion),
        percent.format(e.inclusion),
      ]),
    ),
    section(
      sayDecileBasis(summary.basis).id,
      sayDecileBasis(summary.basis).en,
      ["desil", "keluarga", "orang"],
      decilesOf(summary),
    ),
    section(
      `Program (${sayDecileBasis(summary.basis).id})`,
      "programs",
      ["program", "penerima", "kuota", "perlu ditinjau"],
      summary.programs.map((p) => [
        p.program,
        ...[p.recipients, p.quota, p.inReview].map((n) => whole.format(n)),
      ]),
    ),
    section(
      "Biaya tiap ruang",
      "cost per room",
      ["ruang", "detik", "detik CPU", "memori puncak MB"],
      summary.rooms.map((r) => [
        r.room,
        tenths.format(r.seconds),
        tenths.format(r.cpuSeconds),
        whole.format(r.peakMegabytes),
      ]),
    ),
  ].join("\n\n");
}

const sourcesOf = ({ sources }: WalkSummary) =>
  sources.map((s) => [s.source, s.set, whole.format(s.received), whole.format(s.refused)]);

const decilesOf = ({ deciles }: WalkSummary) =>
  deciles.map((d) => [String(d.decile), whole.format(d.families), whole.format(d.persons)]);

function section(
  title: string,
  english: string,
  head: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const widths = head.map((name, i) =>
    Math.max(name.length, ...rows.map((row) => (row[i] ?? "").length)),
  );
  const line = (cells: readonly string[]) =>
    `  ${cells.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join("  ")}`;
  return [`${title} (${english})`, line(head), ...rows.map(line)].join("\n");
}
