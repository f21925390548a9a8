import { Type } from "typebox";
import { URGENCIES } from "#domain/case-clock.ts";
import { OFFICER_ACTS } from "#domain/case-state.ts";
import { FACILITY_KINDS, REACTIVATION_PATHS } from "#domain/reactivation.ts";
import {
  REACTIVATION_PAUSES,
  REACTIVATION_REFUSALS,
  REACTIVATION_RETURNS,
} from "#domain/reactivation-reasons.ts";
import {
  CASE_FILTER,
  CASE_ROW,
  CaseBookLine,
  CaseDay,
  CaseId,
  CaseReference,
  CaseStepLine,
  CaseTurn,
} from "./cases.ts";
import { pageOf } from "./page.ts";
import { Words } from "./words.ts";

const Day = CaseDay;
const Id = CaseId;
const Nik = Type.String({ pattern: "^[0-9]{16}$" });

export const ReactivationFilter = Type.Object(
  {
    show: Type.Optional(Type.Enum(["mine", "open", "follow-up", "ended"])),
    ...CASE_FILTER,
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
    letterNumber: CaseReference,
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
    act: Type.Enum([...OFFICER_ACTS]),
    reason: Type.Optional(Type.Enum(REASONS)),
    reference: Type.Optional(CaseReference),
    referenceOn: Type.Optional(Day),
    /** The civil registry's: the number that was asked for. */
    nik: Type.Optional(Nik),
  },
  { additionalProperties: false },
);
export type ReactivationMove = Type.Static<typeof ReactivationMove>;

/** One case of a list: whose turn, until when. */
export const ReactivationRow = Type.Object(
  { ...CASE_ROW, path: Words, urgency: Words, followUp: Type.Optional(Words) },
  { additionalProperties: false },
);
export type ReactivationRow = Type.Static<typeof ReactivationRow>;

export const ReactivationPage = pageOf(ReactivationRow);
export type ReactivationPage = Type.Static<typeof ReactivationPage>;

/** A move that the caller may make now; the civil registry's may carry the number that was asked for. */
const Turn = Type.Object(
  { ...CaseTurn.properties, takesNik: Type.Boolean() },
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
    steps: Type.Array(CaseStepLine, { minItems: 7, maxItems: 7 }),
    book: Type.Array(CaseBookLine),
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
