import { counted, notice, type SurveyNotice } from "./survey-notice.ts";

/** Why rows take no part, each with its remedy. */
export type SkipReason =
  | "target-missing"
  | "target-not-positive"
  | "weight-missing"
  | "weight-zero"
  | "size-missing";

const SKIPPED: Readonly<Record<SkipReason, readonly [string, string, string, string]>> = {
  "target-missing": [
    "tidak punya nilai target",
    "have no target",
    "Rumah tangga tanpa pengeluaran hanya dapat dinilai, tidak dapat diajarkan.",
    "Households without a target can be scored and teach nothing.",
  ],
  "target-not-positive": [
    "punya target nol atau negatif, yang tidak punya logaritma",
    "have a target of zero or below, which has no logarithm",
    "Periksa baris itu: pengeluaran nol biasanya salah isi. Bila benar, pakai --target-kind level.",
    "Check those rows: expenditure of zero is usually a slip. If it is right, use --target-kind level.",
  ],
  "weight-missing": [
    "tidak punya bobot",
    "have no weight",
    "Isi bobotnya; tanpa bobot tidak diketahui siapa yang diwakili.",
    "Fill in the weight; without it nobody knows whom they stand for.",
  ],
  "weight-zero": [
    "berbobot nol",
    "have a weight of zero",
    "Baris itu tidak mewakili siapa pun. Bila itu salah, perbaiki bobotnya.",
    "They stand for nobody. If that is wrong, mend the weight.",
  ],
  "size-missing": [
    "tidak punya jumlah anggota, atau nol",
    "have no number of members, or none",
    "Isi jumlah anggotanya.",
    "Fill in how many members they have.",
  ],
};

/** Rows that were passed over. */
export function rowsSkipped(reason: SkipReason, column: string, rows: number): SurveyNotice {
  const [id, en, remedyId, remedyEn] = SKIPPED[reason];
  const [rowsId, rowsEn] = counted(rows);
  return notice(
    reason,
    column,
    [
      `Dilewati, sebab ${id} ("${column}"): ${rowsId} baris.`,
      `Skipped, for they ${en} ("${column}"): ${rowsEn} of the rows.`,
    ],
    [remedyId, remedyEn],
  );
}

/** Rows that the file reader could not make whole. */
export function rowsBroken(rows: number, first: readonly number[]): SurveyNotice {
  const [id, en] = counted(rows);
  return notice(
    "broken-rows",
    "",
    [
      `${id} baris punya jumlah sel lain dari judulnya dan dilewati; yang pertama baris ${first.join(", ")}.`,
      `${en} rows have another number of cells than the header and were skipped; the first are rows ${first.join(", ")}.`,
    ],
    ["Simpan ulang berkasnya, atau perbaiki baris itu.", "Save the file anew, or mend those rows."],
  );
}

/** So few rows that figures wander. */
export function fewRows(rows: number): SurveyNotice {
  return notice(
    "few-rows",
    "",
    [
      `Hanya ${rows} rumah tangga: angka kesalahan di bawah ini sangat tidak pasti.`,
      `There are only ${rows} households: the errors below are very uncertain.`,
    ],
    [
      "Baca galat bakunya, dan jangan memilih model dari selisih yang kecil.",
      "Read their standard errors, and choose no model by a small difference.",
    ],
  );
}

/** Values drawn to the bounds. */
export function outliersDrawn(column: string, values: number, isTarget: boolean): SurveyNotice {
  const [id, en] = counted(values);
  return notice(
    "outlier",
    column,
    [
      `Nilai "${column}" yang luar biasa jauh dari yang lain ditarik ke batas${isTarget ? "" : " sebelum belajar"}: ${id}.`,
      `Values of "${column}" that lie absurdly far from the others were drawn in to the bound${isTarget ? "" : " before learning"}: ${en}.`,
    ],
    [
      "Periksa satuan dan salah ketik pada sel itu.",
      "Check units and typing slips in those cells.",
    ],
  );
}

