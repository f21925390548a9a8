import type { Clock } from "./case-clock.ts";
import { INSPECTORATE, MINISTRY, PROVINCE_OFFICE } from "./case-offices.ts";
import type { PauseReason, RefusalReason, ReturnReason } from "./case-procedure.ts";
import type { ComplaintStep } from "./complaint-procedure.ts";
import { say } from "./words.ts";

const EXAMINATIONS = ["regency-examination", "province-examination"] as const;

/** Why a complaint goes back. */
export const COMPLAINT_RETURNS = {
  "not-examined-enough": {
    words: say("Pemeriksaannya belum cukup.", "It was not examined enough."),
    remedy: say("Dengar lagi kedua pihak dan lengkapi.", "Hear both sides again and complete it."),
    from: ["regency-redress"],
    backTo: "regency-examination",
  },
  "not-examined-enough-above": {
    words: say("Pemeriksaan provinsi belum cukup.", "The province did not examine enough."),
    remedy: say("Dengar lagi kedua pihak dan lengkapi.", "Hear both sides again and complete it."),
    from: ["ministry-redress"],
    backTo: "province-examination",
  },
} as const satisfies Readonly<Record<string, ReturnReason<ComplaintStep>>>;

const WAITS: Clock = [
  {
    from: "2026-01-01",
    lengths: {
      emergency: { workingDays: 1 },
      continuing: { workingDays: 3 },
      planned: { workingDays: 10 },
    },
    legalBasis: "lama penantian ditetapkan proyek, dapat diatur",
  },
];

const waits = { holder: PROVINCE_OFFICE, clock: WAITS, escalation: [MINISTRY, INSPECTORATE] };

/** For what a complaint waits. */
export const COMPLAINT_PAUSES = {
  "payer-answers": {
    words: say("Menunggu jawaban bank, pos atau agen.", "Waits for bank, post or agent."),
    remedy: say("Tagih jawabannya sebelum tenggat.", "Ask for the answer before the deadline."),
    at: ["regency-examination"],
    right: "examine-complaint",
    ...waits,
  },
  "payer-answers-above": {
    words: say(
      "Menunggu jawaban bank, pos atau agen di provinsi.",
      "Waits for bank, post or agent of the province.",
    ),
    remedy: say("Tagih jawabannya sebelum tenggat.", "Ask for the answer before the deadline."),
    at: ["province-examination"],
    right: "examine-complaint-above",
    ...waits,
  },
} as const satisfies Readonly<Record<string, PauseReason<ComplaintStep>>>;

/** Why nothing is done about a complaint; whoever made it reads the sentence. */
export const COMPLAINT_REFUSALS = {
  "not-shown": {
    words: say(
      "Yang diadukan tidak dapat ditunjukkan.",
      "What is complained of could not be shown.",
    ),
    remedy: say(
      "Bila ada keterangan baru, adukan lagi; dalam 30 hari boleh minta kantor lain meninjau.",
      "With something new, complain again; within 30 days another office may be asked to review.",
    ),
    at: EXAMINATIONS,
  },
  "as-it-should-be": {
    words: say("Yang terjadi sesuai aturan.", "What happened was by the rules."),
    remedy: say(
      "Petugas menjelaskan aturannya; dalam 30 hari boleh minta kantor lain meninjau.",
      "An officer explains the rule; within 30 days another office may be asked to review.",
    ),
    at: EXAMINATIONS,
  },
  "another-office": {
    words: say("Ini urusan kantor lain; sudah diteruskan.", "It is another office's; passed on."),
    remedy: say("Tanyakan kepada kantor itu.", "Ask that office."),
    at: EXAMINATIONS,
  },
  "said-before": {
    words: say("Hal yang sama sudah diperiksa.", "The same is being examined already."),
    remedy: say("Tunggu hasil pemeriksaannya.", "Wait for its outcome."),
    at: EXAMINATIONS,
  },
} as const satisfies Readonly<Record<string, RefusalReason<ComplaintStep>>>;
