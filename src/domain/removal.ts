import type { Right } from "./right.ts";
import { say, type Words } from "./words.ts";

/** Why somebody who had a place has none in the next version, as facts and rules say it. */
export const REMOVAL_CAUSES = [
  "deceased",
  "left-register",
  "membership",
  "decile",
  "rule",
  "evidence",
  "quota",
  "program-ended",
] as const;
export type RemovalCause = (typeof REMOVAL_CAUSES)[number];

export const REMOVAL_CAUSE_WORDS = {
  deceased: say("tercatat meninggal", "recorded as deceased"),
  "left-register": say("tidak ada lagi di register", "not in the register any more"),
  membership: say("anggota keluarga berubah", "the membership of the family changed"),
  decile: say(
    "kelompok kesejahteraan (desil) naik melewati batas program",
    "the welfare group (decile) moved past the program's cut",
  ),
  rule: say("satu aturan program tidak lagi terpenuhi", "a rule of the program no longer holds"),
  evidence: say("keterangan instansi lain", "a statement of another office"),
  quota: say("kuota penuh", "the quota is full"),
  "program-ended": say("program tidak ditetapkan lagi", "the program is not determined any more"),
} as const satisfies Record<RemovalCause, Words>;

/**
 * Causes in which a machine's estimate or another office's list takes a living family off a list: each case is looked at
 * by people before it takes effect, never settled as one of a group (UU 27/2022 pasal 10, on decisions made by machines
 * alone; UU 13/2011 pasal 11). The others may be settled in groups; by two people all the same.
 */
export const REVIEWED_CAUSES: readonly RemovalCause[] = [
  "left-register",
  "decile",
  "rule",
  "evidence",
  "quota",
];

/** Causes that never take away from the protected: they become a review that holds the place. */
export const HOLDING_CAUSES: readonly RemovalCause[] = ["decile", "quota"];

/**
 * A removal from notice to effect. As long as it is not "effective" the place is held and lookups say so. Silence moves
 * nothing: a day that has passed lets people decide, it does not decide.
 */
export const REMOVAL_STATES = [
  "held",
  "notice-proposed",
  "noticed",
  "appealed",
  "removal-proposed",
  "effective",
  "kept",
  "reinstated",
] as const;
export type RemovalState = (typeof REMOVAL_STATES)[number];

export const REMOVAL_STATE_WORDS = {
  held: say("dilindungi: tempat disimpan, ditinjau", "protected: place held, under review"),
  "notice-proposed": say("peninjau mengusulkan pemberitahuan", "a reviewer proposes notice"),
  noticed: say("diberi tahu, masa tanggapan berjalan", "given notice, reply period"),
  appealed: say("keberatan diterima, bantuan berjalan", "objection received, aid goes on"),
  "removal-proposed": say("diusulkan keluar, menunggu orang kedua", "waits for a second person"),
  effective: say("keluar dari daftar", "off the list"),
  kept: say("tetap menerima", "stays on the list"),
  reinstated: say("dipulihkan", "reinstated"),
} as const satisfies Record<RemovalState, Words>;

/** In words: a notice that nobody has brought yet gives no time to answer. */
export const removalStateWords = (state: RemovalState, effectOn: string | undefined): Words =>
  state === "noticed" && effectOn === undefined
    ? say("surat pemberitahuan belum diserahkan", "letter of notice not handed over yet")
    : REMOVAL_STATE_WORDS[state];

/** What people do to a removal. */
export const REMOVAL_ACTS = [
  "propose-notice",
  "confirm-notice",
  "record-appeal",
  "propose-removal",
  "confirm-removal",
  "keep",
  "reinstate",
] as const;
export type RemovalAct = (typeof REMOVAL_ACTS)[number];

export const REMOVAL_ACT_WORDS = {
  "propose-notice": say("Usulkan pemberitahuan", "Propose notice"),
  "confirm-notice": say("Setujui pemberitahuan", "Confirm notice"),
  "record-appeal": say("Catat keberatan", "Record an objection"),
  "propose-removal": say("Usulkan keluar", "Propose removal"),
  "confirm-removal": say("Setujui keluar", "Confirm removal"),
  keep: say("Tetap menerima", "Keep on the list"),
  reinstate: say("Pulihkan sekarang", "Reinstate now"),
} as const satisfies Record<RemovalAct, Words>;

/** One step that a removal may take. */
export type RemovalStep = {
  readonly from: RemovalState;
  readonly act: RemovalAct;
  readonly to: RemovalState;
  readonly right: Right;
  /** By somebody else than who proposed it. */
  readonly second: boolean;
  /** Only from the day of effect on: the reply period is over. */
  readonly afterReply: boolean;
};

const step = (
  from: RemovalState,
  act: RemovalAct,
  to: RemovalState,
  { right = "decide-removal", second = false, afterReply = false }: Partial<RemovalStep> = {},
): RemovalStep => ({ from, act, to, right, second, afterReply });

