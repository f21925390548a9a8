import { type QualityRule, says } from "./quality-rule.ts";

const SEND_AGAIN = [
  "Perbaiki baris ini pada berkas asal lalu kirim ulang baris yang ditolak.",
  "Repair this row in the original file and send the refused rows again.",
] as const;

const line = (code: string, sentence: readonly [string, string]): QualityRule => ({
  ...says(code, "refuse", sentence, SEND_AGAIN),
  on: "line",
});

/** Rows that could not even be cut into cells. */
export const LINE_RULES: readonly QualityRule[] = [
  line("row-too-short", [
    "Jumlah kolom baris ini kurang dari judul kolom.",
    "This row has fewer cells than the header.",
  ]),
  line("row-too-long", [
    "Jumlah kolom baris ini lebih dari judul kolom.",
    "This row has more cells than the header.",
  ]),
  line("row-quote-open", [
    "Tanda kutip tidak ditutup pada baris ini.",
    "A quotation mark is not closed in this row.",
  ]),
  line("row-unreadable", [
    "Baris ini tidak dapat dibaca sebagai tabel.",
    "This row cannot be read as part of a table.",
  ]),
];

/** Rules about a whole row, asked after its cells are staged. */
export const ROW_RULES: readonly QualityRule[] = [
  {
    ...says(
      "registry-without-nik",
      "refuse",
      ["Baris Dukcapil tanpa NIK yang sah.", "A row of the civil registry without a valid NIK."],
      ["Kirim ulang dengan NIK 16 digit.", "Send it again with a NIK of 16 digits."],
    ),
    on: "row",
    sets: ["person"],
    sources: ["dukcapil"],
    needs: ["nik"],
    condition: "nik is null",
  },
  {
    ...says(
      "person-unknowable",
      "refuse",
      [
        "Baris tanpa NIK yang sah dan tanpa nama: tidak dapat dikenali.",
        "Neither a valid NIK nor a name: the person cannot be known.",
      ],
      ["Isi nama dan NIK sesuai KTP atau KK.", "Enter name and NIK as on the identity card."],
    ),
    on: "row",
    sets: ["person"],
    needs: ["nik", "name"],
    condition: "nik is null and name is null",
  },
  {
    ...says(
      "family-without-card",
      "refuse",
      ["Baris keluarga tanpa nomor KK yang sah.", "A family without a valid family card number."],
      ["Isi nomor KK 16 digit.", "Enter the family card number of 16 digits."],
    ),
    on: "row",
    sets: ["family"],
    needs: ["kk"],
    condition: "kk is null",
  },
  {
    ...says(
      "evidence-without-subject",
      "refuse",
      [
        "Tidak ada NIK, nama, maupun nomor objek yang sah.",
        "No valid NIK, name or number of the thing stated about.",
      ],
      ["Isi sedikitnya satu di antaranya.", "Enter at least one of them."],
    ),
    on: "row",
    sets: ["evidence"],
    needs: [],
    condition: "nik is null and name is null and subject_no is null",
  },
  {
    ...says(
      "evidence-says-nothing",
      "refuse",
      ["Pernyataan atau nilainya tidak terbaca.", "The statement or its amount could not be read."],
      ["Isi jenis dan nilai dengan bilangan bulat.", "Enter kind and amount as a whole number."],
    ),
    on: "row",
    sets: ["evidence"],
    needs: [],
    condition: "amount is null or statement is null",
  },
  {
    ...says(
      "survey-incomplete",
      "refuse",
      [
        "Contoh survei tanpa wilayah, bobot, jumlah anggota atau pengeluaran.",
        "A survey household without regency, weight, size or expenditure.",
      ],
      ["Lengkapi kolom wajib survei.", "Complete the required columns of the survey."],
    ),
    on: "row",
    sets: ["survey"],
    needs: [],
    condition:
      "regency_code is null or coalesce(weight_milli, 0) <= 0 or coalesce(household_size, 0) <= 0 or expenditure_per_capita is null",
  },
  {
    ...says(
      "identity-answer-incomplete",
      "refuse",
      [
        "Jawaban tanpa nomor orang, hasil, nomor jawaban atau tanggal jawab.",
        "An answer without person, outcome, number or day of the answer.",
      ],
      [
        "Kirim ulang jawaban ini dengan kolom wajib yang lengkap.",
        "Send this answer again with all required columns.",
      ],
    ),
    on: "row",
    sets: ["identity"],
    needs: [],
    condition: "person_id is null or outcome is null or check_no is null or answered_on is null",
  },
  {
    ...says(
      "nik-birth-date-differs",
      "finding",
      [
        "Tanggal pada NIK berbeda dari tanggal lahir.",
        "The day in the NIK differs from the date of birth.",
      ],
      [
        "Periksa keduanya; NIK tidak berubah walau tanggal lahir diperbaiki.",
        "Check both; a NIK stays even when a birth date is corrected.",
      ],
    ),
    on: "row",
    sets: ["person"],
    needs: ["nik", "birth_date"],
    condition: `birth_date is not null and nik is not null and cast(substr(nik, 7, 6) as int) not in (
      birth_date % 100 * 10000 + birth_date // 100 % 100 * 100 + birth_date // 10000 % 100,
      (birth_date % 100 + 40) * 10000 + birth_date // 100 % 100 * 100 + birth_date // 10000 % 100)`,
  },
  {
    ...says(
      "nik-doubled",
      "finding",
      [
        "NIK yang sama ada pada lebih dari satu baris.",
        "The same NIK stands in more than one row.",
      ],
      ["Periksa apakah orangnya sama.", "Check whether it is the same person."],
    ),
    on: "row",
    sets: ["person"],
    needs: ["nik"],
    condition:
      "nik in (select nik from std where nik is not null group by nik having count(*) > 1)",
  },
];
