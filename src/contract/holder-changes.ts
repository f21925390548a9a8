import { Type } from "typebox";
import { HOLDER_REASONS } from "#domain/card-holder.ts";
import { OFFICER_ACTS } from "#domain/case-state.ts";
import { HOLDER_PAUSES, HOLDER_REFUSALS, HOLDER_RETURNS } from "#domain/holder-reasons.ts";
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

export const HolderChangeFilter = Type.Object(
  { show: Type.Optional(Type.Enum(["mine", "open", "ended"])), ...CASE_FILTER },
  exact,
);
export type HolderChangeFilter = Type.Static<typeof HolderChangeFilter>;

/** Who holds a family's card and why that must change; with whom the family names where it is known at once. */
export const HolderChangeDraft = Type.Object(
  {
    familyId: CaseId,
    personId: Type.String({ ...CaseId, description: "Who holds the card today" }),
    cause: Type.Enum([...HOLDER_REASONS]),
    newPersonId: Type.Optional(CaseId),
  },
  exact,
);
export type HolderChangeDraft = Type.Static<typeof HolderChangeDraft>;

const REASONS = Object.keys({ ...HOLDER_RETURNS, ...HOLDER_PAUSES, ...HOLDER_REFUSALS }) as [
  string,
  ...string[],
];

export const HolderChangeMove = Type.Object(
  {
    act: Type.Enum([...OFFICER_ACTS]),
    reason: Type.Optional(Type.Enum(REASONS)),
    reference: Type.Optional(CaseReference),
    referenceOn: Type.Optional(CaseDay),
    newPersonId: Type.Optional(CaseId),
    /** Nobody is left on the card: it was one person, who died. */
    nobodyLeft: Type.Optional(Type.Literal(true)),
  },
  exact,
);
export type HolderChangeMove = Type.Static<typeof HolderChangeMove>;

/** One case of a list; its reason to wait or to go back is `reason`, why the card needs another holder is `cause`. */
export const HolderChangeRow = Type.Object(
  {
    ...CASE_ROW,
    cause: Words,
    /** Whether the register found it, or somebody told. */
    foundBy: Words,
    programs: Type.Array(Words),
    newName: Type.Optional(Type.String()),
  },
  exact,
);
export type HolderChangeRow = Type.Static<typeof HolderChangeRow>;

export const HolderChangePage = pageOf(HolderChangeRow);
export type HolderChangePage = Type.Static<typeof HolderChangePage>;

/** Somebody of the card: may hold it, or why not. */
export const HolderCandidate = Type.Object(
  { personId: CaseId, name: Type.String(), why: Type.Optional(Words) },
  exact,
);
export type HolderCandidate = Type.Static<typeof HolderCandidate>;

export const HolderChangeCase = Type.Object(
  {
    ...HolderChangeRow.properties,
    remedy: Type.Optional(Words),
    familyId: CaseId,
    steps: Type.Array(CaseStepLine),
    book: Type.Array(CaseBookLine),
    turns: Type.Array(CaseTurn),
    papers: Type.Array(Words),
    /** Only for whoever may name the next holder now. */
    candidates: Type.Optional(Type.Array(HolderCandidate)),
    /** From when on the new one holds it, as the payer has confirmed. */
    changedOn: Type.Optional(CaseDay),
  },
  exact,
);
export type HolderChangeCase = Type.Static<typeof HolderChangeCase>;

const Role = Type.Object(
  {
    program: Type.String(),
    programName: Words,
    personId: CaseId,
    name: Type.String(),
    from: CaseDay,
    until: Type.Optional(CaseDay),
    end: Type.Optional(Words),
    isByCase: Type.Boolean(),
    /** The payer's newest report still names somebody else. */
    isPayerBehind: Type.Boolean(),
  },
  exact,
);

/** Who held a family's cards and when, who of it may hold one, and what decides who collects at the post. */
export const CardHolders = Type.Object(
  {
    items: Type.Array(Role),
    candidates: Type.Array(HolderCandidate),
    openCaseId: Type.Optional(CaseId),
    post: Type.Optional(
      Type.Object(
        {
          holder: Type.Enum(["alive", "dead"]),
          otherAdults: Type.Integer({ minimum: 0 }),
          /** Money is brought to the door of the elderly; of other reasons the register does not speak here. */
          isElderly: Type.Boolean(),
        },
        exact,
      ),
    ),
  },
  exact,
);
export type CardHolders = Type.Static<typeof CardHolders>;
