import { codeList, type EditionRow, renumbered, type StandardRow } from "./code-list.ts";

const YES_NO_ROWS: readonly StandardRow[] = [
  [1, "Ya", "Yes"],
  [2, "Tidak", "No"],
];

/** One is yes and two is no, as on the form; nought is never an answer. */
export const YES_NO = codeList("yes-no", "409 dst.", YES_NO_ROWS, {
  regsosek: [[8, "not-known", "Tidak tahu", "Not known"]],
  dtsen: [
    ...renumbered(YES_NO_ROWS, { 1: 1, 2: 2 }),
    ["YA", 1, "Ya", "Yes"],
    ["TIDAK", 2, "Tidak", "No"],
  ],
});

const SEX_ROWS: readonly StandardRow[] = [
  [1, "Laki-laki", "Male"],
  [2, "Perempuan", "Female"],
];

const SEX_WORDS: readonly EditionRow[] = [
  ...renumbered(SEX_ROWS, { 1: 1, 2: 2 }),
  ["L", 1, "Laki-laki", "Male"],
  ["P", 2, "Perempuan", "Female"],
  ["LAKI-LAKI", 1, "Laki-laki", "Male"],
  ["PEREMPUAN", 2, "Perempuan", "Female"],
];

export const SEX = codeList("sex", "405", SEX_ROWS, {
  dtsen: SEX_WORDS,
  dukcapil: SEX_WORDS,
  p3ke: SEX_WORDS,
});

const RELATIONS: readonly StandardRow[] = [
  [1, "Kepala keluarga", "Head of family"],
  [2, "Istri/suami", "Wife or husband"],
  [3, "Anak", "Child"],
  [4, "Menantu", "Son- or daughter-in-law"],
  [5, "Cucu", "Grandchild"],
  [6, "Orang tua/mertua", "Parent or parent-in-law"],
  [7, "Pembantu/sopir", "Domestic worker or driver"],
  [8, "Lainnya", "Other"],
];

export const RELATIONSHIP = codeList("relationship", "409", RELATIONS, {
  dukcapil: [
    [1, 1, "Kepala keluarga", "Head of family"],
    [2, 2, "Suami", "Husband"],
    [3, 2, "Istri", "Wife"],
    [4, 3, "Anak", "Child"],
    [5, 4, "Menantu", "Son- or daughter-in-law"],
    [6, 5, "Cucu", "Grandchild"],
    [7, 6, "Orang tua", "Parent"],
    [8, 6, "Mertua", "Parent-in-law"],
    [9, 8, "Famili lain", "Other relative"],
    [10, 7, "Pembantu", "Domestic worker"],
    [11, 8, "Lainnya", "Other"],
  ],
});

const MARRIAGES: readonly StandardRow[] = [
  [1, "Belum kawin", "Never married"],
  [2, "Kawin/nikah", "Married"],
  [3, "Cerai hidup", "Divorced"],
  [4, "Cerai mati", "Widowed"],
];

export const MARITAL_STATUS = codeList("marital-status", "408", MARRIAGES, {
  dukcapil: [
    ...renumbered(MARRIAGES, { 1: 1, 2: 2, 3: 3, 4: 4 }),
    ["BELUM KAWIN", 1, "Belum kawin", "Never married"],
    ["KAWIN", 2, "Kawin", "Married"],
    ["KAWIN TERCATAT", 2, "Kawin tercatat", "Married, registered"],
    ["KAWIN BELUM TERCATAT", 2, "Kawin belum tercatat", "Married, not registered"],
    ["CERAI HIDUP", 3, "Cerai hidup", "Divorced"],
    ["CERAI MATI", 4, "Cerai mati", "Widowed"],
  ],
});

export const PRESENCE = codeList("presence", "404", [
  [1, "Tinggal bersama keluarga", "Lives with the family"],
  [2, "Meninggal", "Deceased"],
  [3, "Tidak tinggal bersama keluarga/pindah di Indonesia", "Moved within Indonesia"],
  [4, "Pindah ke luar negeri", "Moved abroad"],
  [5, "Anggota keluarga baru", "New member of the family"],
  [6, "Tidak ditemukan", "Not found"],
]);

const LIVES: readonly StandardRow[] = [
  [1, "Hidup", "Alive"],
  [2, "Meninggal", "Deceased"],
];

export const LIFE_STATUS = codeList("life-status", "Dukcapil", LIVES, {
  dukcapil: [
    ...renumbered(LIVES, { 1: 1, 2: 2 }),
    ["HIDUP", 1, "Hidup", "Alive"],
    ["AKTIF", 1, "Aktif", "Active"],
    ["MENINGGAL", 2, "Meninggal", "Deceased"],
    ["MATI", 2, "Mati", "Deceased"],
  ],
});
