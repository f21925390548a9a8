import { Type } from "typebox";
import { FamilyId, RegionCode } from "./families.ts";
import { Cursor, Limit, pageOf } from "./page.ts";
import { Place } from "./region.ts";
import { Words } from "./words.ts";

export const ProposalId = FamilyId;

/** Proposals of families that wait for an officer, or those that one has decided. */
export const ProposalFilter = Type.Object(
  {
    state: Type.Optional(Type.Enum(["open", "decided"])),
    region: Type.Optional(RegionCode),
    cursor: Type.Optional(Cursor),
    limit: Type.Optional(Limit),
  },
  { additionalProperties: false },
);
export type ProposalFilter = Type.Static<typeof ProposalFilter>;

/** Recorded: it becomes a finding, which a second person confirms. Refused: with one of the reasons, which the family reads. */
export const ProposalDecision = Type.Object(
  {
    decision: Type.Enum(["recorded", "refused"]),
    /** What is right by what the officer saw; without it what the family proposed. */
    value: Type.Optional(Type.Integer({ minimum: 0, maximum: 99_999 })),
    observedOn: Type.Optional(Type.String({ format: "date" })),
    refusal: Type.Optional(
      Type.Enum(["as-recorded", "says-the-same", "other-family", "taken-back"]),
    ),
  },
  { additionalProperties: false },
);
export type ProposalDecision = Type.Static<typeof ProposalDecision>;

const State = Type.Enum(["waiting", "recorded", "in-force", "absorbed", "set-aside", "refused"]);

export const ProposalReceipt = Type.Object(
  { proposalId: Type.String(), state: State, words: Words },
  { additionalProperties: false },
);
export type ProposalReceipt = Type.Static<typeof ProposalReceipt>;

/** One fact of a family's own explanation of which it says that it does not stand. */
export const ProposalRow = Type.Object(
  {
    proposalId: Type.String(),
    familyId: Type.String(),
    headName: Type.String(),
    /** The member whose fact it is. */
    personName: Type.Optional(Type.String()),
    place: Place,
    about: Words,
    ground: Words,
    /** As the register has it today. */
    recorded: Type.Optional(Words),
    /** What the family says; absent where it leaves that to an officer. */
    proposed: Type.Optional(Words),
    proposedValue: Type.Optional(Type.Integer()),
    /** The fact of the catalogue that a decision corrects; absent where members make it together. */
    variable: Type.Optional(Type.String()),
    receivedOn: Type.String(),
    /** Whose turn it is, and the last day of it; no day where the last has passed. */
    holder: Type.Optional(Words),
    until: Type.Optional(Type.String()),
    state: State,
    stateWords: Words,
    refusal: Type.Optional(Words),
    decidedOn: Type.Optional(Type.String()),
  },
  { additionalProperties: false },
);
export type ProposalRow = Type.Static<typeof ProposalRow>;

export const ProposalPage = pageOf(ProposalRow);
export type ProposalPage = Type.Static<typeof ProposalPage>;

/** Who of the family came with the card; the officer has seen it. */
export const ExplanationCodeDraft = Type.Object(
  { personId: FamilyId, hasSeenCard: Type.Literal(true) },
  { additionalProperties: false },
);
export type ExplanationCodeDraft = Type.Static<typeof ExplanationCodeDraft>;

/** To be handed to that member and to nobody else; asked for again with the same key it is the same. */
export const ExplanationCode = Type.Object(
  {
    code: Type.String(),
    expiresOn: Type.String(),
    path: Type.String({ description: "The page that asks for it" }),
  },
  { additionalProperties: false },
);
export type ExplanationCode = Type.Static<typeof ExplanationCode>;
