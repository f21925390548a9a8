import { say, type Words } from "./words.ts";

/**
 * Why a name stays on or leaves a list at verval. No official numbers were found; the words are
 * those of operators, mapped to presence (item 404) and result of visit (item 205) of the form.
 */
export const VERVAL_REASONS = [
  "active",
  "deceased",
  "moved-within-country",
  "moved-abroad",
  "not-found",
  "duplicate",
  "well-off",
  "refuses",
  "new-member",
  "identity-not-matched",
] as const;
export type VervalReason = (typeof VERVAL_REASONS)[number];

export type VervalReasonTerms = {
  /** As SIKS-NG users write it. */
  readonly code: string;
  readonly words: Words;
  /** Answer to item 404 that says the same, where there is one. */
  readonly presence: number | null;
  /** Result of the visit (item 205) that says the same, where there is one. */
  readonly visit: number | null;
};

const reason = (
  code: string,
  id: string,
  en: string,
  presence: number | null = null,
  visit: number | null = null,
): VervalReasonTerms => ({ code, words: say(id, en), presence, visit });

export const VERVAL_REASON_TERMS = {
  active: reason("AKTIF", "masih di tempat", "still here", 1, 1),
  deceased: reason("MENINGGAL", "meninggal", "deceased", 2),
  "moved-within-country": reason(
    "PINDAH_DALAM_NEGERI",
    "pindah di Indonesia",
    "moved in Indonesia",
    3,
    5,
  ),
  "moved-abroad": reason("PINDAH_LUAR_NEGERI", "pindah ke luar negeri", "moved abroad", 4),
  "not-found": reason("TIDAK_DITEMUKAN", "tidak ditemukan", "not found", 6, 3),
  duplicate: reason("GANDA", "tercatat ganda", "recorded twice"),
  "well-off": reason("SUDAH_MAMPU", "sudah mampu", "well-off"),
  refuses: reason("MENOLAK", "menolak", "refuses", null, 4),
  "new-member": reason("ANGGOTA_BARU", "anggota keluarga baru", "new member", 5),
  "identity-not-matched": reason("NIK_TIDAK_PADAN", "NIK tidak padan", "identity not matched"),
} as const satisfies Record<VervalReason, VervalReasonTerms>;

/** The reason that an answer to item 404 stands for; undefined for absences. */
export function findReasonOfPresence(presence: number): VervalReason | undefined {
  return VERVAL_REASONS.find((one) => VERVAL_REASON_TERMS[one].presence === presence);
}

/** The reason an operator wrote, in any case, with spaces or underscores. */
export function findReasonOfCode(written: string): VervalReason | undefined {
  const code = written
    .trim()
    .toUpperCase()
    .replaceAll(/[\s-]+/g, "_");
  return VERVAL_REASONS.find((one) => VERVAL_REASON_TERMS[one].code === code);
}
