import { FORMULA_MARK } from "#sources/cell-marks.ts";
import { numberRules } from "./number-rules.ts";
import { type Cell, type QualityRule, says } from "./quality-rule.ts";

const starts = (raw: string, mark: string): string => `starts_with(${raw}, '${mark}')`;
const noted =
  (code: string) =>
  ({ note }: Cell): string =>
    `${note} = '${code}'`;

const unread = ({ value }: Cell): string => `${value} is null`;

const FORMULA: QualityRule = {
  ...says(
    "formula-cell",
    "finding",
    [
      "Sel berisi rumus; hasil rumus tidak diambil.",
      "The cell holds a formula; its result is not taken.",
    ],
    ["Salin lalu tempel sebagai nilai (Paste Values).", "Copy and paste as values."],
  ),
  on: "cell",
  reads: [
    "nik",
    "kk",
    "name",
    "date",
    "code",
    "count",
    "yes-no",
    "region",
    "coordinate",
    "rupiah",
    "text",
  ],
  condition: ({ raw }) => starts(raw, FORMULA_MARK),
  isOfSpreadsheets: true,
};

const noteRule = (
  reads: "name" | "date" | "region",
  code: string,
  sentence: readonly [string, string],
  remedy: readonly [string, string],
): QualityRule => ({
  ...says(code, "finding", sentence, remedy),
  on: "cell",
  reads: [reads],
  condition: noted(code),
});

const DATE_REMEDY = [
  "Tulis tanggal sebagai TTTT-BB-HH, misalnya 1990-01-31.",
  "Write the day as YYYY-MM-DD, such as 1990-01-31.",
] as const;
const REGION_REMEDY = [
  "Pakai kode desa/kelurahan 10 digit Kemendagri yang berlaku.",
  "Use the ten-digit village code of Kemendagri that is in force.",
] as const;

const unreadRule = (
  code: string,
  reads: readonly QualityRuleReads[],
  sentence: readonly [string, string],
  remedy: readonly [string, string],
): QualityRule => ({
  ...says(code, "finding", sentence, remedy),
  on: "cell",
  reads,
  condition: unread,
});

type QualityRuleReads = Extract<QualityRule, { on: "cell" }>["reads"][number];

/** Rules about one cell, in the order in which they are asked. */
export const CELL_RULES: readonly QualityRule[] = [
  FORMULA,
  ...numberRules("nik", "NIK"),
  ...numberRules("kk", "nomor KK"),
  noteRule(
    "name",
    "name-no-letters",
    ["Nama tidak memuat huruf.", "The name holds no letters."],
    ["Isi nama sesuai KTP atau KK.", "Enter the name as on the identity card."],
  ),
  noteRule(
    "name",
    "name-has-digits",
    ["Nama memuat angka.", "The name holds digits."],
    ["Hapus angka dari nama.", "Remove the digits from the name."],
  ),
  noteRule(
    "name",
    "name-too-long",
    ["Nama lebih dari 100 tanda.", "The name is longer than 100 signs."],
    ["Isi nama orang saja, tanpa keterangan.", "Enter the person's name only."],
  ),
  noteRule(
    "date",
    "date-unreadable",
    ["Tanggal tidak terbaca.", "The day could not be read."],
    DATE_REMEDY,
  ),
  noteRule(
    "date",
    "date-no-such-day",
    ["Tanggal itu tidak ada dalam kalender.", "There is no such day in the calendar."],
    DATE_REMEDY,
  ),
  noteRule(
    "date",
    "date-in-future",
    ["Tanggal sesudah tanggal data.", "The day is after the day the data speak of."],
    ["Periksa tahun, lalu perbaiki.", "Check the year and correct it."],
  ),
  noteRule(
    "date",
    "date-too-old",
    ["Tanggal lebih dari 130 tahun lalu.", "The day is more than 130 years ago."],
    ["Periksa tahun, lalu perbaiki.", "Check the year and correct it."],
  ),
  noteRule(
    "date",
    "date-day-month-swapped",
    [
      "Hari dan bulan tertukar; kami baca terbalik.",
      "Day and month were swapped; read the other way round.",
    ],
    DATE_REMEDY,
  ),
  noteRule(
    "date",
    "date-two-digit-year",
    [
      "Tahun hanya dua digit; abad kami perkirakan.",
      "The year has two digits; the century was inferred.",
    ],
    DATE_REMEDY,
  ),
  noteRule(
    "date",
    "date-as-serial",
    ["Tanggal tersimpan sebagai angka Excel.", "The day was kept as an Excel number."],
    DATE_REMEDY,
  ),
  noteRule(
    "region",
    "region-unreadable",
    ["Kode wilayah tidak terbaca.", "The region code could not be read."],
    REGION_REMEDY,
  ),
  noteRule(
    "region",
    "region-other-tier",
    ["Kode wilayah bukan jenjang yang diminta.", "The region code is of another tier than asked."],
    REGION_REMEDY,
  ),
  noteRule(
    "region",
    "region-unknown",
    ["Kode wilayah tidak ada dalam daftar.", "The region code is not in the list."],
    REGION_REMEDY,
  ),
  unreadRule(
    "code-unknown",
    ["code", "yes-no"],
    [
      "Kode jawaban tidak ada dalam daftar kode sumber ini.",
      "The answer is not in this source's code list.",
    ],
    ["Sesuaikan dengan daftar kode yang berlaku.", "Use the code list in force."],
  ),
  unreadRule(
    "number-unreadable",
    ["count", "rupiah"],
    [
      "Angka tidak terbaca atau di luar batas wajar.",
      "The number could not be read or is out of bounds.",
    ],
    ["Tulis bilangan bulat tanpa satuan.", "Write a whole number without a unit."],
  ),
  unreadRule(
    "coordinate-outside",
    ["coordinate"],
    [
      "Koordinat tidak terbaca atau di luar Indonesia.",
      "The coordinate could not be read or lies outside Indonesia.",
    ],
    [
      "Tulis derajat desimal; periksa lintang dan bujur.",
      "Write decimal degrees; check latitude and longitude.",
    ],
  ),
  unreadRule(
    "word-unknown",
    ["text"],
    ["Isian tidak dikenal.", "The entry is not known."],
    ["Pakai istilah yang ada dalam tata letak.", "Use the words of the layout."],
  ),
];
