import { codeList } from "./code-list.ts";

/** DTKS-era label of a family: kept as history, never turned into a decile and never used by a rule. */
export const WELFARE_LABEL = codeList("welfare-label", "DTKS", [
  [1, "Sangat miskin", "Very poor"],
  [2, "Miskin", "Poor"],
  [3, "Hampir miskin", "Nearly poor"],
  [4, "Rentan miskin", "Vulnerable"],
  [5, "Menuju sejahtera", "On the way to welfare"],
]);

/** How a visit ended; item 205. */
export const VISIT_RESULT = codeList("visit-result", "205", [
  [1, "Selesai", "Complete"],
  [2, "Selesai sebagian", "Incomplete"],
  [3, "Tidak ada responden sampai akhir", "No respondent until the end"],
  [4, "Menolak", "Refused"],
  [5, "Keluarga pindah atau bangunan sudah tidak ada", "Family moved or building gone"],
]);

/** How old the newest fact of a family was on the day of its version. */
export const FACTS_AGE = codeList("facts-age", "turunan", [
  [1, "Sampai 3 bulan", "Up to 3 months"],
  [2, "4 sampai 12 bulan", "4 to 12 months"],
  [3, "13 sampai 24 bulan", "13 to 24 months"],
  [4, "Lebih dari 24 bulan", "More than 24 months"],
  [5, "Belum pernah didata (hanya di Dukcapil)", "Never surveyed (in the civil registry alone)"],
]);
