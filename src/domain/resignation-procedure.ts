import type { Clock, ClockLength } from "./case-clock.ts";
import {
  INSPECTORATE,
  MINISTRY,
  PROVINCE_OFFICE,
  SOCIAL_OFFICE,
  STATISTICS_OFFICE,
} from "./case-offices.ts";
import type { CaseStep, Procedure } from "./case-procedure.ts";
import {
  RESIGNATION_PAUSES,
  RESIGNATION_REFUSALS,
  RESIGNATION_RETURNS,
} from "./resignation-reasons.ts";
import { say, type Words } from "./words.ts";

/** The way by which a family gives a place back by its own word (mengundurkan diri; domain.md 7.5 and 8, complaint 10). */
export const RESIGNATION_STEPS = ["identity", "cooling", "register", "answered"] as const;
export type ResignationStep = (typeof RESIGNATION_STEPS)[number];

export const RESIGNATION_STEP_WORDS = {
  identity: say("Petugas bertemu keluarganya", "An officer meets the family"),
  cooling: say("Masa tenang, lalu ditanya lagi", "Days to think, then it is asked again"),
  register: say("BPS menghitung versi berikutnya", "BPS builds the next version"),
  answered: say("Versi terbit sudah memakainya", "A published version has taken it in"),
} as const satisfies Record<ResignationStep, Words>;

/** No published rule says how long each may take; these are ours, and data. None of them ends anything by running out. */
const clock = (workingDays: number): Clock => {
  const length: ClockLength = { workingDays };
  return [
    {
      from: "2026-01-01",
      lengths: { emergency: length, continuing: length, planned: length },
      legalBasis:
        "graduasi mandiri PKH; lama tiap langkah ditetapkan proyek, dapat diatur; diam tidak menghentikan apa pun",
    },
  ];
};

const office = { holder: SOCIAL_OFFICE, escalation: [PROVINCE_OFFICE, MINISTRY] } as const;

const IDENTITY: CaseStep<ResignationStep> = {
  id: "identity",
  words: RESIGNATION_STEP_WORDS.identity,
  todo: say(
    "Temui orang dewasa dari keluarga ini; lihat KTP dan KK asli. Tanyakan apakah ada yang menyuruh.",
    "Meet a grown member; see the original KTP and KK. Ask whether anybody told them to.",
  ),
  right: "take-resignation",
  clock: clock(10),
  ...office,
};
const COOLING: CaseStep<ResignationStep> = {
  id: "cooling",
  words: RESIGNATION_STEP_WORDS.cooling,
  todo: say(
    "Sesudah masa tenang, temui keluarganya lagi, sedapatnya orang dewasa yang lain. Bantuan berjalan sampai disahkan.",
    "After the days to think, meet the family again, another grown member where there is one. Aid goes on until confirmed.",
  ),
  right: "confirm-resignation",
  clock: clock(20),
  ...office,
};

const STEPS: Procedure<ResignationStep>["steps"] = [
  IDENTITY,
  COOLING,
  {
    id: "register",
    words: RESIGNATION_STEP_WORDS.register,
    todo: say(
      "Versi berikutnya menghitungnya; sampai terbit, keluarga masih boleh membatalkan.",
      "The next version counts it; until it is published the family may take it back.",
    ),
    holder: STATISTICS_OFFICE,
    right: "publish-version",
    clock: clock(70),
    escalation: [INSPECTORATE],
  },
  {
    id: "answered",
    words: RESIGNATION_STEP_WORDS.answered,
    todo: say(
      "Tidak ada lagi. Bila membutuhkan lagi, keluarga dapat diusulkan.",
      "Nothing more. In need again, the family can be proposed.",
    ),
    holder: STATISTICS_OFFICE,
    right: undefined,
    clock: undefined,
    escalation: [],
  },
];

/** Resignation as data over the general cases: two officers meet the family, days lie between, and silence ends nothing. */
export const RESIGNATION: Procedure<ResignationStep> = {
  kind: "resignation",
  steps: STEPS,
  readBy: "read-resignation",
  sameHands: [],
  needsReference: ["cooling"],
  withdrawBy: "take-resignation",
  returns: RESIGNATION_RETURNS,
  pauses: RESIGNATION_PAUSES,
  refusals: RESIGNATION_REFUSALS,
};
