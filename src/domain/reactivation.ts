import { addMonths, type PlainDate } from "./plain-date.ts";
import { accept, type Result, refuse } from "./result.ts";
import { say, type Words } from "./words.ts";

/** Whom a reactivation is for: somebody of the register, somebody outside it, or the baby of a mother whose membership ended. */
export const REACTIVATION_PATHS = ["registered", "outside", "newborn"] as const;
export type ReactivationPath = (typeof REACTIVATION_PATHS)[number];

export const REACTIVATION_PATH_WORDS = {
  registered: say("orang dalam DTSEN", "somebody of the register"),
  outside: say("orang di luar DTSEN", "somebody outside the register"),
  newborn: say("bayi baru lahir", "newborn"),
} as const satisfies Record<ReactivationPath, Words>;

export const FACILITY_KINDS = ["hospital", "health-centre", "clinic"] as const;
export type FacilityKind = (typeof FACILITY_KINDS)[number];

export const FACILITY_KIND_WORDS = {
  hospital: say("rumah sakit", "hospital"),
  "health-centre": say("puskesmas", "health centre"),
  clinic: say("klinik", "clinic"),
} as const satisfies Record<FacilityKind, Words>;

/** Where the day of the end of the membership is known from. */
export const DEACTIVATION_SOURCES = ["register", "letter"] as const;
export type DeactivationSource = (typeof DEACTIVATION_SOURCES)[number];

export const DEACTIVATION_SOURCE_WORDS = {
  register: say("menurut data tunggal", "as the register has it"),
  letter: say("menurut surat", "as the letter has it"),
} as const satisfies Record<DeactivationSource, Words>;

/** What holds for reactivations from a day on. */
export type ReactivationTerms = {
  readonly from: string;
  /** Months after the end of a membership within which it can be restored. */
  readonly windowMonths: number;
  /** Months after birth within which the baby of such a mother is reported on this path. */
  readonly newbornMonths: number;
  /** Versions in a row within which the data must be updated. */
  readonly followUpVersions: number;
  readonly legalBasis: string;
};

/** Newest last. The day of promulgation is not published where we looked; the year is. */
export const REACTIVATION_TERMS: readonly [ReactivationTerms, ...ReactivationTerms[]] = [
  {
    from: "2026-01-01",
    windowMonths: 6,
    newbornMonths: 6,
    followUpVersions: 2,
    legalBasis: "Permensos 3/2026; batas umur bayi ditetapkan proyek, dapat diatur",
  },
];

/** The terms that hold on a day; before the first, the first. */
export function reactivationTermsOn(day: PlainDate): ReactivationTerms {
  return REACTIVATION_TERMS.findLast(({ from }) => from <= day) ?? REACTIVATION_TERMS[0];
}

/** The last day on which the end of a membership can be undone; that day is still in time. */
export function windowEnds(deactivatedOn: PlainDate, today: PlainDate): PlainDate {
  return addMonths(deactivatedOn, reactivationTermsOn(today).windowMonths);
}

/** What is known when somebody reports. */
export type ReportFacts = {
  readonly path: ReactivationPath;
  readonly today: PlainDate;
  readonly letterOn: PlainDate;
  /** When the membership ended, or the mother's where a baby is reported. */
  readonly deactivatedOn: PlainDate | undefined;
  readonly bornOn?: PlainDate | undefined;
  /** A case about the same person is under way. */
  readonly isOpen: boolean;
};

export type ReportProblem =
  | "day-to-come"
  | "deactivation-unknown"
  | "window-closed"
  | "birth-unknown"
  | "newborn-too-old"
  | "open-already"
  | "looks-like-diagnosis";

/** Whether a reactivation may be reported; nobody is refused by it, it is told which way is theirs instead. */
export function mayReport(facts: ReportFacts): Result<"reported", ReportProblem> {
  const { path, today, letterOn, deactivatedOn, bornOn, isOpen } = facts;
  const days = [letterOn, deactivatedOn, bornOn];
  if (days.some((day) => day !== undefined && day > today)) return refuse("day-to-come");
  if (isOpen) return refuse("open-already");
  if (path === "newborn") return mayReportNewborn(facts);
  if (deactivatedOn === undefined) return refuse("deactivation-unknown");
  return today <= windowEnds(deactivatedOn, today) ? accept("reported") : refuse("window-closed");
}

