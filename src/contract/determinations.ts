import { Type } from "typebox";
import {
  DETERMINATION_ANSWERS,
  DETERMINATION_KINDS,
  DETERMINATION_STATES,
} from "#domain/determination.ts";
import { VersionSummary } from "./versions.ts";
import { Words } from "./words.ts";

const closed = { additionalProperties: false } as const;
const Count = Type.Union([Type.Integer({ minimum: 0 }), Type.Null()]);

/** Units (families or persons) by outcome. */
export const ListCounts = Type.Object(
  {
    recipient: Type.Integer(),
    review: Type.Integer(),
    reserve: Type.Integer(),
    eligibleNoQuota: Type.Integer(),
    ineligible: Type.Integer(),
  },
  closed,
);

/** The same of one regency; null where a count is too small to be told. */
export const RegencyList = Type.Object(
  {
    code: Type.String(),
    name: Type.String(),
    recipient: Count,
    review: Count,
    reserve: Count,
    eligibleNoQuota: Count,
    ineligible: Count,
  },
  closed,
);

/** A program's list of a version, as its projection brought it to the desk. */
const Listed = {
  program: Type.String(),
  programWords: Words,
  unit: Type.Enum(["family", "person"]),
  version: VersionSummary,
  rulesetId: Type.String(),
  outcomeSha256: Type.String({ description: "Of the version's file of outcomes" }),
  quotasSha256: Type.String(),
  quotasAreExample: Type.Boolean({ description: "Nobody decreed these quotas" }),
  drawKey: Type.String(),
  determiner: Words,
  counts: ListCounts,
  amountRupiah: Type.String({ description: "For one phase" }),
  phase: Words,
};

const Standing = {
  number: Type.Integer(),
  program: Type.String(),
  programWords: Words,
  unit: Type.Enum(["family", "person"]),
  version: VersionSummary,
  kind: Type.Enum(DETERMINATION_KINDS),
  kindWords: Words,
  state: Type.Enum(DETERMINATION_STATES),
  stateWords: Words,
  recipients: Type.Integer(),
  proposedAt: Type.String({ format: "date-time" }),
};

export const DeterminationRow = Type.Object(Standing, closed);
export type DeterminationRow = Type.Static<typeof DeterminationRow>;

/** Determinations, the newest first, and the lists that whoever asks may propose. */
export const DeterminationList = Type.Object(
  {
    determinations: Type.Array(DeterminationRow),
    proposable: Type.Array(Type.Object(Listed, closed)),
  },
  closed,
);
export type DeterminationList = Type.Static<typeof DeterminationList>;

export const DeterminationWord = Type.Object(
  {
    state: Type.Enum(DETERMINATION_STATES),
    stateWords: Words,
    by: Type.Optional(Type.String({ description: "Told to those of the program and who oversee" })),
    isMine: Type.Boolean(),
    reason: Type.Optional(Type.String()),
    decree: Type.Optional(Type.String()),
    signedOn: Type.Optional(Type.String()),
    at: Type.String({ format: "date-time" }),
  },
  closed,
);

/** One determination whole: what was proposed, and what was said of it. */
export const Determination = Type.Object(
  {
    ...Listed,
    ...Standing,
    regencies: Type.Array(RegencyList),
    words: Type.Array(DeterminationWord),
    /** Public page that whoever has the letter may open. */
    verifyAt: Type.String(),
    may: Type.Object(
      {
        answer: Type.Boolean({ description: "Approve or return it, as its second person" }),
        revoke: Type.Boolean(),
        recordDecree: Type.Boolean(),
        letter: Type.Boolean({ description: "Have the letter with its annex made" }),
      },
      closed,
    ),
  },
  closed,
);
export type Determination = Type.Static<typeof Determination>;

export const DeterminationDraft = Type.Object(
  {
    program: Type.String({ minLength: 1, maxLength: 40 }),
    versionNo: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }),
  },
  closed,
);
export type DeterminationDraft = Type.Static<typeof DeterminationDraft>;

export const DeterminationProposed = Type.Object({ number: Type.Integer() }, closed);
export type DeterminationProposed = Type.Static<typeof DeterminationProposed>;

export const DeterminationAnswerDraft = Type.Object(
  {
    answer: Type.Enum(DETERMINATION_ANSWERS),
    reason: Type.Optional(Type.String({ maxLength: 500 })),
  },
  closed,
);
export type DeterminationAnswerDraft = Type.Static<typeof DeterminationAnswerDraft>;

export const DeterminationAnswered = Type.Object(
  { state: Type.Enum(DETERMINATION_ANSWERS) },
  closed,
);
export type DeterminationAnswered = Type.Static<typeof DeterminationAnswered>;
