import { Type } from "typebox";
import { FamilyId } from "./families.ts";
import { Cursor, Limit, pageOf } from "./page.ts";
import { Place } from "./region.ts";
import { Words } from "./words.ts";

export const SuppressionId = FamilyId;

/** A day such as 2026-10-31. */
const Day = Type.String({ format: "date" });
const Reference = Type.String({
  minLength: 5,
  maxLength: 200,
  description: "Letter, case or assignment behind it; never names people",
});

export const SuppressionFilter = Type.Object(
  { cursor: Type.Optional(Cursor), limit: Type.Optional(Limit) },
  { additionalProperties: false },
);
export type SuppressionFilter = Type.Static<typeof SuppressionFilter>;

/** Hides a person, or a family with everybody in it, for safety and at once. */
export const SuppressionDraft = Type.Object(
  {
    unit: Type.Enum(["person", "family"]),
    unitId: FamilyId,
    ground: Type.Enum(["shelter", "witness", "violence", "threat", "court-order"]),
    basis: Type.Enum([
      "victim-protection",
      "child-protection",
      "social-rehabilitation",
      "witness-protection",
    ]),
    reference: Reference,
    /** Somebody looks again on this day; nothing ends by itself. */
    reviewOn: Day,
  },
  { additionalProperties: false },
);
export type SuppressionDraft = Type.Static<typeof SuppressionDraft>;

/** Keep it until a next day, ask for its end with a reason, or end it when another person asked. */
export const SuppressionStepDraft = Type.Union([
  Type.Object({ step: Type.Literal("keep"), reviewOn: Day }, { additionalProperties: false }),
  Type.Object(
    { step: Type.Literal("ask-release"), reason: Type.String({ minLength: 5, maxLength: 500 }) },
    { additionalProperties: false },
  ),
  Type.Object({ step: Type.Literal("release") }, { additionalProperties: false }),
]);
export type SuppressionStepDraft = Type.Static<typeof SuppressionStepDraft>;

export const SuppressionReceipt = Type.Object(
  { suppressionId: Type.String(), words: Words },
  { additionalProperties: false },
);
export type SuppressionReceipt = Type.Static<typeof SuppressionReceipt>;

/** One order in force. Why is told to whoever ordered it and to those who may end it. */
export const SuppressionCard = Type.Object(
  {
    suppressionId: Type.String(),
    unit: Type.Enum(["person", "family"]),
    name: Type.String(),
    /** Where it can be opened today. */
    familyId: Type.Optional(Type.String()),
    place: Place,
    orderedOn: Type.String(),
    reviewOn: Type.String(),
    /** How many people it protects: those of a family since the order. */
    persons: Type.Integer(),
    isMine: Type.Boolean(),
    why: Type.Optional(
      Type.Object(
        { words: Words, legalBasis: Type.String(), reference: Type.String() },
        { additionalProperties: false },
      ),
    ),
    /** Its end was asked for and waits for another person. */
    release: Type.Optional(
      Type.Object(
        { isMine: Type.Boolean(), reason: Type.Optional(Type.String()) },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
);
export type SuppressionCard = Type.Static<typeof SuppressionCard>;

export const SuppressionPage = pageOf(SuppressionCard);
export type SuppressionPage = Type.Static<typeof SuppressionPage>;
