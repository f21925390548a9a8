import { Type } from "typebox";
import { FamilyId, RegionCode } from "./families.ts";
import { Cursor, Limit, pageOf } from "./page.ts";
import { Place } from "./region.ts";
import { Words } from "./words.ts";

export const RoundNo = Type.String({ pattern: "^[0-9]{1,15}$" });
const Reason = Type.Enum([
  "active",
  "deceased",
  "moved-within-country",
  "moved-abroad",
  "not-found",
  "duplicate",
  "well-off",
  "refuses",
  "new-member",
  "identity-not-matched",
]);
const State = Type.Enum([
  "waiting",
  "still-here",
  "not-met",
  "awaiting-second",
  "confirmed",
  "elsewhere",
]);

/** Names of a list by where they stand. */
const Counts = Type.Object(
  {
    waiting: Type.Integer(),
    "still-here": Type.Integer(),
    "not-met": Type.Integer(),
    "awaiting-second": Type.Integer(),
    confirmed: Type.Integer(),
    elsewhere: Type.Integer(),
  },
  { additionalProperties: false },
);

export const VervalDraft = Type.Object(
  {
    program: Type.String({ pattern: "^[a-z][a-z0-9-]{1,39}$" }),
    region: RegionCode,
    dueOn: Type.String({ format: "date" }),
    legalBasis: Type.String({ minLength: 5, maxLength: 200 }),
  },
  { additionalProperties: false },
);
export type VervalDraft = Type.Static<typeof VervalDraft>;

/** A list of recipients that villages look at until a day. Counts are of what I may see. */
export const VervalRound = Type.Object(
  {
    roundNo: Type.String(),
    program: Words,
    region: Type.Object({ code: Type.String(), name: Type.String() }),
    version: Type.String(),
    openedOn: Type.String(),
    dueOn: Type.String(),
    isLate: Type.Boolean({
      description: "Its day has passed and names wait: nothing was taken away",
    }),
    legalBasis: Type.String(),
    listed: Type.Integer(),
    counts: Counts,
  },
  { additionalProperties: false },
);
export type VervalRound = Type.Static<typeof VervalRound>;

export const VervalRounds = Type.Object(
  {
    items: Type.Array(VervalRound),
    reasons: Type.Array(
      Type.Object(
        {
          reason: Reason,
          code: Type.String({ description: "As operators of SIKS-NG write it" }),
          words: Words,
          needs: Type.Enum(["nothing", "person", "village", "appointment"]),
        },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
);
export type VervalRounds = Type.Static<typeof VervalRounds>;

export const VervalReceipt = Type.Object(
  { roundNo: Type.String(), listed: Type.Integer(), words: Words },
  { additionalProperties: false },
);
export type VervalReceipt = Type.Static<typeof VervalReceipt>;

export const VervalFilter = Type.Object(
  {
    state: Type.Optional(State),
    village: Type.Optional(Type.String({ pattern: "^[0-9]{10}$" })),
    cursor: Type.Optional(Cursor),
    limit: Type.Optional(Limit),
  },
  { additionalProperties: false },
);
export type VervalFilter = Type.Static<typeof VervalFilter>;

/** One name of a list: where it stands, and what may be said of it. */
export const VervalCard = Type.Object(
  {
    familyId: Type.String(),
    headName: Type.String(),
    place: Place,
    members: Type.Array(
      Type.Object(
        { personId: Type.String(), name: Type.String() },
        { additionalProperties: false },
      ),
    ),
    state: State,
    stateWords: Words,
    reason: Type.Optional(Reason),
    reasonWords: Type.Optional(Words),
    next: Type.Optional(Words),
    seenOn: Type.Optional(Type.String()),
    offeredOn: Type.Optional(Type.String()),
    tries: Type.Integer({ minimum: 0 }),
    mayAnswer: Type.Boolean(),
    mayConfirm: Type.Boolean(),
  },
  { additionalProperties: false },
);
export type VervalCard = Type.Static<typeof VervalCard>;

export const VervalPage = pageOf(VervalCard);
export type VervalPage = Type.Static<typeof VervalPage>;

/** How far each village is, those with most to do first. */
export const VervalVillages = Type.Object(
  {
    items: Type.Array(
      Type.Object(
        { place: Place, listed: Type.Integer(), counts: Counts },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
);
export type VervalVillages = Type.Static<typeof VervalVillages>;

export const VervalAnswerDraft = Type.Object(
  {
    reason: Reason,
    seenOn: Type.String({ format: "date" }),
    personId: Type.Optional(FamilyId),
    movedTo: Type.Optional(Type.String({ pattern: "^[0-9]{10}$" })),
    offeredOn: Type.Optional(Type.String({ format: "date" })),
    /** Number of the letter or certificate, for whoever confirms. */
    note: Type.Optional(Type.String({ maxLength: 200 })),
  },
  { additionalProperties: false },
);
export type VervalAnswerDraft = Type.Static<typeof VervalAnswerDraft>;

export const VervalAnswerReceipt = Type.Object(
  { familyId: Type.String(), state: State, words: Words, next: Type.Optional(Words) },
  { additionalProperties: false },
);
export type VervalAnswerReceipt = Type.Static<typeof VervalAnswerReceipt>;

/** Many at once, of one reason alone. */
export const VervalConfirmation = Type.Object(
  {
    reason: Reason,
    families: Type.Array(FamilyId, { minItems: 1, maxItems: 50, uniqueItems: true }),
  },
  { additionalProperties: false },
);
export type VervalConfirmation = Type.Static<typeof VervalConfirmation>;

export const VervalConfirmed = Type.Object(
  {
    confirmed: Type.Array(Type.String()),
    left: Type.Array(
      Type.Object({ familyId: Type.String(), why: Words }, { additionalProperties: false }),
    ),
  },
  { additionalProperties: false },
);
export type VervalConfirmed = Type.Static<typeof VervalConfirmed>;
