import { Type } from "typebox";
import { IDENTITY_OUTCOMES } from "#domain/identity-outcome.ts";
import { FamilyId, RegionCode } from "./families.ts";
import { IdentityCheck } from "./family-sheet.ts";
import { Cursor, Limit, pageOf } from "./page.ts";
import { Place } from "./region.ts";
import { Words } from "./words.ts";

export const PersonId = Type.String({
  pattern: "^[1-9][0-9]{0,18}$",
  description: "Number of the person in the register; never a NIK",
});

export const OutcomeCode = Type.Enum([...IDENTITY_OUTCOMES]);

/**
 * differs: the newest answer is not a match; the usual list. due: to be asked again by now. asked: a question is
 * out. unproven: not matched in the version in force. matched: the newest answer is a match. second: an answer by
 * hand takes the person off the list and waits for a second officer.
 */
export const IdentityState = Type.Enum([
  "unproven",
  "differs",
  "due",
  "asked",
  "matched",
  "second",
]);
export type IdentityState = Type.Static<typeof IdentityState>;

export const IdentityFilter = Type.Object(
  {
    state: Type.Optional(IdentityState),
    outcome: Type.Optional(OutcomeCode),
    region: Type.Optional(RegionCode),
    cursor: Type.Optional(Cursor),
    limit: Type.Optional(Limit),
  },
  { additionalProperties: false },
);
export type IdentityFilter = Type.Static<typeof IdentityFilter>;

/** A question that is out: by which door, since when, and when it goes out again if nobody answers. */
export const OpenQuestion = Type.Object(
  {
    how: Words,
    /** Absent while it waits for its turn: the quota of the day is spent. */
    sentOn: Type.Optional(Type.String()),
    againOn: Type.Optional(Type.String()),
  },
  { additionalProperties: false },
);
export type OpenQuestion = Type.Static<typeof OpenQuestion>;

/** An answer by hand that takes the person off the list: it counts once another officer gives the same. */
export const SecondOfficer = Type.Object(
  {
    outcome: Words,
    answeredOn: Type.String(),
    /** Given by the reader, who cannot be the second. */
    isOwn: Type.Boolean(),
    /** Who may give it too. */
    who: Words,
  },
  { additionalProperties: false },
);
export type SecondOfficer = Type.Static<typeof SecondOfficer>;

/** One person in a list: enough to choose whom to look at. */
export const IdentityRow = Type.Object(
  {
    personId: PersonId,
    /** Absent where the version in force does not show this person to the reader. */
    name: Type.Optional(Type.String()),
    nik: Type.Optional(Type.String({ description: "Masked" })),
    place: Place,
    /** What the version in force says. */
    status: Type.Optional(Words),
    question: Type.Optional(OpenQuestion),
    second: Type.Optional(SecondOfficer),
    answer: Type.Optional(
      Type.Object(
        {
          outcome: Words,
          isMatch: Type.Boolean(),
          answeredOn: Type.String(),
          how: Words,
          /** Fields that differ or nearly agree. */
          differs: Type.Array(Words),
          recheckOn: Type.Optional(Type.String()),
          isDue: Type.Boolean(),
        },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
);
export type IdentityRow = Type.Static<typeof IdentityRow>;

export const IdentityPage = pageOf(IdentityRow);
export type IdentityPage = Type.Static<typeof IdentityPage>;

/** An answer of the civil registry: field by field, never a value of its own. */
export const IdentityAnswer = Type.Object(
  {
    ...IdentityCheck.properties,
    /** second: waits for a second officer. lapsed: something else was answered before one came. */
    state: Type.Enum(["used", "waiting", "outdated", "second", "lapsed"]),
    isMatch: Type.Boolean(),
    /** How the registry's own record stands. */
    life: Words,
    askedOn: Type.Optional(Type.String()),
  },
  { additionalProperties: false },
);
export type IdentityAnswer = Type.Static<typeof IdentityAnswer>;

/** Everything that was asked and answered about one person, the newest answer first. */
export const IdentityCase = Type.Object(
  {
    personId: PersonId,
    familyId: Type.Optional(FamilyId),
    name: Type.String(),
    nik: Type.Optional(Type.String({ description: "Masked" })),
    place: Place,
    /** The version in force and what it says of this person. */
    version: Type.String(),
    status: Words,
    /** What to tell the person; absent where nothing has to be brought. */
    help: Type.Optional(
      Type.Object({ differs: Words, bring: Words }, { additionalProperties: false }),
    ),
    question: Type.Optional(OpenQuestion),
    second: Type.Optional(SecondOfficer),
    answers: Type.Array(IdentityAnswer),
  },
  { additionalProperties: false },
);
export type IdentityCase = Type.Static<typeof IdentityCase>;

const FieldAnswer = Type.Enum(["same", "near", "different", "not-known"]);

/** What an officer of the civil registry saw in one record; the value itself is never sent. */
export const HandAnswerDraft = Type.Object(
  {
    fields: Type.Object(
      {
        nik: Type.Enum(["same", "different"]),
        name: FieldAnswer,
        "birth-date": FieldAnswer,
        kk: FieldAnswer,
        sex: FieldAnswer,
      },
      { additionalProperties: false },
    ),
    life: Type.Enum(["alive", "deceased", "abroad", "double-record", "not-recorded", "not-known"]),
    /** The day on which it was seen; today where it is left out. */
    on: Type.Optional(Type.String({ format: "date" })),
  },
  { additionalProperties: false },
);
export type HandAnswerDraft = Type.Static<typeof HandAnswerDraft>;

export const HandAnswerReceipt = Type.Object(
  {
    personId: PersonId,
    outcome: OutcomeCode,
    words: Words,
    /** True where the same had been said that day: nothing was added. */
    isRepeat: Type.Boolean(),
    /** True where it takes the person off the list and no second officer has given it yet. */
    waits: Type.Boolean(),
    recheckOn: Type.Optional(Type.String()),
  },
  { additionalProperties: false },
);
export type HandAnswerReceipt = Type.Static<typeof HandAnswerReceipt>;

/** How the checks of one's region stand: counts only. */
export const IdentityFigures = Type.Object(
  {
    outcomes: Type.Array(
      Type.Object(
        {
          outcome: OutcomeCode,
          words: Words,
          persons: Type.Integer(),
          due: Type.Integer(),
        },
        { additionalProperties: false },
      ),
    ),
    asked: Type.Integer({ description: "Questions that are out and not answered" }),
    undelivered: Type.Integer({ description: "Answers that no delivery has taken along yet" }),
    second: Type.Integer({ description: "Answers by hand that wait for a second officer" }),
    /** For those who ask: what the agreement leaves of today. */
    quota: Type.Optional(
      Type.Object(
        { perDay: Type.Integer(), sentToday: Type.Integer() },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
);
export type IdentityFigures = Type.Static<typeof IdentityFigures>;
