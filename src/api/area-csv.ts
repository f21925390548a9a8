import type { AreaFigure, AreaFigures } from "#contract/area-figures.ts";
import { sayDecileBasis } from "#domain/decile-basis.ts";
import { countCell as cell, csvLines, withheldNote } from "./csv-line.ts";

const HEADS = [
  "kode_wilayah",
  "wilayah",
  "keluarga",
  "keterangan_0_3_bulan",
  "keterangan_4_12_bulan",
  "keterangan_13_24_bulan",
  "keterangan_lebih_24_bulan",
  "belum_pernah_didata",
  "bulan_median",
  "keterangan_terbaru",
  "bagian_jawaban_kosong",
  "bagian_jawaban_anggota_kosong",
  "turun_desil",
  "desil_tetap",
  "naik_desil",
  "keluarga_baru",
  "psi",
] as const;

/** Regions as a file for spreadsheets, in Indonesian: the region itself last, as the sum of its parts. */
export function writeAreasCsv({ version, before, area, parts, smallest }: AreaFigures): string {
  const lines = [
    [...HEADS],
    ...parts.map(lineOf),
    lineOf(area),
    [],
    ["", `Versi ${version.label}, keadaan ${version.asOf}`],
    ["", sayDecileBasis(version.decileBasis).id],
    [
      "",
      before === undefined ? "Versi pertama" : `Desil dibandingkan dengan versi ${before.label}`,
    ],
    ...(smallest === undefined ? [] : [withheldNote(smallest)]),
  ];
  return csvLines(lines);
}

function lineOf(figure: AreaFigure): string[] {
  const { region, families, ages, medianMonths, newestOn, missing, personsMissing, moves, drift } =
    figure;
  return [
    region.code,
    region.name,
    cell(families),
    ...ages.map(cell),
    String(medianMonths ?? ""),
    newestOn ?? "",
    ...[missing, personsMissing].map((share) => (share === undefined ? "" : share.toFixed(4))),
    ...(moves === undefined ? ["", "", "", ""] : moves.map(cell)),
    drift === undefined ? "" : String(drift.psi),
  ];
}
