import type { LoadProblem } from "#sources/load-rows.ts";
import type { StataProblem } from "#sources/stata/stata-to-text.ts";
import type { Sentence } from "./quality-rule.ts";

type FileProblem = { readonly sentence: Sentence; readonly remedy: Sentence };

const problem = (
  [id_ID, en]: readonly [string, string],
  [remedyId, remedyEn]: readonly [string, string],
): FileProblem => ({ sentence: { id_ID, en }, remedy: { id_ID: remedyId, en: remedyEn } });

const SAVE_AS_CSV = [
  "Simpan ulang sebagai CSV UTF-8 atau XLSX, lalu kirim lagi.",
  "Save it again as CSV UTF-8 or XLSX and send it again.",
] as const;
const SEND_AGAIN = [
  "Berkas mungkin terpotong saat dikirim; kirim ulang dari berkas asli.",
  "The file may have been cut short on its way; send it again from the original.",
] as const;
const HEADER = [
  "Baris judul kolom harus sesuai tata letak sumber ini; lihat docs/guides/mengirim-data.md.",
  "The header row must follow this source's layout; see docs/guides/mengirim-data.md.",
] as const;

/** Why a whole file is refused, and what repairs it. */
export const FILE_PROBLEMS: Readonly<Record<LoadProblem | StataProblem, FileProblem>> = {
  "file-empty": problem(["Berkas kosong.", "The file is empty."], SEND_AGAIN),
  "no-rows": problem(
    ["Berkas hanya memuat judul kolom, tanpa baris data.", "The file holds a header and no rows."],
    SEND_AGAIN,
  ),
  "file-compressed": problem(
    [
      "Berkas berupa arsip (zip, gzip), bukan tabel.",
      "The file is an archive (zip, gzip), not a table.",
    ],
    ["Buka arsipnya dan kirim berkas di dalamnya.", "Unpack it and send the file inside."],
  ),
  "file-old-excel": problem(
    [
      "Berkas Excel lama (.xls) atau berkata sandi tidak dapat dibaca.",
      "Old Excel files (.xls) and files with a password cannot be read.",
    ],
    ["Simpan sebagai .xlsx tanpa kata sandi.", "Save as .xlsx without a password."],
  ),
  "file-not-a-table": problem(
    ["Isi berkas bukan teks tabel.", "The file does not hold a table as text."],
    SAVE_AS_CSV,
  ),
  "xlsx-damaged": problem(
    ["Berkas XLSX rusak atau terpotong.", "The XLSX file is damaged or cut short."],
    SEND_AGAIN,
  ),
  "xlsx-too-large": problem(
    [
      "Isi XLSX terlalu besar setelah dibuka; berkas tidak dibuka.",
      "The XLSX would unpack to too much; it was not opened.",
    ],
    ["Kirim sebagai CSV atau Parquet.", "Send it as CSV or Parquet."],
  ),
  "parquet-too-many-rows": problem(
    [
      "Berkas Parquet mengaku memuat lebih banyak baris daripada penduduk Indonesia.",
      "The Parquet file claims more rows than Indonesia has people.",
    ],
    [
      "Periksa berkasnya; bila memang sebanyak itu, kirim dalam beberapa berkas.",
      "Check the file; if it really holds so many, send several files.",
    ],
  ),
  "parquet-damaged": problem(
    ["Berkas Parquet rusak atau terpotong.", "The Parquet file is damaged or cut short."],
    SEND_AGAIN,
  ),
  "stata-damaged": problem(
    ["Berkas Stata rusak atau terpotong.", "The Stata file is damaged or cut short."],
    SEND_AGAIN,
  ),
  "stata-unknown-release": problem(
    [
      "Berkas Stata ini dari versi sebelum Stata 8 atau sesudah Stata 18.",
      "This Stata file is of a release before Stata 8 or after Stata 18.",
    ],
    ["Simpan ulang dengan saveold, atau sebagai CSV.", "Save it again with saveold, or as CSV."],
  ),
  "header-missing": problem(
    ["Baris judul kolom tidak ditemukan.", "No header row was found."],
    HEADER,
  ),
  "required-column-missing": problem(
    ["Kolom wajib tidak ada.", "A required column is missing."],
    HEADER,
  ),
};
