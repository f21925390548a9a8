import type { HoldingEnds, HoldingFigures } from "#contract/holding-figures.ts";
import { sayDecileBasis } from "#domain/decile-basis.ts";
import { countCell as cell, csvLines, withheldNote } from "./csv-line.ts";

/** Overlaps and gaps of a region as a file for spreadsheets, in Indonesian: its parts, then by decile, then by program and pair. */
export function writeHoldingsCsv(figures: HoldingFigures): string {
  const { version, area, parts, matrix, programs, pairs, poorDecile, betterDecile } = figures;
  const ends = (of: HoldingEnds) => [
    of.region.code,
    of.region.name,
    ...[of.families, of.poor, of.poorWithNothing, of.better, of.betterWithSeveral].map(cell),
  ];
  const lines = [
    [
      ...["kode_wilayah", "wilayah", "keluarga"],
      `desil_1_${poorDecile}`,
      `desil_1_${poorDecile}_tanpa_program`,
      `desil_${betterDecile}_10`,
      `desil_${betterDecile}_10_dua_program_atau_lebih`,
    ],
    ...parts.map(ends),
    ends(area),
    [],
    ["desil", "keluarga", "tanpa_program", "satu", "dua", "tiga_atau_lebih"],
    ...matrix.map(({ decile, families, byPrograms }) => [
      decile === 0 ? "tanpa_desil" : String(decile),
      ...[families, ...byPrograms].map(cell),
    ]),
    [],
    ["program", "keluarga"],
    ...programs.map(({ name, families }) => [name, cell(families)]),
    [],
    ["program_pertama", "program_kedua", "keluarga", "saling_mengecualikan"],
    ...pairs.map(({ programs: [one, other], families, isExclusive }) => [
      one,
      other,
      cell(families),
      isExclusive ? "ya" : "tidak",
    ]),
    [],
    ["", `Versi ${version.label}, keadaan ${version.asOf}`],
    ["", sayDecileBasis(version.decileBasis).id],
    ...(figures.smallest === undefined ? [] : [withheldNote(figures.smallest)]),
  ];
  return csvLines(lines);
}