/** What takes a name off a list takes two people; what keeps or gives it back takes one and works at once. */
export const REMOVAL_STEPS: readonly RemovalStep[] = [
  step("held", "propose-notice", "notice-proposed"),
  step("held", "keep", "kept"),
  step("notice-proposed", "confirm-notice", "noticed", { second: true }),
  step("notice-proposed", "keep", "kept"),
  step("noticed", "record-appeal", "appealed", { right: "record-appeal" }),
  step("noticed", "propose-removal", "removal-proposed", { afterReply: true }),
  step("noticed", "keep", "kept"),
  step("appealed", "propose-removal", "removal-proposed", { afterReply: true }),
  step("appealed", "keep", "kept"),
  step("removal-proposed", "record-appeal", "appealed", { right: "record-appeal" }),
  step("removal-proposed", "confirm-removal", "effective", { second: true, afterReply: true }),
  step("removal-proposed", "keep", "kept"),
  step("effective", "reinstate", "reinstated"),
];

/** Whether the place is still theirs. */
export const holdsPlace = (state: RemovalState): boolean => state !== "effective";

/** What a sheet says beside a decision that turned them away: whether the place is still theirs, and until when. */
export function removalNotice(state: RemovalState, effectOn: string | undefined): Words {
  const { id, en } = removalStateWords(state, effectOn);
  if (!holdsPlace(state)) return say(`Penerima sebelumnya, ${id}.`, `Recipient before, ${en}.`);
  const isTimed =
    effectOn !== undefined &&
    (state === "noticed" || state === "appealed" || state === "removal-proposed");
  return say(
    `Masih menerima: ${id}${isTimed ? `; paling cepat keluar ${effectOn}` : ""}.`,
    `Still a recipient: ${en}${isTimed ? `; off the list on ${effectOn} at the earliest` : ""}.`,
  );
}

/** Acts that settle many cases of one cause at once, where the cause is none that is looked at case by case. */
export const GROUP_ACTS = ["propose-removal", "confirm-removal"] as const satisfies RemovalAct[];

export const REMOVAL_PROBLEMS = [
  "removal-unknown",
  "removing-right-not-held",
  "no-such-step",
  "reply-period-runs",
  "notice-not-delivered",
  "delivery-day-wrong",
  "visits-missing",
  "second-person-needed",
  "reason-too-short",
  "reason-names-somebody",
] as const;
export type RemovalProblem = (typeof REMOVAL_PROBLEMS)[number];

export const REMOVAL_PROBLEM_WORDS = {
  "removal-unknown": say(
    "Tidak ada pemberitahuan dengan nomor itu di wilayah Anda.",
    "There is no notice with that number in your region.",
  ),
  "removing-right-not-held": say(
    "Langkah ini bukan hak peran Anda di wilayah itu.",
    "This step is not your role's right in that region.",
  ),
  "no-such-step": say(
    "Langkah itu tidak mungkin dari keadaannya sekarang. Muat ulang daftarnya.",
    "That step is not possible from its present state. Load the list again.",
  ),
  "reply-period-runs": say(
    "Masa tanggapan belum lewat. Sampai hari berlakunya, tidak ada yang dikeluarkan.",
    "The reply period is not over. Until the day of effect nobody is taken off.",
  ),
  "notice-not-delivered": say(
    "Suratnya belum diserahkan, jadi masa tanggapan belum mulai. Catat penyerahannya dahulu.",
    "The letter has not been handed over, so the reply period has not begun. Record its delivery first.",
  ),
  "delivery-day-wrong": say(
    "Hari penyerahan tidak sebelum pemberitahuannya dan tidak sesudah hari ini. Perbaiki tanggalnya.",
    "The day of delivery is not before the notice and not after today. Mend the date.",
  ),
  "visits-missing": say(
    "Surat baru boleh diumumkan sesudah kunjungan pada hari-hari berbeda yang tidak bertemu siapa pun.",
    "A letter may be put up only after visits on different days that met nobody.",
  ),
  "second-person-needed": say(
    "Anda sendiri yang mengusulkan. Orang lain yang memutuskan.",
    "You proposed it yourself. Another person decides.",
  ),
  "reason-too-short": say(
    "Tulis alasannya, paling sedikit 20 huruf: apa yang diperiksa, dan kepada siapa ditanyakan.",
    "Write the reason, 20 letters at least: what was looked at, and who was asked.",
  ),
  "reason-names-somebody": say(
    "Alasan tidak boleh memuat NIK atau nomor KK: ia tersimpan selamanya.",
    "A reason must not hold a NIK or card number: it stays for ever.",
  ),
} as const satisfies Record<RemovalProblem, Words>;

/** How long people have to answer a notice, in working days. */
export type ReplyTerms = {
  readonly validFrom: string;
  readonly workingDays: number;
  readonly legalBasis: string;
  /** True where the law sets the period for another act. */
  readonly isExample: boolean;
};

/** Newest last. */
const REPLY_TERMS: readonly [ReplyTerms, ...ReplyTerms[]] = [
  {
    validFrom: "2026-01-01",
    workingDays: 21,
    legalBasis: "UU 30/2014 pasal 77",
    isExample: true,
  },
];

/** The terms that hold on a day; before the first, the first. */
export function replyTermsOn(day: string): ReplyTerms {
  return REPLY_TERMS.findLast(({ validFrom }) => validFrom <= day) ?? REPLY_TERMS[0];
}