/** A baby was never insured by itself: its window runs from birth, and the mother's end must be known. */
function mayReportNewborn({
  today,
  bornOn,
  deactivatedOn,
}: ReportFacts): Result<"reported", ReportProblem> {
  if (bornOn === undefined) return refuse("birth-unknown");
  if (deactivatedOn === undefined) return refuse("deactivation-unknown");
  const last = addMonths(bornOn, reactivationTermsOn(today).newbornMonths);
  return today <= last ? accept("reported") : refuse("newborn-too-old");
}

/** Codes of illness (ICD-10) and the words by which a diagnosis is written down. */
const ILLNESS = [
  /\b[A-TV-Z]\d{2}\.\d{1,2}\b/i,
  /\b(diagnos\w*|dx|icd|penderita|menderita|mengidap|stadium|kemoterapi|hemodial\w*|cuci darah|gagal ginjal|hiv|aids|tbc?|odgj|skizofren\w*|thalas\w*|hamil|keguguran)\b/i,
];

/** Whether a name or a number tells what somebody suffers from: there is no place for that here. */
export function looksLikeDiagnosis(text: string): boolean {
  return ILLNESS.some((pattern) => pattern.test(text));
}

export const REPORT_PROBLEM_WORDS = {
  "day-to-come": say("Tanggal itu belum tiba.", "That day has not come yet."),
  "deactivation-unknown": say(
    "Belum diketahui sejak kapan kepesertaannya berakhir.",
    "It is not known when the membership ended.",
  ),
  "window-closed": say(
    "Kepesertaannya berakhir lebih dari enam bulan yang lalu.",
    "The membership ended more than six months ago.",
  ),
  "birth-unknown": say("Tanggal lahir bayi belum diisi.", "The baby's day of birth is missing."),
  "newborn-too-old": say(
    "Umur bayi sudah lewat batas jalur bayi baru lahir.",
    "The baby is older than this path allows.",
  ),
  "open-already": say(
    "Reaktivasi orang ini sudah berjalan.",
    "A reactivation of this person is under way.",
  ),
  "looks-like-diagnosis": say(
    "Isian itu menyebut penyakit. Penyakit tidak dicatat di sini.",
    "This names an illness. Illnesses are not recorded here.",
  ),
} as const satisfies Record<ReportProblem, Words>;

export const REPORT_REMEDIES = {
  "day-to-come": say("Perbaiki tanggalnya.", "Mend the day."),
  "deactivation-unknown": say(
    "Isi tanggal nonaktif yang tertulis di surat atau di aplikasi JKN.",
    "Give the day that the letter or the insurer's app shows.",
  ),
  "window-closed": say(
    "Ajukan sebagai usulan PBI baru di desa/kelurahan; tanyakan PBI daerah bila mendesak.",
    "Propose a new place at the village; ask for the regional payer if it presses.",
  ),
  "birth-unknown": say("Isi tanggal lahir dari surat lahir.", "Give the day of the birth note."),
  "newborn-too-old": say(
    "Laporkan sebagai orang dalam atau di luar DTSEN.",
    "Report as somebody of the register or outside it.",
  ),
  "open-already": say(
    "Buka perkaranya di layar Reaktivasi PBI.",
    "Open the case on the screen Reactivation.",
  ),
  "looks-like-diagnosis": say(
    "Tulis nama fasilitas dan nomor suratnya saja.",
    "Write the facility's name and the letter's number only.",
  ),
} as const satisfies Record<ReportProblem, Words>;

/** How the update of data after a reactivation stands. */
export const FOLLOW_UP_STATES = ["waits", "due", "overdue", "done"] as const;
export type FollowUpState = (typeof FOLLOW_UP_STATES)[number];

export const FOLLOW_UP_WORDS = {
  waits: say("menunggu versi berikutnya", "waits for the next version"),
  due: say("data keluarga harus diperbarui", "the family's data must be updated"),
  overdue: say(
    "sudah lewat dua versi, data belum diperbarui",
    "two versions have passed without an update",
  ),
  done: say("data diperbarui dalam dua versi", "data updated in two versions"),
} as const satisfies Record<FollowUpState, Words>;

/**
 * Where the follow-up stands: it is done when somebody has confirmed as many versions as the terms ask for, each published
 * after the confirmation of the insurer. Late, it stands on: nobody loses anything by it.
 */
export function readFollowUp(
  published: readonly number[],
  confirmed: readonly number[],
  needed: number,
): { readonly state: FollowUpState; readonly next: number | undefined } {
  const held = new Set(confirmed.filter((version) => published.includes(version)));
  if (held.size >= needed) return { state: "done", next: undefined };
  const next = published.find((version) => !held.has(version));
  if (next === undefined) return { state: "waits", next: undefined };
  return { state: published.length > needed ? "overdue" : "due", next };
}
