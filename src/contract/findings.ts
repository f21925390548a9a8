import { Type } from "typebox";
import { FamilyId, RegionCode } from "./families.ts";
import { Cursor, Limit, pageOf } from "./page.ts";
import { Place } from "./region.ts";
import { Words } from "./words.ts";

export const FindingId = FamilyId;

const Kind = Type.Enum([
  "still-here",
  "moved",
  "deceased",
  "duplicate",
  "well-off",
  "correction",
  "refused-aid",
]);
const State = Type.Enum(["recorded", "in-force", "answered"]);
const Reason = Type.String({ minLength: 5, maxLength: 500 });

/** Findings that wait for a second person, that are laid over the version, or that one has answered. */
export const FindingFilter = Type.Object(
  {
    state: Type.Optional(State),
    region: Type.Optional(RegionCode),
    cursor: Type.Optional(Cursor),
    limit: Type.Optional(Limit),
  },
  { additionalProperties: false },
);
export type FindingFilter = Type.Static<typeof FindingFilter>;

/** What a visit established. It changes nothing until another person confirms it. */
export const FindingDraft = Type.Object(
  {
    familyId: FamilyId,
    /** The member meant; needed for "deceased" and "duplicate". */
    personId: Type.Optional(FamilyId),
    kind: Kind,
    observedOn: Type.String({ format: "date" }),
    /** For corrections: id of the catalogue's variable, and the code or number that is right. */
    correction: Type.Optional(
      Type.Object(
        {
          variable: Type.String({ maxLength: 60 }),
          value: Type.Integer({ minimum: 0, maximum: 2_147_483_647 }),
        },
        { additionalProperties: false },
      ),
    ),
    /** For moves: the village where they live now, ten digits. */
    movedTo: Type.Optional(Type.String({ pattern: "^[0-9]{10}$" })),
    note: Type.Optional(Type.String({ maxLength: 500 })),
  },
  { additionalProperties: false },
);
export type FindingDraft = Type.Static<typeof FindingDraft>;

/** Whether the version that waits to be published has taken the finding in, or refuses it; and why. */
export const FindingAnswerDraft = Type.Object(
  { answer: Type.Enum(["absorbed", "refused"]), reason: Reason },
  { additionalProperties: false },
);
export type FindingAnswerDraft = Type.Static<typeof FindingAnswerDraft>;

export const FindingReceipt = Type.Object(
  {
    findingId: Type.String(),
    state: State,
    words: Words,
    /** The version for which an answer was prepared; it takes effect when that is published. */
    version: Type.Optional(Type.String()),
  },
  { additionalProperties: false },
);
export type FindingReceipt = Type.Static<typeof FindingReceipt>;

/** An answer, with the version that gives it. */
const Answer = Type.Object(
  { version: Type.String(), words: Words, reason: Type.String() },
  { additionalProperties: false },
);

/** One finding of one's region, with what may follow. */
export const FindingCard = Type.Object(
  {
    findingId: Type.String(),
    familyId: Type.String(),
    headName: Type.String(),
    /** The member meant, where it is about one. */
    personName: Type.Optional(Type.String()),
    place: Place,
    kind: Kind,
    words: Words,
    sentence: Words,
    correction: Type.Optional(
      Type.Object({ label: Words, text: Words }, { additionalProperties: false }),
    ),
    movedTo: Type.Optional(Place),
    note: Type.Optional(Type.String()),
    observedOn: Type.String(),
    recordedOn: Type.String(),
    /** Whoever recorded it does not confirm it. */
    isMine: Type.Boolean(),
    state: State,
    stateWords: Words,
    answer: Type.Optional(Answer),
    /** An answer that takes effect when that version is published. */
    prepared: Type.Optional(Answer),
    /** The version that waits to be published and was counted up to a later day, where there is one. */
    waitingVersion: Type.Optional(Type.String()),
  },
  { additionalProperties: false },
);
export type FindingCard = Type.Static<typeof FindingCard>;

export const FindingPage = pageOf(FindingCard);
export type FindingPage = Type.Static<typeof FindingPage>;
