import { say, type Words } from "./words.ts";

/** What law sets in a rule and a person may change: the number of a term, by its id. */
export type RuleEdits = {
  readonly values: Readonly<Record<string, number>>;
  /** Rules that end, by id. */
  readonly ended: readonly string[];
  /** Rules that begin, in the words of whoever writes them. */
  readonly added: readonly AddedRule[];
  /** Which of the card's open questions the act settles, by their Indonesian sentence. */
  readonly settled: readonly string[];
};

export const ADDED_KINDS = ["eligibility", "exclusion", "check"] as const;

export const ADDED_KIND_WORDS = {
  eligibility: say("harus terpenuhi", "must be true"),
  exclusion: say("menolak bila benar", "refuses when true"),
  check: say("diperiksa petugas bila benar", "an officer looks when true"),
} as const satisfies Record<(typeof ADDED_KINDS)[number], Words>;

/** A rule as a person writes it: the condition is read and checked, never trusted. */
export type AddedRule = {
  readonly kind: (typeof ADDED_KINDS)[number];
  readonly when: unknown;
  readonly says: string;
  readonly tells: string;
  readonly remedy: string;
};

/** Acts by which a program's rule is set. */
export const RULE_ACTS = [
  "undang-undang",
  "peraturan-pemerintah",
  "peraturan-presiden",
  "peraturan-menteri",
  "keputusan-menteri",
  "keputusan-dirjen",
  "peraturan-daerah",
  "peraturan-kepala-daerah",
  "keputusan-kepala-daerah",
] as const;
export type RuleAct = (typeof RULE_ACTS)[number];

export const RULE_ACT_WORDS = {
  "undang-undang": say("Undang-Undang", "Law"),
  "peraturan-pemerintah": say("Peraturan Pemerintah", "Government regulation"),
  "peraturan-presiden": say("Peraturan Presiden", "Presidential regulation"),
  "peraturan-menteri": say("Peraturan Menteri", "Ministerial regulation"),
  "keputusan-menteri": say("Keputusan Menteri", "Ministerial decree"),
  "keputusan-dirjen": say("Keputusan Direktur Jenderal", "Decree of a director general"),
  "peraturan-daerah": say("Peraturan Daerah", "Regional regulation"),
  "peraturan-kepala-daerah": say("Peraturan Kepala Daerah", "Regulation of a regional head"),
  "keputusan-kepala-daerah": say("Keputusan Kepala Daerah", "Decree of a regional head"),
} as const satisfies Record<RuleAct, Words>;

/** The act, and from which day it holds. */
export type RuleBasis = {
  readonly kind: RuleAct;
  readonly number: string;
  readonly signedOn: string;
  readonly effectiveOn: string;
};

/** Where a proposed rule stands: the last word that was said of it. */
export const RULE_DRAFT_STATES = [
  "proposed",
  "returned",
  "withdrawn",
  "activated",
  "cancelled",
] as const;
export type RuleDraftState = (typeof RULE_DRAFT_STATES)[number];

/** Which word may follow which. The desk keeps the same order, whoever asks. */
export const NEXT_RULE_DRAFT_STATES = {
  proposed: ["activated", "returned", "withdrawn"],
  returned: [],
  withdrawn: [],
  activated: ["cancelled"],
  cancelled: [],
} as const satisfies Record<RuleDraftState, readonly RuleDraftState[]>;

export const RULE_DRAFT_STATE_WORDS = {
  proposed: say("diusulkan, menunggu orang kedua", "proposed, waits for a second person"),
  returned: say("dikembalikan", "returned"),
  withdrawn: say("ditarik pengusulnya", "withdrawn by who proposed it"),
  activated: say("diaktifkan", "activated"),
  cancelled: say("dibatalkan sebelum berlaku", "cancelled before its day"),
} as const satisfies Record<RuleDraftState, Words>;

export const RULE_DRAFT_ANSWERS = ["activated", "returned", "withdrawn", "cancelled"] as const;
export type RuleDraftAnswer = (typeof RULE_DRAFT_ANSWERS)[number];

