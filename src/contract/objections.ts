import { Type } from "typebox";
import { OFFICER_ACTS } from "#domain/case-state.ts";
import {
  OBJECTION_PAUSES,
  OBJECTION_REFUSALS,
  OBJECTION_RETURNS,
} from "#domain/objection-reasons.ts";
import { AidProposalCase, ToldFamily } from "./aid-proposals.ts";
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

const exact = { additionalProperties: false } as const;

export const ObjectionFilter = Type.Object(
  { show: Type.Optional(Type.Enum(["mine", "open", "ended"])), ...CASE_FILTER },
  exact,
);
export type ObjectionFilter = Type.Static<typeof ObjectionFilter>;

const REASONS = Object.keys({
  ...OBJECTION_RETURNS,
  ...OBJECTION_PAUSES,
  ...OBJECTION_REFUSALS,
}) as [string, ...string[]];

export const ObjectionMove = Type.Object(
  {
    act: Type.Enum([...OFFICER_ACTS]),
    reason: Type.Optional(Type.Enum(REASONS)),
    reference: Type.Optional(CaseReference),
    referenceOn: Type.Optional(CaseDay),
    familyId: Type.Optional(
      Type.String({ ...CaseId, description: "Passing the first step: which family is meant" }),
    ),
  },
  exact,
);
export type ObjectionMove = Type.Static<typeof ObjectionMove>;

/** One objection of a list; never who objects. */
export const ObjectionRow = Type.Object(
  {
    ...CASE_ROW,
    program: Words,
    /** What is questioned, as a fact. */
    grounds: Type.Array(Words),
    rt: Type.Optional(Type.String()),
    rw: Type.Optional(Type.String()),
    /** Objections against this family, and by whoever made this one, of late: many of either are looked at together. */
    againstSame: Type.Integer({ minimum: 0 }),
    bySame: Type.Integer({ minimum: 0 }),
    isCluster: Type.Boolean(),
  },
  exact,
);
export type ObjectionRow = Type.Static<typeof ObjectionRow>;
export const ObjectionPage = pageOf(ObjectionRow);
export type ObjectionPage = Type.Static<typeof ObjectionPage>;

export const ObjectionCase = Type.Object(
  {
    ...ObjectionRow.properties,
    remedy: Type.Optional(Words),
    familyId: Type.Optional(CaseId),
    told: Type.Optional(ToldFamily),
    /** Of those who may read it alone: the family whose code objected. */
    objectorFamilyId: Type.Optional(CaseId),
    answerUntil: Type.Optional(CaseDay),
    answer: Type.Optional(Words),
    stepLines: Type.Array(CaseStepLine),
    book: Type.Array(CaseBookLine),
    turns: Type.Array(CaseTurn),
    visits: AidProposalCase.properties.visits,
  },
  exact,
);
export type ObjectionCase = Type.Static<typeof ObjectionCase>;
