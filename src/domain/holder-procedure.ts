import type { Clock, ClockLength } from "./case-clock.ts";
import {
  INSPECTORATE,
  MINISTRY,
  PROVINCE_OFFICE,
  SOCIAL_OFFICE,
  VILLAGE_OFFICE,
} from "./case-offices.ts";
import type { Procedure } from "./case-procedure.ts";
import { HOLDER_PAUSES, HOLDER_REFUSALS, HOLDER_RETURNS } from "./holder-reasons.ts";
import { say, type Words } from "./words.ts";

/** The way by which a family's card of aid comes to another holder (ganti pengurus). */
export const HOLDER_STEPS = ["proposal", "verification", "payer", "changed"] as const;
export type HolderStep = (typeof HOLDER_STEPS)[number];

export const HOLDER_STEP_WORDS = {
  proposal: say("Keluarga menyebut pemegang kartu yang baru", "The family names the new holder"),
  verification: say("Verifikasi Dinas Sosial", "Verification by the social affairs office"),
  payer: say("Kemensos dan penyalur mengganti kartu", "Ministry and payer change the card"),
  changed: say("Pemegang kartu sudah diganti", "The holder has been changed"),
} as const satisfies Record<HolderStep, Words>;

/** No published rule says how long each may take; these are ours, and data. */
const clock = (length: ClockLength): Clock => [
  {
    from: "2026-01-01",
    lengths: { emergency: length, continuing: length, planned: length },
    legalBasis: "tata cara ganti pengurus; lama tiap langkah ditetapkan proyek, dapat diatur",
  },
];

const STEPS: Procedure<HolderStep>["steps"] = [
  {
    id: "proposal",
    words: HOLDER_STEP_WORDS.proposal,
    todo: say(
      "Temui keluarganya; catat siapa dari Kartu Keluarga yang sama memegang kartu.",
      "Meet the family; note who of the same family card holds the card.",
    ),
    holder: VILLAGE_OFFICE,
    right: "propose-holder",
    clock: clock({ workingDays: 5 }),
    escalation: [SOCIAL_OFFICE, PROVINCE_OFFICE],
  },
  {
    id: "verification",
    words: HOLDER_STEP_WORDS.verification,
    todo: say(
      "Cocokkan KTP dan Kartu Keluarga asli dengan usulannya.",
      "Compare the original KTP and family card with the proposal.",
    ),
    holder: SOCIAL_OFFICE,
    right: "verify-holder",
    clock: clock({ workingDays: 5 }),
    escalation: [PROVINCE_OFFICE, MINISTRY],
  },
  {
    id: "payer",
    words: HOLDER_STEP_WORDS.payer,
    todo: say(
      "Minta bank atau PT Pos mengganti namanya; catat nomor dan tanggal konfirmasinya.",
      "Have bank or postal service change the name; note number and day of the confirmation.",
    ),
    holder: MINISTRY,
    right: "order-holder",
    clock: clock({ workingDays: 10 }),
    escalation: [INSPECTORATE],
  },
  {
    id: "changed",
    words: HOLDER_STEP_WORDS.changed,
    todo: say(
      "Tidak ada lagi; penyaluran berikutnya atas nama pemegang yang baru.",
      "Nothing more; the next payment is in the new holder's name.",
    ),
    holder: MINISTRY,
    right: undefined,
    clock: undefined,
    escalation: [],
  },
];

/** Change of a card's holder as data over the general cases. Whatever becomes of it, the family's aid goes on. */
export const HOLDER_CHANGE: Procedure<HolderStep> = {
  kind: "holder-change",
  steps: STEPS,
  sameHands: [],
  readBy: "read-holder",
  needsReference: ["payer"],
  withdrawBy: "propose-holder",
  returns: HOLDER_RETURNS,
  pauses: HOLDER_PAUSES,
  refusals: HOLDER_REFUSALS,
};
