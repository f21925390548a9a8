import type { Clock, ClockLength } from "./case-clock.ts";
import { INSPECTORATE, MINISTRY, PROVINCE_OFFICE } from "./case-offices.ts";
import type {
  CaseHolder,
  CaseStep,
  Procedure,
  RefusalReason,
  RouteRule,
} from "./case-procedure.ts";
import type { Right } from "./right.ts";
import { say, type Words } from "./words.ts";

/** The way of an appeal (keberatan atas keputusan): another office reviews, the ministry decides, nobody who had a hand in the case. */
export const APPEAL_STEPS = ["province-review", "ministry-review", "decision", "upheld"] as const;
export type AppealStep = (typeof APPEAL_STEPS)[number];

export const APPEAL_STEP_WORDS = {
  "province-review": say("Provinsi meninjau", "The province reviews"),
  "ministry-review": say("Kementerian meninjau", "The ministry reviews"),
  decision: say("Kementerian memutus", "The ministry decides"),
  upheld: say("Dikabulkan: diperiksa lagi", "Upheld: looked into again"),
} as const satisfies Record<AppealStep, Words>;

/** No published rule says how long each may take; these are ours, and data. */
const clock = (workingDays: number): Clock => {
  const length: ClockLength = { workingDays };
  return [
    {
      from: "2026-01-01",
      lengths: { emergency: length, continuing: length, planned: length },
      legalBasis: "UU 30/2014 pasal 75-78; lama tiap langkah ditetapkan proyek, dapat diatur",
    },
  ];
};

const review = (
  id: AppealStep,
  holder: CaseHolder,
  right: Right,
  askedBy: RouteRule,
): CaseStep<AppealStep> => ({
  ...{ id, holder, right, askedBy, words: APPEAL_STEP_WORDS[id], clock: clock(10) },
  todo: say(
    "Baca perkara asalnya dan alasan penolakannya; Anda tidak boleh pernah menanganinya.",
    "Read the case and why it was refused; you must never have worked on it.",
  ),
  escalation: id === "province-review" ? [MINISTRY, INSPECTORATE] : [INSPECTORATE],
});

const PROVINCE_REVIEWS = review(
  "province-review",
  PROVINCE_OFFICE,
  "review-appeal",
  "province-reviews",
);
const MINISTRY_REVIEWS = review(
  "ministry-review",
  MINISTRY,
  "review-appeal-above",
  "ministry-reviews",
);

const REFUSALS = {
  "decision-stands": {
    words: say("Keputusan yang ditinjau sudah benar.", "The decision that was reviewed was right."),
    remedy: say(
      "Bila keadaan berubah, ajukan yang baru; atau bawa ke Ombudsman, telepon 137.",
      "If things change, bring a new one; or go to the Ombudsman, telephone 137.",
    ),
    at: ["province-review", "ministry-review", "decision"],
  },
} as const satisfies Readonly<Record<string, RefusalReason<AppealStep>>>;

const STEPS: Procedure<AppealStep>["steps"] = [
  PROVINCE_REVIEWS,
  MINISTRY_REVIEWS,
  {
    id: "decision",
    words: APPEAL_STEP_WORDS.decision,
    todo: say(
      "Putuskan dari tinjauannya. Bila dikabulkan, perkara asal dibuka lagi untuk orang lain.",
      "Decide by the review. If upheld, the case is opened again for other people.",
    ),
    holder: MINISTRY,
    right: "decide-appeal",
    clock: clock(5),
    escalation: [INSPECTORATE],
  },
  {
    id: "upheld",
    words: APPEAL_STEP_WORDS.upheld,
    todo: say("Tidak ada lagi di sini.", "Nothing more here."),
    holder: MINISTRY,
    right: undefined,
    clock: undefined,
    escalation: [],
  },
];

/** Appeals as data over the general cases. */
export const APPEAL: Procedure<AppealStep> = {
  kind: "appeal",
  steps: STEPS,
  readBy: "read-appeal",
  sameHands: [],
  needsReference: ["decision"],
  withdrawBy: "take-appeal",
  returns: {},
  pauses: {},
  refusals: REFUSALS,
};
