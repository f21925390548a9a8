import { NUMBER_MARK } from "#sources/cell-marks.ts";
import { type Cell, type QualityRule, says } from "./quality-rule.ts";

type Pair = readonly [id: string, en: string];
type Case = readonly [
  name: string,
  condition: (cell: Cell) => string,
  sentence: Pair,
  remedy: Pair,
];

const digitsOf = (raw: string): string => `translate(${raw}, ' .-''', '')`;
const unless =
  (condition: (raw: string) => string) =>
  ({ raw, value }: Cell): string =>
    `${value} is null and ${condition(raw)}`;

/** NUMBER stands for "NIK" or "nomor KK" in the sentences. */
const AS_TEXT: Pair = [
  "Ubah format kolom NUMBER menjadi Teks sebelum mengetik, lalu isi ulang dari dokumen asli.",
  "Set the NUMBER column to Text before typing and enter it again from the document.",
];
const CHECK: Pair = [
  "Periksa NUMBER pada KTP atau KK, lalu perbaiki.",
  "Check the NUMBER on the identity card or family card and correct it.",
];

const CASES: readonly Case[] = [
  [
    "number-cell",
    unless((raw) => `starts_with(${raw}, '${NUMBER_MARK}')`),
    [
      "NUMBER tersimpan sebagai angka; digit ke-16 bisa hilang.",
      "The NUMBER was kept as a number; its sixteenth digit may be lost.",
    ],
    AS_TEXT,
  ],
  [
    "scientific",
    unless((raw) => `regexp_matches(upper(${raw}), '[0-9][.,]?[0-9]*E\\+?[0-9]+')`),
    [
      "NUMBER tertulis dalam notasi ilmiah (misalnya 9,9E+15).",
      "The NUMBER is written in scientific notation (such as 9.9E+15).",
    ],
    AS_TEXT,
  ],
  [
    "not-digits",
    unless((raw) => `not regexp_full_match(${digitsOf(raw)}, '[0-9]*')`),
    ["NUMBER memuat tanda selain angka.", "The NUMBER holds signs that are not digits."],
    CHECK,
  ],
  [
    "too-short",
    unless((raw) => `length(${digitsOf(raw)}) < 16`),
    ["NUMBER kurang dari 16 digit.", "The NUMBER has fewer than 16 digits."],
    [
      "Mungkin nol di depan hilang karena format angka. Ubah kolom menjadi Teks dan isi 16 digit dari dokumen.",
      "A leading zero may have been lost to a number format. Set the column to Text and enter all 16 digits.",
    ],
  ],
  [
    "too-long",
    unless((raw) => `length(${digitsOf(raw)}) > 16`),
    ["NUMBER lebih dari 16 digit.", "The NUMBER has more than 16 digits."],
    CHECK,
  ],
  [
    "placeholder",
    ({ value }) => `${value} is null`,
    [
      "NUMBER berupa pengisi (semua digit sama, berurutan, berakhir 0000, atau diawali 00).",
      "The NUMBER is a placeholder (one digit repeated, counting up, ending in 0000 or beginning with 00).",
    ],
    CHECK,
  ],
];

/** Digits 7 to 10 are day and month; women's days in a NIK have forty added. */
function hasRealDay(value: string, reads: "nik" | "kk"): string {
  const day = `cast(substr(${value}, 7, 2) as int)`;
  const plain = reads === "nik" ? `(case when ${day} > 40 then ${day} - 40 else ${day} end)` : day;
  const month = `cast(substr(${value}, 9, 2) as int)`;
  return `${month} between 1 and 12 and ${plain} between 1
    and case when ${month} = 2 then 29 when ${month} in (4, 6, 9, 11) then 30 else 31 end`;
}

/** The rules of one of the two numbers of sixteen digits. */
export function numberRules(reads: "nik" | "kk", label: string): readonly QualityRule[] {
  const impossible: Case = [
    "impossible-day",
    ({ value }) => `not (${hasRealDay(value, reads)})`,
    [
      "Digit tanggal pada NUMBER tidak mungkin ada.",
      "The digits of the day in the NUMBER cannot be.",
    ],
    CHECK,
  ];
  const name = (words: string): string => {
    const named = words.replaceAll("NUMBER", label);
    return `${named.charAt(0).toUpperCase()}${named.slice(1)}`;
  };
  const named = ([id, en]: Pair): Pair => [name(id), name(en)];
  return [...CASES, impossible].map(([rule, condition, sentence, remedy]) => ({
    ...says(`${reads}-${rule}`, "finding", named(sentence), named(remedy)),
    on: "cell",
    reads: [reads],
    condition,
  }));
}
