import { Type } from "typebox";
import { GATE_OUTCOMES, QUALITY_GATES, SHORTEST_REASON } from "#domain/quality-gate.ts";
import { VersionSummary } from "./versions.ts";
import { Words } from "./words.ts";

/** One person's word for a version whose gate failed. */
const GateAnswer = Type.Object(
  {
    by: Type.Optional(
      Type.String({ description: "Account; told to those who publish or oversee" }),
    ),
    isMine: Type.Boolean(),
    reason: Type.String(),
    at: Type.String({ format: "date-time" }),
  },
  { additionalProperties: false },
);

const Gate = Type.Object(
  {
    gate: Type.Enum([...QUALITY_GATES]),
    words: Words,
    figure: Type.Union([Type.Integer(), Type.Null()], {
      description: "Null where there was nothing to measure",
    }),
    bound: Type.Integer({ description: "Passed up to here" }),
    outcome: Type.Enum([...GATE_OUTCOMES]),
    outcomeWords: Words,
    basis: Type.String({ description: "Where the bound comes from" }),
    answers: Type.Array(GateAnswer),
    waitsFor: Type.Integer({ description: "People whose word is still missing" }),
  },
  { additionalProperties: false },
);
export type Gate = Type.Static<typeof Gate>;

/** What a version was judged by when it was frozen. */
export const VersionGates = Type.Object(
  {
    version: VersionSummary,
    /** Whether words still count: before it is published. */
    isOpen: Type.Boolean(),
    gates: Type.Array(Gate),
  },
  { additionalProperties: false },
);
export type VersionGates = Type.Static<typeof VersionGates>;

export const GateOverrideDraft = Type.Object(
  { reason: Type.String({ minLength: SHORTEST_REASON, maxLength: 500 }) },
  { additionalProperties: false },
);

export const GateOverrideReceipt = Type.Object(
  { state: Type.Enum(["waits", "in-force"]) },
  { additionalProperties: false },
);
export type GateOverrideReceipt = Type.Static<typeof GateOverrideReceipt>;
