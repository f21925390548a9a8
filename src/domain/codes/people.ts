import { codeList, type EditionRow, renumbered, type StandardRow } from "./code-list.ts";

const YES_OR_NO: readonly EditionRow[] = [
  [1, 1, "Ya", "Yes"],
  [2, 0, "Tidak", "No"],
  [8, "not-known", "Tidak tahu", "Not known"],
];

/** Flags: the form writes one for yes and two for no; the lake keeps one and nought. */
export const YES_NO = codeList("yes-no", "409 dst.", [], {
  regsosek: YES_OR_NO,
  dtsen: [
    ...YES_OR_NO,
    ["YA", 1, "Ya", "Yes"],
    ["TIDAK", 0, "Tidak", "No"],
    ["Y", 1, "Ya", "Yes"],
    ["T", 0, "Tidak", "No"],
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
  dtks: SEX_WORDS,
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
    ["KEPALA KELUARGA", 1, "Kepala keluarga", "Head of family"],
    ["SUAMI", 2, "Suami", "Husband"],
    ["ISTRI", 2, "Istri", "Wife"],
    ["ANAK", 3, "Anak", "Child"],
    ["MENANTU", 4, "Menantu", "Son- or daughter-in-law"],
    ["CUCU", 5, "Cucu", "Grandchild"],
    ["ORANG TUA", 6, "Orang tua", "Parent"],
    ["ORANGTUA", 6, "Orang tua", "Parent"],
    ["MERTUA", 6, "Mertua", "Parent-in-law"],
    ["FAMILI LAIN", 8, "Famili lain", "Other relative"],
    ["PEMBANTU", 7, "Pembantu", "Domestic worker"],
    ["LAINNYA", 8, "Lainnya", "Other"],
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
  dtks: [
    [0, 1, "Tidak meninggal", "Not deceased"],
    [1, 2, "Meninggal", "Deceased"],
  ],
  dukcapil: [
    ...renumbered(LIVES, { 1: 1, 2: 2 }),
    ["HIDUP", 1, "Hidup", "Alive"],
    ["AKTIF", 1, "Aktif", "Active"],
    ["MENINGGAL", 2, "Meninggal", "Deceased"],
    ["MATI", 2, "Mati", "Deceased"],
  ],
});
