import type { Clock, ClockLength } from "./case-clock.ts";
import {
  INSPECTORATE,
  MINISTRY,
  PROVINCE_OFFICE,
  SOCIAL_OFFICE,
  STATISTICS_OFFICE,
} from "./case-offices.ts";
import type { CaseStep, Procedure } from "./case-procedure.ts";
import { OBJECTION_PAUSES, OBJECTION_REFUSALS, OBJECTION_RETURNS } from "./objection-reasons.ts";
import type { Right } from "./right.ts";
import { say, type Words } from "./words.ts";

/** The way of an objection (sanggah), all of it outside the village (trust-and-ux.md B6). */
export const OBJECTION_STEPS = [
  "identify",
  "hearing",
  "visit",
  "decision",
  "second",
  "register",
  "answered",
] as const;
export type ObjectionStep = (typeof OBJECTION_STEPS)[number];

export const OBJECTION_STEP_WORDS = {
  identify: say("Dinas Sosial mengenali keluarganya", "The social office finds the family"),
  hearing: say("Keluarganya boleh menjawab", "The family may answer"),
  visit: say("Kunjungan oleh petugas dari luar desa", "Visit by somebody from outside the village"),
  decision: say("Putusan Dinas Sosial", "Decision of the social office"),
  second: say("Pengesahan orang kedua", "Confirmation by a second person"),
  register: say("BPS menghitung versi berikutnya", "BPS builds the next version"),
  answered: say("Sudah dijawab oleh versi terbit", "A published version has answered"),
} as const satisfies Record<ObjectionStep, Words>;

/** Working days of the family to answer, from the day it can read of it. */
export const HEARING_DAYS = 10;

/** Lengths of trust-and-ux.md B6 in working days; no published rule binds them, so they are ours, and data. */
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

const step = (
  id: ObjectionStep,
  todo: Words,
  right: Right,
  workingDays: number,
): CaseStep<ObjectionStep> => ({
  id,
  words: OBJECTION_STEP_WORDS[id],
  todo,
  holder: SOCIAL_OFFICE,
  right,
  clock: clock(workingDays),
  escalation: [PROVINCE_OFFICE, MINISTRY],
});

const IDENTIFY = step(
  "identify",
  say(
    "Cari keluarga yang dimaksud dan sebutkan. Bantuannya tetap berjalan.",
    "Find the family that is meant and name it. Its aid goes on.",
  ),
  "check-objection",
  3,
);
const HEARING = step(
  "hearing",
  say(
    "Tunggu jawaban keluarganya, paling lama sampai tenggatnya. Diam bukan jawaban.",
    "Wait for the family's answer, at most until the deadline. Silence is no answer.",
  ),
  "check-objection",
  HEARING_DAYS,
);

const STEPS: Procedure<ObjectionStep>["steps"] = [
  IDENTIFY,
  HEARING,
  step(
    "visit",
    say(
      "Kunjungi tanpa menyebut siapa yang menyanggah; catat keadaannya.",
      "Visit without saying who objects; note how things are.",
    ),
    "visit-objection",
    10,
  ),
  step(
    "decision",
    say(
      "Putuskan dari kunjungan dan jawaban keluarganya, dengan alasan.",
      "Decide by the visit and the family's answer, with a reason.",
    ),
    "decide-objection",
    10,
  ),
  step(
    "second",
    say(
      "Bandingkan bukti dan putusannya, lalu sahkan atau kembalikan.",
      "Compare evidence and decision, then confirm or send back.",
    ),
    "confirm-objection",
    5,
  ),
  {
    id: "register",
    words: OBJECTION_STEP_WORDS.register,
    todo: say("Dijawab oleh versi berikutnya yang terbit.", "The next published version answers."),
    holder: STATISTICS_OFFICE,
    right: "publish-version",
    clock: clock(70),
    escalation: [INSPECTORATE],
  },
  {
    id: "answered",
    words: OBJECTION_STEP_WORDS.answered,
    todo: say("Tidak ada lagi.", "Nothing more."),
    holder: STATISTICS_OFFICE,
    right: undefined,
    clock: undefined,
    escalation: [],
  },
];

/** Objections as data over the general cases: the village sees none of them, and the family's aid goes on meanwhile. */
export const OBJECTION: Procedure<ObjectionStep> = {
  kind: "objection",
  steps: STEPS,
  readBy: "read-objection",
  sameHands: ["identify", "hearing"],
  needsReference: ["register"],
  withdrawBy: "check-objection",
  returns: OBJECTION_RETURNS,
  pauses: OBJECTION_PAUSES,
  refusals: OBJECTION_REFUSALS,
};
