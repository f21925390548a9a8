import { Type } from "typebox";
import { DELIVERY_WAYS, LETTER_TAKERS } from "#domain/notice-delivery.ts";
import { SHORTEST_REASON } from "#domain/quality-gate.ts";
import { GROUP_ACTS, REMOVAL_ACTS, REMOVAL_CAUSES, REMOVAL_STATES } from "#domain/removal.ts";
import { BUDGET_OUTCOMES } from "#domain/removal-budget.ts";
import { FamilyId, RegionCode } from "./families.ts";
import { Cursor, Limit, pageOf } from "./page.ts";
import { Place, Region } from "./region.ts";
import { VersionSummary } from "./versions.ts";
import { Words } from "./words.ts";

const Cell = Type.Union([Type.Integer(), Type.Null()], {
  description: "Null where the number is withheld: small, or telling of a small one",
});
const Reason = Type.String({ minLength: SHORTEST_REASON, maxLength: 500 });
const strict = { additionalProperties: false } as const;

export const RemovalArea = Type.Object(
  { area: Type.Optional(Type.Union([Type.Literal("ID"), RegionCode])) },
  strict,
);

const Answer = Type.Object(
  {
    by: Type.Optional(
      Type.String({ description: "Account; told to those who answer, publish or oversee" }),
    ),
    isMine: Type.Boolean(),
    reason: Type.String(),
    at: Type.String({ format: "date-time" }),
  },
  strict,
);

const Bound = Type.Object(
  {
    region: Type.Optional(Region),
    cause: Type.Enum(["any", ...REMOVAL_CAUSES]),
    words: Words,
    leaving: Cell,
    recipients: Type.Integer(),
    permille: Cell,
    bound: Type.Integer({ description: "Thousandths of the recipients; within up to here" }),
    outcome: Type.Enum([...BUDGET_OUTCOMES]),
    outcomeWords: Words,
    basis: Words,
    isExample: Type.Boolean({ description: "True where no regulation sets the bound" }),
  },
  strict,
);
export type RemovalBound = Type.Static<typeof Bound>;

const Program = Type.Object(
  {
    program: Type.String(),
    name: Words,
    /** The list last determined that it was held against too, where that is not of the version before. */
    determined: Type.Optional(
      Type.Object({ determinationNo: Type.Integer(), label: Type.String() }, strict),
    ),
    recipients: Cell,
    leaving: Cell,
    /** Of those that leave: held by a review, looked at one by one, or settled with others. */
    held: Cell,
    causes: Type.Array(
      Type.Object({ cause: Type.Enum([...REMOVAL_CAUSES]), words: Words, leaving: Cell }, strict),
    ),
    rules: Type.Array(
      Type.Object({ rule: Type.String(), words: Words, leaving: Type.Integer() }, strict),
    ),
    parts: Type.Array(Type.Object({ region: Region, leaving: Cell }, strict)),
    bounds: Type.Array(Bound),
    /** Regencies whose bound is passed and that are not listed in `bounds`. */
    moreBounds: Type.Integer(),
    answers: Type.Array(Answer),
    waitsFor: Type.Integer({ description: "People whose word is still missing" }),
    mayAnswer: Type.Boolean(),
  },
  strict,
);
export type RemovalProgram = Type.Static<typeof Program>;

/** Who would leave, or left, with a version; counts alone. */
export const VersionRemovals = Type.Object(
  {
    version: VersionSummary,
    before: Type.Object({ versionNo: Type.Integer(), label: Type.String() }, strict),
    simulatedAt: Type.String({ format: "date-time" }),
    issuedOn: Type.Optional(Type.String()),
    effectOn: Type.Optional(Type.String()),
    replyDays: Type.Integer({ description: "Working days" }),
    replyBasis: Words,
    area: Region,
    /** Whether words still count: before it is published. */
    isOpen: Type.Boolean(),
    programs: Type.Array(Program),
  },
  strict,
);
export type VersionRemovals = Type.Static<typeof VersionRemovals>;

export const RemovalOverrideDraft = Type.Object({ reason: Reason }, strict);
export const RemovalOverrideReceipt = Type.Object(
  { state: Type.Enum(["waits", "in-force"]) },
  strict,
);

