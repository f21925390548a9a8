import { Type } from "typebox";
import { FamilyId, RegionCode } from "./families.ts";
import { Cursor, Limit, pageOf } from "./page.ts";
import { Place } from "./region.ts";
import { Words } from "./words.ts";

export const CheckId = FamilyId;

/** Statements that wait for a person, for a second one, or those that have been decided. */
export const CheckFilter = Type.Object(
  {
    state: Type.Optional(Type.Enum(["open", "awaits-second", "confirmed", "dismissed"])),
    region: Type.Optional(RegionCode),
    cursor: Type.Optional(Cursor),
    limit: Type.Optional(Limit),
  },
  { additionalProperties: false },
);
export type CheckFilter = Type.Static<typeof CheckFilter>;

/** Whether the statement holds, and why; `open` takes back what was said. No version that stands is changed. */
export const CheckDecision = Type.Object(
  {
    decision: Type.Enum(["confirmed", "dismissed", "open"]),
    reason: Type.String({ minLength: 1, maxLength: 500 }),
  },
  { additionalProperties: false },
);
export type CheckDecision = Type.Static<typeof CheckDecision>;

export const CheckReceipt = Type.Object(
  { checkId: Type.String(), state: Type.String(), words: Words },
  { additionalProperties: false },
);
export type CheckReceipt = Type.Static<typeof CheckReceipt>;

/** What is stated about a family, by whom, when, how sure, and why a person must look. */
export const CheckRow = Type.Object(
  {
    checkId: Type.String(),
    familyId: Type.String(),
    headName: Type.String(),
    /** The member meant, where the statement is about one. */
    personName: Type.Optional(Type.String()),
    place: Place,
    statement: Words,
    amount: Type.Optional(
      Type.Object(
        { value: Type.String(), measure: Type.Enum(["va", "rupiah"]) },
        { additionalProperties: false },
      ),
    ),
    subject: Words,
    source: Words,
    observedOn: Type.Optional(Type.String()),
    matchProbabilityMilli: Type.Integer({ minimum: 0, maximum: 1000 }),
    reason: Words,
    state: Type.Enum(["open", "confirmed", "dismissed"]),
    stateWords: Words,
    openedOn: Type.String(),
    decidedOn: Type.Optional(Type.String()),
    decisionReason: Type.Optional(Type.String()),
    /** Confirmed by one person: it does not count until a second has said the same. */
    awaitsSecond: Type.Boolean(),
    /** Whoever reads gave the first word. */
    isMine: Type.Boolean(),
    secondOn: Type.Optional(Type.String()),
  },
  { additionalProperties: false },
);
export type CheckRow = Type.Static<typeof CheckRow>;

export const CheckPage = pageOf(CheckRow);
export type CheckPage = Type.Static<typeof CheckPage>;
