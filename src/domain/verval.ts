import type { FindingKind } from "./finding.ts";
import { VERVAL_REASON_TERMS, type VervalReason } from "./verval-reason.ts";
import { say, type Words } from "./words.ts";

/**
 * What follows where a name of a recipient list is answered (domain.md 7.4). A finding waits for a second person and removes nobody
 * before; an attempt is no answer; the rest goes another way, and the aid goes on.
 */
export type VervalEffect =
  | { readonly kind: "finding"; readonly finding: FindingKind; readonly unit: "family" | "person" }
  | { readonly kind: "kept" }
  | { readonly kind: "attempt"; readonly next: Words }
  | { readonly kind: "elsewhere"; readonly next: Words };

const finds = (finding: FindingKind, unit: "family" | "person" = "family"): VervalEffect => ({
  kind: "finding",
  finding,
  unit,
});
const elsewhere = (id: string, en: string): VervalEffect => ({
  kind: "elsewhere",
  next: say(id, en),
});

export const VERVAL_EFFECTS = {
  // Nothing changes, so nobody has to confirm it: a list of ten thousand names would hold up the next version.
  active: { kind: "kept" },
  deceased: finds("deceased", "person"),
  "moved-within-country": finds("moved"),
  duplicate: finds("duplicate", "person"),
  "well-off": finds("well-off"),
  "not-found": {
    kind: "attempt",
    next: say(
      "Datang lagi pada hari yang ditawarkan. Tidak ditemui bukan alasan menghapus.",
      "Come again on the day that was offered. Not being met is no ground for removal.",
    ),
  },
  "moved-abroad": elsewhere(
    "Dukcapil yang memastikan. Sampai itu bantuan berjalan.",
    "The civil registry confirms it. Until then the aid goes on.",
  ),
  // A village that writes "refuses" would resign in the family's name.
  refuses: elsewhere(
    "Dinas Sosial menemui keluarganya: buka Pengunduran diri. Sampai itu bantuan berjalan.",
    "The social office meets the family: open Resignations. Until then the aid goes on.",
  ),
  "new-member": elsewhere(
    "Usulkan pembaruan data keluarga ini.",
    "Propose an update of this family's data.",
  ),
  "identity-not-matched": elsewhere(
    "Pencocokan identitas menanyakannya kepada Dukcapil. Sampai itu bantuan berjalan.",
    "The identity check asks the civil registry. Until then the aid goes on.",
  ),
} as const satisfies Record<VervalReason, VervalEffect>;

/** Dated tries, on different days, after which nobody need go again (domain.md 7, Permensos 3/2025: three). */
export const VERVAL_TRIES = 3;

export const VERVAL_STATES = [
  "waiting",
  "still-here",
  "not-met",
  "awaiting-second",
  "confirmed",
  "elsewhere",
] as const;
export type VervalState = (typeof VERVAL_STATES)[number];

export const VERVAL_STATE_WORDS = {
  waiting: say("belum diperiksa", "not looked at yet"),
  "still-here": say("masih di tempat", "still here"),
  "not-met": say("belum ditemui", "not met yet"),
  "awaiting-second": say("menunggu orang kedua", "waits for a second person"),
  confirmed: say("disahkan orang kedua", "confirmed by a second person"),
  elsewhere: say("diteruskan ke jalur lain", "handed to another way"),
} as const satisfies Record<VervalState, Words>;

/** The newest answer of a name, and what became of its finding. */
export type VervalAnswerFacts = {
  readonly reason: VervalReason;
  readonly isConfirmed: boolean;
  /** The finding was refused by a person: the name waits again. */
  readonly isRefused: boolean;
};

/** Where a name of a list stands. Reckoned, never stored; silence is "waiting" and takes nothing away. */
export function readVervalState(newest: VervalAnswerFacts | undefined): VervalState {
  if (newest === undefined || newest.isRefused) return "waiting";
  const effect: VervalEffect = VERVAL_EFFECTS[newest.reason];
  if (effect.kind === "attempt") return "not-met";
  if (effect.kind === "elsewhere") return "elsewhere";
  if (effect.kind === "kept") return "still-here";
  return newest.isConfirmed ? "confirmed" : "awaiting-second";
}

/** Why a name is not answered, or a round not opened. */
export const VERVAL_PROBLEMS = [
  "person-missing",
  "village-missing",
  "appointment-missing",
  "same-day",
  "waits-for-second",
  "outside-region",
  "round-open",
  "nobody-listed",
  "day-past",
] as const;
export type VervalProblem = (typeof VERVAL_PROBLEMS)[number];

export const VERVAL_PROBLEM_WORDS = {
  "person-missing": say("Siapa orangnya? Pilih anggota keluarga.", "Who is it? Choose a member."),
  "village-missing": say(
    "Pindah ke desa mana? Pilih desa yang baru.",
    "Moved to which village? Choose the new one.",
  ),
  "appointment-missing": say(
    "Tawarkan hari kunjungan berikutnya, sesudah hari ini.",
    "Offer a day for the next visit, after today.",
  ),
  "same-day": say(
    "Percobaan hari itu sudah dicatat. Percobaan berikutnya pada hari lain.",
    "That day's try is recorded. The next try is on another day.",
  ),
  "waits-for-second": say(
    "Jawaban sebelumnya masih menunggu orang kedua.",
    "The answer before still waits for a second person.",
  ),
  "outside-region": say(
    "Wilayah ini di luar penugasan Anda.",
    "This area is outside your appointment.",
  ),
  "round-open": say(
    "Daftar yang sama di wilayah ini sudah dibuka.",
    "The same list has been opened in this area.",
  ),
  "nobody-listed": say(
    "Tidak ada penerima program ini di wilayah itu.",
    "Nobody receives this program in that area.",
  ),
  "day-past": say("Hari terakhir harus sesudah hari ini.", "The last day must lie ahead."),
} as const satisfies Record<VervalProblem, Words>;

/** The word of the operators' old system that a reason stands for. */
export const vervalCode = (reason: VervalReason): string => VERVAL_REASON_TERMS[reason].code;