export const RemovalId = FamilyId;

/** Open ones are all that may still change: everything but kept, reinstated and effective. */
export const RemovalFilter = Type.Object(
  {
    state: Type.Optional(Type.Enum(["open", ...REMOVAL_STATES])),
    program: Type.Optional(Type.String({ maxLength: 60 })),
    region: Type.Optional(RegionCode),
    cursor: Type.Optional(Cursor),
    limit: Type.Optional(Limit),
  },
  strict,
);
export type RemovalFilter = Type.Static<typeof RemovalFilter>;

const Card = Type.Object(
  {
    removalId: RemovalId,
    familyId: FamilyId,
    headName: Type.String(),
    personName: Type.Optional(Type.String()),
    place: Place,
    program: Type.String(),
    programName: Words,
    cause: Type.Enum([...REMOVAL_CAUSES]),
    causeWords: Words,
    /** What the rule or the state of the list tells the family. */
    sentence: Words,
    remedy: Words,
    protections: Type.Array(Words),
    untold: Type.Array(Words),
    isReviewed: Type.Boolean({ description: "Looked at one by one, never settled in a group" }),
    state: Type.Enum([...REMOVAL_STATES]),
    stateWords: Words,
    noticeOn: Type.Optional(Type.String()),
    effectOn: Type.Optional(
      Type.String({
        description:
          "First day on which it may take effect; absent until the letter was handed over",
      }),
    ),
    replyDays: Type.Integer({ description: "Working days, from the day the letter reached them" }),
    delivery: Type.Optional(
      Type.Object(
        {
          missedVisits: Type.Integer({
            description: "Visits on different days that met nobody; none of them is a notice",
          }),
          missedOn: Type.Optional(Type.String()),
          since: Type.String({ description: "Day of the notice: none was brought before it" }),
          ways: Type.Array(
            Type.Object({ way: Type.Enum([...DELIVERY_WAYS]), words: Words }, strict),
            {
              description: "What this officer may record of the letter",
            },
          ),
        },
        strict,
      ),
    ),
    acts: Type.Array(Type.Object({ act: Type.Enum([...REMOVAL_ACTS]), words: Words }, strict), {
      description: "What this officer may do now",
    }),
    isMine: Type.Boolean({ description: "Proposed by whoever reads: another person decides" }),
    history: Type.Array(
      Type.Object(
        {
          words: Words,
          by: Type.Optional(Type.String()),
          isMine: Type.Boolean(),
          reason: Type.String(),
          at: Type.String({ format: "date-time" }),
        },
        strict,
      ),
    ),
  },
  strict,
);
export type RemovalCard = Type.Static<typeof Card>;

export const RemovalPage = pageOf(Card);
export type RemovalPage = Type.Static<typeof RemovalPage>;

export const RemovalActDraft = Type.Object(
  { act: Type.Enum([...REMOVAL_ACTS]), reason: Reason },
  strict,
);
export const RemovalActReceipt = Type.Object(
  { removalId: RemovalId, state: Type.Enum([...REMOVAL_STATES]), stateWords: Words },
  strict,
);

/** Of the letter of a family: for all its notices that wait for an answer. */
export const DeliveryDraft = Type.Object(
  {
    way: Type.Enum([...DELIVERY_WAYS]),
    on: Type.String({ format: "date" }),
    takenBy: Type.Optional(
      Type.Enum([...LETTER_TAKERS], { description: "With handed-over, and only then" }),
    ),
  },
  strict,
);
export const DeliveryReceipt = Type.Object({ state: Type.Literal("recorded") }, strict);

export const LetterFilter = Type.Object(
  { village: Type.String({ pattern: "^[0-9]{10}$", description: "Code of a village" }) },
  strict,
);

export const RemovalGroupDraft = Type.Object(
  {
    program: Type.String({ maxLength: 60 }),
    cause: Type.Enum([...REMOVAL_CAUSES]),
    act: Type.Enum([...GROUP_ACTS]),
    reason: Reason,
  },
  strict,
);
export const RemovalGroupReceipt = Type.Object({ stepped: Type.Integer() }, strict);
