import {
  AID_PROPOSAL_PAUSES,
  AID_PROPOSAL_REFUSALS,
  AID_PROPOSAL_RETURNS,
} from "./aid-proposal-reasons.ts";
import type { Clock, ClockLength } from "./case-clock.ts";
import {
  DISTRICT_OFFICE,
  INSPECTORATE,
  MINISTRY,
  PROVINCE_OFFICE,
  SOCIAL_OFFICE,
  STATISTICS_OFFICE,
  VILLAGE_OFFICE,
} from "./case-offices.ts";
import type { Procedure } from "./case-procedure.ts";
import { say, type Words } from "./words.ts";

/** The formal way of a proposal, from the village to the version that takes it in (domain.md 7.1, 7.2). */
export const AID_PROPOSAL_STEPS = [
  "completeness",
  "visit",
  "deliberation",
  "verification",
  "finalisation",
  "endorsement",
  "governor",
  "ministry",
  "register",
  "answered",
] as const;
export type AidProposalStep = (typeof AID_PROPOSAL_STEPS)[number];

export const AID_PROPOSAL_STEP_WORDS = {
  completeness: say("Desa mengenali keluarganya", "The village finds out which family it is"),
  visit: say("Kunjungan ke rumah", "Visit at home"),
  deliberation: say("Musyawarah desa/kelurahan", "Village deliberation"),
  verification: say("Verifikasi Dinas Sosial", "Verification by the social affairs office"),
  finalisation: say("Finalisasi kepala dinas", "Finalisation by the head of the office"),
  endorsement: say("Pengesahan Bupati/Wali Kota", "Endorsement by the regent or mayor"),
  governor: say("Pengesahan Gubernur", "Endorsement by the governor"),
  ministry: say("Kemensos menyerahkan kepada BPS", "The ministry hands over to BPS"),
  register: say("BPS memadankan dan menghitung versi", "BPS matches and builds the version"),
  answered: say("Sudah dijawab oleh versi terbit", "A published version has answered"),
} as const satisfies Record<AidProposalStep, Words>;

/** Lengths of trust-and-ux.md B6 in working days; no published rule says more, so they are ours, and data. */
const clock = (workingDays: number): Clock => {
  const length: ClockLength = { workingDays };
  return [
    {
      from: "2026-01-01",
      lengths: { emergency: length, continuing: length, planned: length },
      legalBasis: "Permensos 3/2025; lama tiap langkah ditetapkan proyek, dapat diatur",
    },
  ];
};

const STEPS: Procedure<AidProposalStep>["steps"] = [
  {
    id: "completeness",
    words: AID_PROPOSAL_STEP_WORDS.completeness,
    todo: say(
      "Cari keluarga yang dimaksud, lalu sebutkan. Foto yang kurang bukan alasan menolak.",
      "Find the family that is meant and name it. A missing photo is no reason to refuse.",
    ),
    holder: VILLAGE_OFFICE,
    right: "check-proposal",
    clock: clock(3),
    escalation: [DISTRICT_OFFICE, SOCIAL_OFFICE, PROVINCE_OFFICE, MINISTRY],
  },
  {
    id: "visit",
    words: AID_PROPOSAL_STEP_WORDS.visit,
    todo: say(
      "Kunjungi rumahnya dan catat keadaannya; keluarga membaca ulang dan menyetujui catatannya.",
      "Visit the home and note how things are; the family reads the notes again and agrees.",
    ),
    holder: VILLAGE_OFFICE,
    right: "visit-family",
    clock: clock(10),
    escalation: [DISTRICT_OFFICE, SOCIAL_OFFICE, PROVINCE_OFFICE, MINISTRY],
  },
  {
    id: "deliberation",
    words: AID_PROPOSAL_STEP_WORDS.deliberation,
    todo: say(
      "Bawa ke musyawarah, atau lampirkan SPTJM kepala desa; catat berita acaranya.",
      "Bring it before the deliberation, or have the village head sign; note the minutes.",
    ),
    holder: VILLAGE_OFFICE,
    right: "hold-deliberation",
    clock: clock(5),
    escalation: [DISTRICT_OFFICE, SOCIAL_OFFICE, PROVINCE_OFFICE, MINISTRY],
  },
  {
    id: "verification",
    words: AID_PROPOSAL_STEP_WORDS.verification,
    todo: say(
      "Bandingkan hasil kunjungan dengan data dan berita acaranya.",
      "Compare the visit with the record and the minutes.",
    ),
    holder: SOCIAL_OFFICE,
    right: "verify-proposal",
    clock: clock(10),
    escalation: [PROVINCE_OFFICE, MINISTRY],
  },
  {
    id: "finalisation",
    words: AID_PROPOSAL_STEP_WORDS.finalisation,
    todo: say("Periksa dan finalkan berkasnya.", "Check the file and make it final."),
    holder: SOCIAL_OFFICE,
    right: "finalise-proposal",
    clock: clock(5),
    escalation: [PROVINCE_OFFICE, MINISTRY],
  },
  {
    id: "endorsement",
    words: AID_PROPOSAL_STEP_WORDS.endorsement,
    todo: say(
      "Sahkan dengan nomor dan tanggal suratnya.",
      "Endorse with number and day of the letter.",
    ),
    holder: SOCIAL_OFFICE,
    right: "endorse-proposal",
    clock: clock(5),
    escalation: [PROVINCE_OFFICE, MINISTRY],
  },
  {
    id: "governor",
    words: AID_PROPOSAL_STEP_WORDS.governor,
    todo: say(
      "Sahkan dengan nomor dan tanggal suratnya.",
      "Endorse with number and day of the letter.",
    ),
    holder: PROVINCE_OFFICE,
    right: "approve-proposal",
    clock: clock(5),
    escalation: [MINISTRY],
    askedBy: "governor-endorses",
  },
  {
    id: "ministry",
    words: AID_PROPOSAL_STEP_WORDS.ministry,
    todo: say(
      "Serahkan kepada BPS dengan berita acara serah terima.",
      "Hand over to BPS with the minutes of handing over.",
    ),
    holder: MINISTRY,
    right: "hand-over-proposal",
    clock: clock(5),
    escalation: [INSPECTORATE],
  },
  {
    id: "register",
    words: AID_PROPOSAL_STEP_WORDS.register,
    todo: say(
      "Dijawab oleh versi berikutnya yang terbit: dipakai, atau tidak dipakai dengan alasan.",
      "The next published version answers: taken in, or not taken in with a reason.",
    ),
    holder: STATISTICS_OFFICE,
    right: "publish-version",
    clock: clock(70),
    escalation: [INSPECTORATE],
  },
  {
    id: "answered",
    words: AID_PROPOSAL_STEP_WORDS.answered,
    todo: say("Tidak ada lagi.", "Nothing more."),
    holder: STATISTICS_OFFICE,
    right: undefined,
    clock: undefined,
    escalation: [],
  },
];

/** Proposals for aid, and for bringing the register's data up to date, as data over the general cases. */
export const AID_PROPOSAL: Procedure<AidProposalStep> = {
  kind: "aid-proposal",
  steps: STEPS,
  readBy: "read-proposal",
  sameHands: ["completeness", "visit", "deliberation"],
  needsReference: ["deliberation", "endorsement", "governor", "ministry", "register"],
  withdrawBy: "check-proposal",
  returns: AID_PROPOSAL_RETURNS,
  pauses: AID_PROPOSAL_PAUSES,
  refusals: AID_PROPOSAL_REFUSALS,
};
