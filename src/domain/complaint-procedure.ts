import type { Clock, ClockLength } from "./case-clock.ts";
import { INSPECTORATE, MINISTRY, PROVINCE_OFFICE, SOCIAL_OFFICE } from "./case-offices.ts";
import type { CaseHolder, CaseStep, Procedure, RouteRule } from "./case-procedure.ts";
import { COMPLAINT_PAUSES, COMPLAINT_REFUSALS, COMPLAINT_RETURNS } from "./complaint-reasons.ts";
import type { Right } from "./right.ts";
import { say, type Words } from "./words.ts";

/** The way of a complaint: examined and redressed by two people outside the village, above the office it is about. */
export const COMPLAINT_STEPS = [
  "regency-examination",
  "province-examination",
  "regency-redress",
  "ministry-redress",
  "answered",
] as const;
export type ComplaintStep = (typeof COMPLAINT_STEPS)[number];

export const COMPLAINT_STEP_WORDS = {
  "regency-examination": say("Dinas Sosial memeriksa", "The social office examines"),
  "province-examination": say("Provinsi memeriksa", "The province examines"),
  "regency-redress": say("Kepala Dinas menindaklanjuti", "The head of office acts"),
  "ministry-redress": say("Kementerian menindaklanjuti", "The ministry acts"),
  answered: say("Sudah dijawab", "Answered"),
} as const satisfies Record<ComplaintStep, Words>;

const BASIS =
  "Perpres 76/2013 (pengelolaan pengaduan); lama tiap langkah ditetapkan proyek, dapat diatur";

/** Under threat, with something held, and otherwise. */
const clock = (...lengths: readonly [ClockLength, ClockLength, ClockLength]): Clock => {
  const [emergency, continuing, planned] = lengths;
  return [{ from: "2026-01-01", lengths: { emergency, continuing, planned }, legalBasis: BASIS }];
};
const EXAMINE = clock({ hours: 24 }, { workingDays: 3 }, { workingDays: 10 });
const REDRESS = clock({ hours: 24 }, { workingDays: 3 }, { workingDays: 5 });

const step = (
  id: ComplaintStep,
  holder: CaseHolder,
  right: Right,
  askedBy: RouteRule,
  escalation: CaseStep<ComplaintStep>["escalation"],
): CaseStep<ComplaintStep> => {
  const examines = id.endsWith("examination");
  return {
    ...{ id, holder, right, askedBy, escalation, words: COMPLAINT_STEP_WORDS[id] },
    todo: examines
      ? say(
          "Dengar kedua pihak; yang diadukan tidak diberi tahu siapa yang mengadu.",
          "Hear both sides; whom it is about is not told who complains.",
        )
      : say(
          "Tindak lanjuti, lalu catat apa yang dilakukan dengan nomor suratnya.",
          "Act on it, then note what was done with the number of the letter.",
        ),
    clock: examines ? EXAMINE : REDRESS,
  };
};

const EXAMINED_IN_REGENCY = step(
  "regency-examination",
  SOCIAL_OFFICE,
  "examine-complaint",
  "regency-examines",
  [PROVINCE_OFFICE, MINISTRY, INSPECTORATE],
);
const EXAMINED_ABOVE = step(
  "province-examination",
  PROVINCE_OFFICE,
  "examine-complaint-above",
  "province-examines",
  [MINISTRY, INSPECTORATE],
);

const STEPS: Procedure<ComplaintStep>["steps"] = [
  EXAMINED_IN_REGENCY,
  EXAMINED_ABOVE,
  step("regency-redress", SOCIAL_OFFICE, "redress-complaint", "regency-examines", [
    PROVINCE_OFFICE,
    MINISTRY,
  ]),
  step("ministry-redress", MINISTRY, "redress-complaint-above", "province-examines", [
    INSPECTORATE,
  ]),
  {
    id: "answered",
    words: COMPLAINT_STEP_WORDS.answered,
    todo: say("Tidak ada lagi.", "Nothing more."),
    holder: SOCIAL_OFFICE,
    right: undefined,
    clock: undefined,
    escalation: [],
  },
];

/** Complaints as data over the general cases: routed by whom they are about, never through the village. */
export const COMPLAINT: Procedure<ComplaintStep> = {
  kind: "complaint",
  steps: STEPS,
  readBy: "read-complaint",
  sameHands: [],
  needsReference: ["regency-redress", "ministry-redress"],
  withdrawBy: "take-complaint",
  returns: COMPLAINT_RETURNS,
  pauses: COMPLAINT_PAUSES,
  refusals: COMPLAINT_REFUSALS,
};
