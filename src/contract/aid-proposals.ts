import { Type } from "typebox";
import { PROPOSAL_AIMS, PROPOSAL_GROUNDS } from "#domain/aid-proposal.ts";
import {
  AID_PROPOSAL_PAUSES,
  AID_PROPOSAL_REFUSALS,
  AID_PROPOSAL_RETURNS,
} from "#domain/aid-proposal-reasons.ts";
import { OFFICER_ACTS } from "#domain/case-state.ts";
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
import { DecileBasis } from "./decile-basis.ts";
import { pageOf } from "./page.ts";
import { VillageCode } from "./visit-plan.ts";
import { Words } from "./words.ts";

const exact = { additionalProperties: false } as const;

export const AidProposalFilter = Type.Object(
  { show: Type.Optional(Type.Enum(["mine", "open", "ended"])), ...CASE_FILTER },
  exact,
);
export type AidProposalFilter = Type.Static<typeof AidProposalFilter>;

/** How somebody describes a family that they propose; sealed, and shown to whoever looks for it. */
export const ToldFamily = Type.Object(
  {
    headName: Type.String({ minLength: 2, maxLength: 80 }),
    address: Type.String({ minLength: 2, maxLength: 160 }),
    rt: Type.Optional(Type.String({ pattern: "^[0-9]{1,3}$" })),
    rw: Type.Optional(Type.String({ pattern: "^[0-9]{1,3}$" })),
  },
  exact,
);
export type ToldFamily = Type.Static<typeof ToldFamily>;

/** A proposal that an officer takes: of a family of the register, or described in a village. */
export const AidProposalDraft = Type.Object(
  {
    familyId: Type.Optional(CaseId),
    village: Type.Optional(VillageCode),
    told: Type.Optional(ToldFamily),
    aim: Type.Enum([...PROPOSAL_AIMS]),
    program: Type.Optional(Type.String({ pattern: "^[a-z][a-z0-9-]{1,39}$" })),
    proposer: Type.Enum(["self", "neighbour", "officer"]),
    grounds: Type.Array(Type.Enum([...PROPOSAL_GROUNDS]), {
      minItems: 1,
      maxItems: 5,
      uniqueItems: true,
    }),
  },
  exact,
);
export type AidProposalDraft = Type.Static<typeof AidProposalDraft>;

/** A proposal that was taken, with the number that its proposer keeps. */
export const AidProposalReceipt = Type.Object(
  { caseId: CaseId, state: Type.String(), words: Words, receipt: Type.String() },
  exact,
);
export type AidProposalReceipt = Type.Static<typeof AidProposalReceipt>;

const REASONS = Object.keys({
  ...AID_PROPOSAL_RETURNS,
  ...AID_PROPOSAL_PAUSES,
  ...AID_PROPOSAL_REFUSALS,
}) as [string, ...string[]];

export const AidProposalMove = Type.Object(
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
export type AidProposalMove = Type.Static<typeof AidProposalMove>;

/** One act on many proposals, for one reason and under one number. */
export const AidProposalBatch = Type.Object(
  {
    caseIds: Type.Array(CaseId, { minItems: 1, maxItems: 200, uniqueItems: true }),
    act: Type.Enum(["pass", "return"]),
    reason: Type.Optional(Type.Enum(REASONS)),
    reference: Type.Optional(CaseReference),
    referenceOn: Type.Optional(CaseDay),
  },
  exact,
);
export type AidProposalBatch = Type.Static<typeof AidProposalBatch>;

/** What became of each: moved, or why not; those that could not be moved stay as they were. */
export const AidProposalBatchReceipt = Type.Object(
  {
    moved: Type.Integer({ minimum: 0 }),
    items: Type.Array(
      Type.Object({ caseId: CaseId, isMoved: Type.Boolean(), words: Words }, exact),
    ),
  },
  exact,
);
export type AidProposalBatchReceipt = Type.Static<typeof AidProposalBatchReceipt>;

/** One case of a list. */
export const AidProposalRow = Type.Object(
  {
    ...CASE_ROW,
    /** Of how many steps on the way of its region. */
    steps: Type.Integer({ minimum: 2 }),
    asked: Words,
    proposer: Words,
    grounds: Type.Array(Words),
    isDiverted: Type.Boolean(),
    rt: Type.Optional(Type.String()),
    rw: Type.Optional(Type.String()),
  },
  exact,
);
export type AidProposalRow = Type.Static<typeof AidProposalRow>;

export const AidProposalPage = pageOf(AidProposalRow);
export type AidProposalPage = Type.Static<typeof AidProposalPage>;

/** A fact that a visit asked: what it found beside what the record said. */
const Answer = Type.Object(
  {
    who: Type.Optional(Type.String({ description: "The member; absent of the family's own" })),
    label: Words,
    found: Words,
    recorded: Type.Optional(Words),
    isNew: Type.Boolean(),
  },
  exact,
);

const Visit = Type.Object(
  {
    checkNo: CaseId,
    /** Made by whoever reads: photos may be added. */
    isMine: Type.Boolean(),
    visitedOn: CaseDay,
    outcome: Words,
    respondent: Type.Optional(Words),
    offeredOn: Type.Optional(CaseDay),
    answers: Type.Array(Answer),
    photos: Type.Array(Type.Object({ fileNo: CaseId, words: Words }, exact)),
  },
  exact,
);

const Deliberated = Type.Object(
  {
    number: CaseId,
    form: Words,
    heldOn: CaseDay,
    minutesNumber: Type.String(),
    attended: Type.Integer(),
    decision: Words,
    votesFor: Type.Integer(),
    votesAgainst: Type.Integer(),
    dissent: Type.Array(Words),
    /** What was signed by hand and scanned. */
    scans: Type.Array(Type.Object({ fileNo: CaseId, words: Words, on: CaseDay }, exact)),
  },
  exact,
);

/** Where the family stood; of those who may read its sheet alone. */
const Standing = Type.Object(
  {
    version: Type.String(),
    decileBasis: DecileBasis,
    decile: Type.Optional(Type.Integer({ minimum: 1, maximum: 10 })),
    places: Type.Array(Words),
  },
  exact,
);

export const AidProposalCase = Type.Object(
  {
    ...AidProposalRow.properties,
    remedy: Type.Optional(Words),
    familyId: Type.Optional(CaseId),
    channel: Words,
    told: Type.Optional(ToldFamily),
    stepLines: Type.Array(CaseStepLine),
    book: Type.Array(CaseBookLine),
    turns: Type.Array(CaseTurn),
    /** What the family told has happened; whoever visits asks, and the civil registry confirms what is its own. */
    events: Type.Array(
      Type.Object(
        { words: Words, happened: Words, toldOn: CaseDay, isOfRegistry: Type.Boolean() },
        exact,
      ),
    ),
    visits: Type.Array(Visit),
    deliberations: Type.Array(Deliberated),
    before: Type.Optional(Standing),
    after: Type.Optional(Standing),
  },
  exact,
);
export type AidProposalCase = Type.Static<typeof AidProposalCase>;
