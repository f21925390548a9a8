import type { Clock } from "./case-clock.ts";
import { PROVINCE_OFFICE, SOCIAL_OFFICE } from "./case-offices.ts";
import type { PauseReason, RefusalReason, ReturnReason } from "./case-procedure.ts";
import type { ResignationStep } from "./resignation-procedure.ts";
import { say } from "./words.ts";

/** Why a resignation goes back. */
export const RESIGNATION_RETURNS = {
  "meeting-in-doubt": {
    words: say(
      "Pertemuan pertamanya diragukan: orangnya, suratnya, atau kehendaknya.",
      "The first meeting is in doubt: the person, the papers, or the will.",
    ),
    remedy: say(
      "Temui keluarganya sekali lagi dari awal; masa tenang mulai lagi.",
      "Meet the family again from the start; the days to think begin anew.",
    ),
    from: ["cooling"],
    backTo: "identity",
  },
} as const satisfies Readonly<Record<string, ReturnReason<ResignationStep>>>;

const WAITS: Clock = [
  {
    from: "2026-01-01",
    lengths: {
      emergency: { workingDays: 10 },
      continuing: { workingDays: 10 },
      planned: { workingDays: 10 },
    },
    legalBasis: "lama penantian ditetapkan proyek, dapat diatur",
  },
];

/** For what a resignation waits. */
export const RESIGNATION_PAUSES = {
  appointment: {
    words: say(
      "Menunggu hari yang disepakati dengan keluarganya.",
      "Waits for the day agreed with the family.",
    ),
    remedy: say("Temui pada hari yang disepakati.", "Meet on the day that was agreed."),
    at: ["identity", "cooling"],
    holder: SOCIAL_OFFICE,
    right: "take-resignation",
    clock: WAITS,
    escalation: [PROVINCE_OFFICE],
  },
} as const satisfies Readonly<Record<string, PauseReason<ResignationStep>>>;

/** Why the place is not given back. The family's aid goes on. */
export const RESIGNATION_REFUSALS = {
  "not-its-will": {
    words: say(
      "Keluarganya tidak ingin berhenti.",
      "The family does not want to stop receiving aid.",
    ),
    remedy: say("Bantuan tetap berjalan.", "The aid goes on."),
    at: ["identity", "cooling"],
  },
  pressed: {
    words: say("Keluarganya disuruh atau ditekan.", "The family was told or pressed to."),
    remedy: say(
      "Bantuan tetap berjalan; buka aduan tentang siapa yang menekan.",
      "The aid goes on; open a complaint about whoever pressed.",
    ),
    at: ["identity", "cooling"],
  },
  "not-a-member": {
    words: say(
      "Yang meminta bukan orang dewasa dari keluarga ini.",
      "Whoever asked is no grown member of this family.",
    ),
    remedy: say("Bantuan tetap berjalan.", "The aid goes on."),
    at: ["identity"],
  },
  "not-met": {
    words: say("Keluarganya belum berhasil ditemui.", "The family could not be met."),
    remedy: say(
      "Bantuan tetap berjalan; permintaan boleh diajukan lagi.",
      "The aid goes on; the request may be made again.",
    ),
    at: ["identity", "cooling"],
  },
} as const satisfies Readonly<Record<string, RefusalReason<ResignationStep>>>;