/** Why the desk does not take a rule, or a word on it. */
export const RULE_DRAFT_PROBLEMS = [
  "decree-right-not-held",
  "not-this-program",
  "program-unknown",
  "draft-unknown",
  "proposed-already",
  "answered-already",
  "same-person",
  "not-yours",
  "effective-in-past",
  "change-stands-later",
  "version-stands",
  "rule-changed",
  "in-force-already",
  "reason-too-short",
  "reason-names-somebody",
] as const;
export type RuleDraftProblem = (typeof RULE_DRAFT_PROBLEMS)[number];

export const RULE_DRAFT_PROBLEM_WORDS = {
  "decree-right-not-held": say(
    "Akun ini tidak memegang hak menetapkan program hari ini. Mintalah penugasan penetap program.",
    "This account does not hold the right to determine a program today. Ask to be appointed.",
  ),
  "not-this-program": say(
    "Penugasan akun ini tidak mencakup program itu. Teruskan kepada penetap programnya.",
    "This account's appointment does not cover that program. Pass it to its determiner.",
  ),
  "program-unknown": say(
    "Tidak ada program beraturan dengan kode itu. Lihat: dtsen programs.",
    "There is no program with rules of that code. See: dtsen programs.",
  ),
  "draft-unknown": say(
    "Tidak ada usulan aturan dengan nomor itu. Lihat: dtsen programs drafts.",
    "There is no proposed rule of that number. See: dtsen programs drafts.",
  ),
  "proposed-already": say(
    "Aturan lain untuk program ini masih menunggu orang kedua. Jawab atau tarik dahulu yang itu.",
    "Another rule of this program waits for its second person. Answer or withdraw that one first.",
  ),
  "answered-already": say(
    "Usulan ini sudah dijawab. Muat ulang untuk melihat jawabannya.",
    "This proposal has its answer already. Load it again to read it.",
  ),
  "same-person": say(
    "Harus orang lain: yang mengusulkan tidak mengaktifkan, yang mengaktifkan tidak membatalkan.",
    "It takes another person: who proposes does not activate, who activates does not cancel.",
  ),
  "not-yours": say(
    "Hanya pengusulnya yang menarik usulan. Orang kedua mengembalikannya dengan alasan.",
    "Only who proposed it withdraws it. A second person returns it, with a reason.",
  ),
  "effective-in-past": say(
    "Hari berlakunya sudah lewat. Kembalikan usulan ini dan ajukan dengan hari yang belum lewat.",
    "Its day has passed. Return this proposal and make one with a day that has not.",
  ),
  "change-stands-later": say(
    "Perubahan lain sudah berlaku pada hari itu atau sesudahnya. Pilih hari sesudah perubahan terakhir.",
    "Another change holds on that day or after it. Choose a day after the last one.",
  ),
  "version-stands": say(
    "Sudah ada versi dengan keadaan pada hari itu atau sesudahnya, yang dihitung menurut aturan lama. Pilih hari sesudahnya.",
    "A version as of that day or later stands already, reckoned by the old rule. Choose a day after it.",
  ),
  "rule-changed": say(
    "Aturan program berubah sejak usulan ini dibuat. Kembalikan dan susun lagi dari aturan sekarang.",
    "The program's rule has changed since this was proposed. Return it and begin from the rule of now.",
  ),
  "in-force-already": say(
    "Aturan ini sudah berlaku. Yang sudah berlaku diganti dengan aturan baru, tidak dibatalkan.",
    "This rule is in force. What is in force is replaced by a new rule, not cancelled.",
  ),
  "reason-too-short": say(
    "Alasan paling sedikit 20 huruf: apa yang keliru dan apa yang harus diperbaiki.",
    "The reason has 20 letters at least: what is wrong and what has to be mended.",
  ),
  "reason-names-somebody": say(
    "Alasan tidak boleh memuat NIK atau nomor KK: ia tersimpan selamanya.",
    "A reason must not hold a NIK or card number: it stays for ever.",
  ),
} as const satisfies Record<RuleDraftProblem, Words>;

/** Something wrong in a proposed rule: where in the rule, a sentence and a remedy. */
export type RuleMistake = {
  readonly code: string;
  /** A term's id, "basis.number", "ended[0]", "added[0].when.fact". */
  readonly at: string;
  readonly says: Words;
  readonly remedy: Words;
};
