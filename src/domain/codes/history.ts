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
