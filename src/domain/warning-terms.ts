import type { PlainDate } from "./plain-date.ts";
import { say, type Words } from "./words.ts";

/** How a warning stands. "…-heard": the family has answered, and somebody owes it a word. */
export const WARNING_STATES = [
  "unsent",
  "first",
  "first-heard",
  "second",
  "second-heard",
  "proposed",
  "proposed-heard",
  "announced",
  "announced-heard",
  "cleared",
  "ended",
] as const;
export type WarningState = (typeof WARNING_STATES)[number];

export const WARNING_STATE_WORDS = {
  unsent: say("belum dikirim", "not sent"),
  first: say("surat pertama", "first letter"),
  "first-heard": say(
    "surat pertama, keluarga sudah menjawab",
    "first letter, the family has answered",
  ),
  second: say("surat kedua", "second letter"),
  "second-heard": say(
    "surat kedua, keluarga sudah menjawab",
    "second letter, the family has answered",
  ),
  proposed: say("penangguhan menunggu orang kedua", "suspension waits for a second person"),
  "proposed-heard": say(
    "usul penangguhan, keluarga sudah menjawab",
    "suspension proposed, the family has answered",
  ),
  announced: say("penangguhan diberitahukan", "suspension announced"),
  "announced-heard": say(
    "penangguhan ditahan, keluarga sudah menjawab",
    "suspension held back, the family has answered",
  ),
  cleared: say("selesai, tidak ada akibat", "cleared"),
  ended: say("penangguhan satu tahap selesai", "suspension of one phase is over"),
} as const satisfies Record<WarningState, Words>;

export const WARNING_ACTS = [
  "send-first",
  "send-second",
  "propose",
  "confirm",
  "refuse",
  "answer",
  "accept",
  "reject",
  "meet",
  "finish",
] as const;
export type WarningAct = (typeof WARNING_ACTS)[number];

export const WARNING_ACT_WORDS = {
  "send-first": say("Kirim surat pertama", "Send the first letter"),
  "send-second": say("Kirim surat kedua", "Send the second letter"),
  propose: say("Usulkan penangguhan satu tahap", "Propose to suspend one phase"),
  confirm: say("Sahkan penangguhan", "Confirm the suspension"),
  refuse: say("Tolak penangguhan", "Refuse the suspension"),
  answer: say("Catat jawaban keluarga", "Record the family's answer"),
  accept: say("Terima jawaban keluarga", "Accept the answer"),
  reject: say("Jawaban belum cukup", "The answer does not suffice"),
  meet: say("Komitmen sudah dipenuhi", "The commitment is met"),
  finish: say("Akhiri: tahapnya sudah lewat", "End it: its phase is over"),
} as const satisfies Record<WarningAct, Words>;

export const WARNING_DONE_WORDS = {
  "send-first": say("Surat pertama disampaikan", "First letter handed over"),
  "send-second": say("Surat kedua disampaikan", "Second letter handed over"),
  propose: say("Penangguhan diusulkan", "Suspension proposed"),
  confirm: say("Penangguhan disahkan orang kedua", "Suspension confirmed by a second person"),
  refuse: say("Penangguhan ditolak", "Suspension refused"),
  answer: say("Keluarga menjawab", "The family answered"),
  accept: say("Jawaban diterima", "Answer accepted"),
  reject: say("Jawaban belum cukup", "Answer did not suffice"),
  meet: say("Komitmen dipenuhi", "Commitment met"),
  finish: say("Tahap penangguhan berakhir", "The phase of the suspension ended"),
} as const satisfies Record<WarningAct, Words>;

/** Why a second person refuses a suspension. */
export const SUSPENSION_REFUSALS = ["letter-not-given", "check-doubtful", "hardship"] as const;
export type SuspensionRefusal = (typeof SUSPENSION_REFUSALS)[number];

export const SUSPENSION_REFUSAL_WORDS = {
  "letter-not-given": say("surat tidak pernah sampai", "a letter never arrived"),
  "check-doubtful": say("pemeriksaannya meragukan", "the check is doubtful"),
  hardship: say("keluarga sedang dalam kesulitan berat", "the family is in hardship"),
} as const satisfies Record<SuspensionRefusal, Words>;

/** The ladder as data: how long a family may answer before a rung has effect, and what the last rung costs. */
export type WarningTerms = {
  readonly from: string;
  /** Working days to answer each letter, before the next rung or before effect. */
  readonly answerDays: number;
  /** Phases for which the member's component is not paid; afterwards it is paid again, with nothing owed. */
  readonly suspendedPhases: 1;
  readonly legalBasis: string;
};

/** Newest last. No row ends a membership: that is a matter of graduation alone. */
export const WARNING_TERMS: readonly [WarningTerms, ...WarningTerms[]] = [
  {
    from: "2018-01-01",
    answerDays: 10,
    suspendedPhases: 1,
    legalBasis:
      "Permensos 1/2018 (kewajiban dan sanksi peserta PKH); jangka waktu contoh menurut SOP dinas sosial",
  },
];

export function warningTermsOn(day: PlainDate): WarningTerms {
  return WARNING_TERMS.findLast(({ from }) => from <= day) ?? WARNING_TERMS[0];
}
