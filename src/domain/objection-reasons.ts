import type { Clock } from "./case-clock.ts";
import { PROVINCE_OFFICE, SOCIAL_OFFICE } from "./case-offices.ts";
import type { PauseReason, RefusalReason, ReturnReason } from "./case-procedure.ts";
import type { ObjectionStep } from "./objection-procedure.ts";
import { say } from "./words.ts";

/** Why an objection goes back. */
export const OBJECTION_RETURNS = {
  "other-family": {
    words: say("Keluarga yang dikenali keliru.", "The wrong family was found."),
    remedy: say("Cari lagi keluarga yang dimaksud.", "Look again for the family that is meant."),
    from: ["hearing", "visit", "decision"],
    backTo: "identify",
  },
  "visit-incomplete": {
    words: say("Catatan kunjungannya belum lengkap.", "The notes of the visit are incomplete."),
    remedy: say("Kunjungi lagi dan lengkapi.", "Visit again and fill in what is missing."),
    from: ["decision", "second"],
    backTo: "visit",
  },
  "decision-incomplete": {
    words: say("Pertimbangannya belum lengkap.", "The reasoning is not complete."),
    remedy: say("Lengkapi, lalu teruskan lagi.", "Complete it, then pass on again."),
    from: ["second"],
    backTo: "decision",
  },
} as const satisfies Readonly<Record<string, ReturnReason<ObjectionStep>>>;

const WAITS: Clock = [
  {
    from: "2026-01-01",
    lengths: {
      emergency: { workingDays: 10 },
      continuing: { workingDays: 10 },
      planned: { workingDays: 10 },
    },
    legalBasis: "Permensos 3/2025; lama penantian ditetapkan proyek, dapat diatur",
  },
];

/** For what an objection waits; the family's days to answer are a step of their own. */
export const OBJECTION_PAUSES = {
  appointment: {
    words: say(
      "Menunggu hari yang disepakati dengan keluarganya.",
      "Waits for the day agreed with the family.",
    ),
    remedy: say("Kunjungi pada hari yang disepakati.", "Visit on the day that was agreed."),
    at: ["visit"],
    holder: SOCIAL_OFFICE,
    right: "visit-objection",
    clock: WAITS,
    escalation: [PROVINCE_OFFICE],
  },
} as const satisfies Readonly<Record<string, PauseReason<ObjectionStep>>>;

/** Why an objection is not upheld. The family's aid goes on. */
export const OBJECTION_REFUSALS = {
  "nobody-found": {
    words: say(
      "Dari yang ditulis, tidak ada keluarga yang dapat dikenali.",
      "From what was written no family could be found.",
    ),
    remedy: say("Tulis lagi dengan nama dan RT/RW yang tepat.", "Write again with name and RT/RW."),
    at: ["identify"],
  },
  "receives-nothing": {
    words: say(
      "Keluarga itu tidak menerima bantuan yang dimaksud.",
      "That family does not receive the aid that is meant.",
    ),
    remedy: say("Tidak ada yang perlu dilakukan.", "Nothing is to be done."),
    at: ["identify"],
  },
  "already-questioned": {
    words: say("Hal ini sudah diperiksa.", "This is being looked into already."),
    remedy: say("Tunggu hasil pemeriksaannya.", "Wait for its outcome."),
    at: ["identify"],
  },
  "not-shown": {
    words: say(
      "Yang dipersoalkan tidak dapat ditunjukkan.",
      "What is questioned could not be shown.",
    ),
    remedy: say("Bantuan keluarga itu tetap berjalan.", "The family's aid goes on."),
    at: ["visit", "decision"],
  },
  "as-recorded": {
    words: say(
      "Kunjungan menemukan keadaan seperti yang tercatat.",
      "The visit found things as they are recorded.",
    ),
    remedy: say(
      "Bantuan keluarga itu tetap berjalan; dalam 30 hari boleh minta kantor lain meninjau.",
      "The family's aid goes on; within 30 days another office may be asked to review.",
    ),
    at: ["decision", "second"],
  },
  "not-taken-in": {
    words: say(
      "Versi terbit tidak memakainya, dengan alasan tertulis pada temuannya.",
      "The published version did not take it in; the reason stands with the finding.",
    ),
    remedy: say("Bantuan keluarga itu tetap berjalan.", "The family's aid goes on."),
    at: ["register"],
  },
} as const satisfies Readonly<Record<string, RefusalReason<ObjectionStep>>>;
