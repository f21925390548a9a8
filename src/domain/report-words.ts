import { say } from "./words.ts";

/** What may be wrong with any report that comes as a file of rows with NIKs, whatever it tells. */
export const REPORT_ROW_WORDS = {
  "row-unreadable": say(
    "Baris tidak terbaca. Simpan ulang berkas dengan kolom yang sama di setiap baris.",
    "The row cannot be read. Save the file with the same columns in every row.",
  ),
  "nik-malformed": say(
    "NIK bukan 16 angka. Simpan kolom NIK sebagai teks agar nol dan angka akhir tidak hilang.",
    "The NIK is not 16 digits. Keep the column as text, so that no digits are lost.",
  ),
} as const;

/** Why such a report is refused whole. */
export const REPORT_WORDS = {
  "report-of-the-future": say(
    "Tanggal laporan setelah hari ini. Periksa tanggalnya.",
    "The report's day is after today. Check it.",
  ),
  "no-version": say("Belum ada versi yang terbit.", "No version is published."),
  "no-such-file": say("Berkas tidak ada.", "There is no such file."),
} as const;
