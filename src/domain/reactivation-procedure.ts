import type { Clock, ClockLength, Urgency } from "./case-clock.ts";
import {
  FACILITY,
  INSPECTORATE,
  INSURER,
  INSURER_CENTRE,
  MINISTRY,
  PROVINCE_OFFICE,
  SOCIAL_OFFICE,
  VILLAGE_OFFICE,
} from "./case-offices.ts";
import type { Procedure } from "./case-procedure.ts";
import {
  REACTIVATION_PAUSES,
  REACTIVATION_REFUSALS,
  REACTIVATION_RETURNS,
} from "./reactivation-reasons.ts";
import { say, type Words } from "./words.ts";

/** The seven steps by which somebody whose PBI-JK was ended is insured again (Permensos 3/2026). */
export const REACTIVATION_STEPS = [
  "letter",
  "report",
  "verification",
  "endorsement",
  "documents",
  "insurer",
  "confirmed",
] as const;
export type ReactivationStep = (typeof REACTIVATION_STEPS)[number];

export const REACTIVATION_STEP_WORDS = {
  letter: say("Surat dari rumah sakit atau puskesmas", "Letter from hospital or health centre"),
  report: say("Lapor ke Dinas Sosial", "Report to the social affairs office"),
  verification: say("Verifikasi Dinas Sosial", "Verification by the social affairs office"),
  endorsement: say(
    "Surat reaktivasi dan entri SIKS-NG",
    "Letter of reactivation and entry in SIKS-NG",
  ),
  documents: say("Kemensos memeriksa dokumen", "The ministry checks the documents"),
  insurer: say("BPJS Kesehatan memverifikasi", "The insurer verifies"),
  confirmed: say("Konfirmasi BPJS tercatat", "The insurer's confirmation is on record"),
} as const satisfies Record<ReactivationStep, Words>;

const BASIS = "Permensos 3/2026; lama tiap langkah ditetapkan proyek, dapat diatur";

/** Emergency, continuing and planned care, in this order. */
const clock = (...lengths: readonly [ClockLength, ClockLength, ClockLength]): Clock => {
  const [emergency, continuing, planned] = lengths;
  const terms: Readonly<Record<Urgency, ClockLength>> = { emergency, continuing, planned };
  return [{ from: "2026-01-01", lengths: terms, legalBasis: BASIS }];
};

const STEPS: Procedure<ReactivationStep>["steps"] = [
  {
    id: "letter",
    words: REACTIVATION_STEP_WORDS.letter,
    todo: say(
      "Minta surat keterangan berobat dari fasilitas kesehatan.",
      "Ask the facility for its letter.",
    ),
    holder: FACILITY,
    right: "report-reactivation",
    clock: undefined,
    escalation: [],
  },
  {
    id: "report",
    words: REACTIVATION_STEP_WORDS.report,
    todo: say(
      "Perbaiki yang disebut, lalu laporkan lagi.",
      "Mend what is named, then report again.",
    ),
    holder: VILLAGE_OFFICE,
    right: "report-reactivation",
    clock: clock({ hours: 24 }, { workingDays: 2 }, { workingDays: 5 }),
    escalation: [SOCIAL_OFFICE, PROVINCE_OFFICE],
  },
  {
    id: "verification",
    words: REACTIVATION_STEP_WORDS.verification,
    todo: say(
      "Pastikan orangnya, keadaannya miskin atau hampir miskin, dan suratnya.",
      "Make sure of the person, that they are poor or near-poor, and of the letter.",
    ),
    holder: SOCIAL_OFFICE,
    right: "verify-reactivation",
    clock: clock({ hours: 6 }, { workingDays: 1 }, { workingDays: 3 }),
    escalation: [PROVINCE_OFFICE, MINISTRY],
  },
  {
    id: "endorsement",
    words: REACTIVATION_STEP_WORDS.endorsement,
    todo: say(
      "Tanda tangani surat reaktivasi; catat nomornya setelah dientri di SIKS-NG.",
      "Sign the letter of reactivation; note its number once it is entered in SIKS-NG.",
    ),
    holder: SOCIAL_OFFICE,
    right: "endorse-reactivation",
    clock: clock({ hours: 6 }, { workingDays: 1 }, { workingDays: 2 }),
    escalation: [PROVINCE_OFFICE, MINISTRY],
  },
  {
    id: "documents",
    words: REACTIVATION_STEP_WORDS.documents,
    todo: say(
      "Periksa kelengkapan surat, lalu teruskan ke BPJS Kesehatan.",
      "Check that the letters are complete, then pass on to the insurer.",
    ),
    holder: MINISTRY,
    right: "check-reactivation",
    clock: clock({ hours: 12 }, { workingDays: 1 }, { workingDays: 3 }),
    escalation: [INSPECTORATE],
  },
  {
    id: "insurer",
    words: REACTIVATION_STEP_WORDS.insurer,
    todo: say(
      "Pulihkan kepesertaan, lalu catat nomor konfirmasinya.",
      "Restore the membership, then note the number of the confirmation.",
    ),
    holder: INSURER,
    right: "confirm-reactivation",
    clock: clock({ hours: 12 }, { workingDays: 1 }, { workingDays: 3 }),
    escalation: [INSURER_CENTRE, MINISTRY],
  },
  {
    id: "confirmed",
    words: REACTIVATION_STEP_WORDS.confirmed,
    todo: say(
      "Data keluarga diperbarui dalam dua versi berikut.",
      "The family's data is updated within the next two versions.",
    ),
    holder: INSURER,
    right: undefined,
    clock: undefined,
    escalation: [],
  },
];

/** Reactivation of PBI-JK as data over the general cases. */
export const REACTIVATION: Procedure<ReactivationStep> = {
  kind: "pbi-reactivation",
  steps: STEPS,
  sameHands: ["letter", "report"],
  readBy: "read-reactivation",
  needsReference: ["endorsement", "insurer"],
  withdrawBy: "report-reactivation",
  returns: REACTIVATION_RETURNS,
  pauses: REACTIVATION_PAUSES,
  refusals: REACTIVATION_REFUSALS,
};
