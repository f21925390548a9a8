import { Type } from "typebox";
import { URGENCIES } from "#domain/case-clock.ts";
import { CASE_ACTS } from "#domain/case-state.ts";
import { FACILITY_KINDS, REACTIVATION_PATHS } from "#domain/reactivation.ts";
import {
  REACTIVATION_PAUSES,
  REACTIVATION_REFUSALS,
  REACTIVATION_RETURNS,
} from "#domain/reactivation-reasons.ts";
import { RegionCode } from "./families.ts";
import { Cursor, Limit, pageOf } from "./page.ts";
import { Place } from "./region.ts";
import { Words } from "./words.ts";

const Day = Type.String({ pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" });
const Id = Type.String({ pattern: "^[1-9][0-9]{0,18}$" });
const Nik = Type.String({ pattern: "^[0-9]{16}$" });
/** A number of a letter or a confirmation: no spaces, so that no sentence fits. */
const Reference = Type.String({ pattern: "^[A-Za-z0-9./_-]{3,40}$" });

export const CaseId = Id;

/** The key of a report is the case's own id, made by the sender: the same key for ever is the same case. */
export const ReportKey = Type.Object({
  "idempotency-key": Type.String({
    pattern: "^[0-9a-fA-F]{8}-?([0-9a-fA-F]{4}-?){3}[0-9a-fA-F]{12}$",
    description: "A UUID made by the sender: the same for ever is the same case",
  }),
});

export const ReactivationFilter = Type.Object(
  {
    show: Type.Optional(Type.Enum(["mine", "open", "follow-up", "ended"])),
    region: Type.Optional(RegionCode),
    cursor: Type.Optional(Cursor),
    limit: Type.Optional(Limit),
  },
  { additionalProperties: false },
);
export type ReactivationFilter = Type.Static<typeof ReactivationFilter>;

/** What the facility's letter says of itself, and whom it is about. There is no field for an illness, and none for free words. */
export const ReactivationDraft = Type.Object(
  {
    path: Type.Enum([...REACTIVATION_PATHS]),
    personId: Type.Optional(Id),
    motherPersonId: Type.Optional(Id),
    bornOn: Type.Optional(Day),
    /** Of people outside the register, and of a baby who has one. */
    name: Type.Optional(Type.String({ minLength: 2, maxLength: 100 })),
    nik: Type.Optional(Nik),
    villageCode: Type.Optional(Type.String({ pattern: "^[0-9]{10}$" })),
    facilityKind: Type.Enum([...FACILITY_KINDS]),
    facilityName: Type.String({ minLength: 3, maxLength: 60, pattern: "^[\\p{L}\\p{N} .'/-]+$" }),
    letterNumber: Reference,
    letterOn: Day,
    urgency: Type.Enum([...URGENCIES]),
    /** Where the register does not know it; of a baby, the mother's. */
    deactivatedOn: Type.Optional(Day),
  },
  { additionalProperties: false },
);
export type ReactivationDraft = Type.Static<typeof ReactivationDraft>;

const REASONS = Object.keys({
  ...REACTIVATION_RETURNS,
  ...REACTIVATION_PAUSES,
  ...REACTIVATION_REFUSALS,
}) as [string, ...string[]];

export const ReactivationMove = Type.Object(
  {
    act: Type.Enum(CASE_ACTS.filter((act) => act !== "escalate")),
    reason: Type.Optional(Type.Enum(REASONS)),
    reference: Type.Optional(Reference),
    referenceOn: Type.Optional(Day),
    /** The civil registry's: the number that was asked for. */
    nik: Type.Optional(Nik),
  },
  { additionalProperties: false },
);
export type ReactivationMove = Type.Static<typeof ReactivationMove>;

export const ReactivationReceipt = Type.Object(
  { caseId: Id, state: Type.String(), words: Words },
  { additionalProperties: false },
);
export type ReactivationReceipt = Type.Static<typeof ReactivationReceipt>;

/** One case of a list: whose turn, until when. */
export const ReactivationRow = Type.Object(
  {
    caseId: Id,
    name: Type.String(),
    place: Place,
    path: Words,
    urgency: Words,
    state: Type.String(),
    stateWords: Words,
    /** From 1 to 7. */
    stepNo: Type.Integer({ minimum: 1, maximum: 7 }),
    stepWords: Words,
    todo: Words,
    holder: Words,
    reason: Type.Optional(Words),
    openedOn: Day,
    dueAt: Type.Optional(Type.String({ format: "date-time" })),
    isOverdue: Type.Boolean(),
    /** The next move is the caller's to make. */
    isMine: Type.Boolean(),
    /** The caller's office was called because a clock ran out, and nobody of it has said that it saw. */
    isCalled: Type.Boolean(),
    followUp: Type.Optional(Words),
  },
  { additionalProperties: false },
);
export type ReactivationRow = Type.Static<typeof ReactivationRow>;

export const ReactivationPage = pageOf(ReactivationRow);
export type ReactivationPage = Type.Static<typeof ReactivationPage>;

const StepLine = Type.Object(
  {
    no: Type.Integer({ minimum: 1, maximum: 7 }),
    words: Words,
    holder: Words,
    state: Type.Enum(["done", "now", "ahead"]),
    at: Type.Optional(Type.String({ format: "date-time" })),
    reference: Type.Optional(Type.String()),
    referenceOn: Type.Optional(Day),
  },
  { additionalProperties: false },
);

const BookLine = Type.Object(
  {
    at: Type.String({ format: "date-time" }),
    words: Words,
    step: Words,
    reason: Type.Optional(Words),
    remedy: Type.Optional(Words),
  },
  { additionalProperties: false },
);

const Reason = Type.Object(
  { code: Type.String(), words: Words, remedy: Words },
  { additionalProperties: false },
);

/** A move that the caller may make now. */
const Turn = Type.Object(
  {
    act: Type.Enum([...CASE_ACTS]),
    reasons: Type.Array(Reason),
    needsReference: Type.Boolean(),
    takesNik: Type.Boolean(),
  },
  { additionalProperties: false },
);

export const ReactivationCase = Type.Object(
  {
    ...ReactivationRow.properties,
    remedy: Type.Optional(Words),
    nik: Type.Optional(Type.String({ description: "Masked" })),
    mayReadNik: Type.Boolean(),
    familyId: Type.Optional(Id),
    facility: Words,
    letterNumber: Type.String(),
    letterOn: Day,
    deactivatedOn: Day,
    deactivationSource: Words,
    /** The last day on which it could be reported. */
    windowEnds: Day,
    bornOn: Type.Optional(Day),
    /** The version that has the regional payer for this person. */
    regionalPayer: Type.Optional(Type.String()),
    steps: Type.Array(StepLine, { minItems: 7, maxItems: 7 }),
    book: Type.Array(BookLine),
    turns: Type.Array(Turn),
    /** Only once the insurer's confirmation is on record. */
    confirmation: Type.Optional(
      Type.Object(
        { words: Words, reference: Type.String(), on: Day, by: Words },
        { additionalProperties: false },
      ),
    ),
    followUpVersion: Type.Optional(
      Type.Object(
        { versionNo: Type.Integer(), label: Type.String() },
        { additionalProperties: false },
      ),
    ),
    mayFollowUp: Type.Boolean(),
  },
  { additionalProperties: false },
);
export type ReactivationCase = Type.Static<typeof ReactivationCase>;

/** Who of a family can be reported, with what the register knows of it. */
export const ReactivationSubjects = Type.Object(
  {
    familyId: Id,
    members: Type.Array(
      Type.Object(
        {
          personId: Id,
          name: Type.String(),
          deactivatedOn: Type.Optional(Day),
          windowEnds: Type.Optional(Day),
          isWindowOpen: Type.Optional(Type.Boolean()),
          hasRegionalPayer: Type.Boolean(),
          isNotRecorded: Type.Boolean(),
          openCaseId: Type.Optional(Id),
        },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
);
export type ReactivationSubjects = Type.Static<typeof ReactivationSubjects>;

/** What the facility gets: a number, a masked name, a day, how it stands, and what that proves. */
export const ReactivationSlip = Type.Object(
  {
    number: Type.String(),
    address: Type.String(),
    qrSvg: Type.String(),
    maskedName: Type.String(),
    givenOn: Day,
    openedOn: Day,
    state: Words,
    isConfirmed: Type.Boolean(),
    confirmedOn: Type.Optional(Day),
    proves: Type.Array(Words),
    provesNot: Type.Array(Words),
    regionalPayer: Type.Optional(Type.String()),
  },
  { additionalProperties: false },
);
export type ReactivationSlip = Type.Static<typeof ReactivationSlip>;

export const ReactivationNik = Type.Object({ nik: Nik }, { additionalProperties: false });

export const FollowUpDraft = Type.Object(
  { versionNo: Type.Integer({ minimum: 1 }) },
  { additionalProperties: false },
);