/** Rows that are copies of each other. */
export function duplicateRows(rows: number, isParted: boolean): SurveyNotice {
  const [id, en] = counted(rows);
  return notice(
    isParted ? "leak-household-in-two-folds" : "duplicate-rows",
    "",
    isParted
      ? [
          `${id} baris sama persis dengan baris lain dan terbagi ke beberapa lipatan: model dinilai pada rumah tangga yang sudah dilihatnya (kebocoran).`,
          `${en} rows are equal to others in every column used and lie in several folds: the model is judged by households it has seen (leakage).`,
        ]
      : [
          `${id} baris sama persis dengan baris lain dalam semua kolom yang dipakai; tiap salinan masuk lipatan yang sama.`,
          `${en} rows are equal to others in every column used; copies were kept in one fold.`,
        ],
    [
      "Hapus salinannya, kecuali memang rumah tangga yang berbeda.",
      "Delete the copies, unless they truly are different households.",
    ],
  );
}

/** One id, several rows. */
export function idRepeated(column: string, ids: number, isGroup: boolean): SurveyNotice {
  const [id, en] = counted(ids);
  return notice(
    isGroup ? "id-repeated" : "leak-household-in-two-folds",
    column,
    isGroup
      ? [
          `${id} nilai "${column}" ada pada lebih dari satu baris; baris itu masuk lipatan yang sama.`,
          `${en} values of "${column}" stand in more than one row; their rows were kept in one fold.`,
        ]
      : [
          `${id} nilai "${column}" ada di beberapa lipatan: rumah tangga yang sama mengajar dan menguji (kebocoran).`,
          `${en} values of "${column}" lie in several folds: one household both teaches and tests (leakage).`,
        ],
    [
      "Pakai satu baris tiap rumah tangga, atau satuan pencacahan yang memuat rumah tangga seutuhnya.",
      "Use one row a household, or sampling units that hold whole households.",
    ],
  );
}

/** Fewer groups than folds. */
export function fewGroups(column: string, groups: number, folds: number): SurveyNotice {
  return groups < 2
    ? notice(
        "one-group",
        column,
        [
          `"${column}" hanya punya satu nilai, jadi lipatan dibagi menurut rumah tangga: kesalahan di wilayah baru akan lebih besar.`,
          `"${column}" has one value only, so folds were dealt by household: errors in a new area will be larger than these.`,
        ],
        [
          "Sebut satuan pencacahan (PSU, blok sensus) dengan --group.",
          "Name the sampling unit (PSU, enumeration area) with --group.",
        ],
      )
    : notice(
        "few-groups",
        column,
        [
          `"${column}" hanya punya ${groups} kelompok; dipakai ${folds} lipatan.`,
          `"${column}" has only ${groups} groups; ${folds} folds were used.`,
        ],
        [
          "Galat bakunya kasar; pakai satuan pencacahan yang lebih kecil bila ada.",
          "Standard errors are rough; use smaller sampling units where there are any.",
        ],
      );
}

/** Numbers of the design that nobody named. */
export function roleAbsent(role: "weight" | "size" | "group"): SurveyNotice {
  const words = {
    weight: [
      "Tidak ada bobot disebut: tiap rumah tangga dihitung sama.",
      "No weight was named: each household counts the same.",
      "Sebut bobot survei dengan --weight, kecuali sampelnya acak sederhana.",
      "Name the design weight with --weight, unless the sample is a simple random one.",
    ],
    size: [
      "Jumlah anggota tidak disebut: kuota dihitung atas rumah tangga, bukan jiwa.",
      "No household size was named: quotas count households and not people.",
      "Sebut jumlah anggota dengan --size.",
      "Name the number of members with --size.",
    ],
    group: [
      "Satuan pencacahan tidak disebut: lipatan dibagi menurut rumah tangga, dan galat baku terlalu kecil bila sampelnya bergugus.",
      "No sampling unit was named: folds are dealt by household, and standard errors are too small if the sample is clustered.",
      "Sebut PSU atau blok sensus dengan --group.",
      "Name the PSU or enumeration area with --group.",
    ],
  } as const;
  const [id, en, remedyId, remedyEn] = words[role];
  return notice(`no-${role}`, "", [id, en], [remedyId, remedyEn]);
}
