import { Type } from "typebox";
import { VersionSummary } from "./versions.ts";
import { Words } from "./words.ts";

const Decree = Type.Object(
  {
    program: Words,
    number: Type.String({ description: "Of the act of law, as written on it" }),
    signedOn: Type.String(),
    isInForce: Type.Boolean({ description: "No later decree of its program was recorded" }),
    by: Type.Optional(
      Type.String({ description: "Account; told to those who publish or oversee" }),
    ),
  },
  { additionalProperties: false },
);

/** Of one program: units under the decree, those that the earlier version has not, those that it alone has. */
const Affected = Type.Object(
  {
    program: Words,
    listed: Type.Integer(),
    lose: Type.Integer(),
    gain: Type.Integer(),
  },
  { additionalProperties: false },
);

const BackList = Type.Object(
  {
    back: VersionSummary,
    madeAt: Type.String({ format: "date-time" }),
    sha256: Type.String({ description: "Of the sealed list of affected families" }),
    affected: Type.Array(Affected),
    words: Type.Array(
      Type.Object(
        {
          by: Type.Optional(Type.String()),
          reason: Type.String(),
          at: Type.String({ format: "date-time" }),
        },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
);

/** An order given on the screen, and what came of it once it was carried out. */
const WithdrawalOrder = Type.Object(
  {
    by: Type.Optional(Type.String()),
    isMine: Type.Boolean(),
    reason: Type.String(),
    at: Type.String({ format: "date-time" }),
    outcome: Type.Optional(Type.String({ description: "waits, withdrawn, or why neither" })),
    outcomeWords: Type.Optional(Words),
  },
  { additionalProperties: false },
);

/** The decrees that stand on a version, and what was said of taking it back. */
export const VersionDecrees = Type.Object(
  {
    version: VersionSummary,
    decrees: Type.Array(Decree),
    lists: Type.Array(BackList),
    /** The newest first. */
    orders: Type.Array(WithdrawalOrder),
    /** What would be in force again; absent where the version is not in force or nothing came before. */
    back: Type.Optional(VersionSummary),
    /** Programs whose decree whoever asks may record on it today. */
    records: Type.Array(
      Type.Object({ code: Type.String(), words: Words }, { additionalProperties: false }),
    ),
    /** Whether the one who asks has given their word for what would have to be said today. */
    hasSpoken: Type.Boolean(),
  },
  { additionalProperties: false },
);
export type VersionDecrees = Type.Static<typeof VersionDecrees>;

/** What a determiner writes down of a decree that has been signed. */
export const DecreeDraft = Type.Object(
  {
    program: Type.String({ minLength: 1, maxLength: 40 }),
    number: Type.String({ minLength: 1, maxLength: 200, description: "As written on the act" }),
    signedOn: Type.String({ format: "date" }),
  },
  { additionalProperties: false },
);
export type DecreeDraft = Type.Static<typeof DecreeDraft>;

export const DecreeReceipt = Type.Object(
  { state: Type.Enum(["recorded"]) },
  { additionalProperties: false },
);
export type DecreeReceipt = Type.Static<typeof DecreeReceipt>;

export const WithdrawalDraft = Type.Object(
  { reason: Type.String({ minLength: 1, maxLength: 500 }) },
  { additionalProperties: false },
);
export type WithdrawalDraft = Type.Static<typeof WithdrawalDraft>;

export const WithdrawalReceipt = Type.Object(
  { state: Type.Enum(["ordered"]) },
  { additionalProperties: false },
);
export type WithdrawalReceipt = Type.Static<typeof WithdrawalReceipt>;
