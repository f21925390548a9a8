import { Type } from "typebox";
import { Region } from "./region.ts";
import { Words } from "./words.ts";

const Step = Type.Object(
  {
    feature: Type.String(),
    label: Words,
    /** Negative where absent; then it adds what it adds for the mean of the survey there. */
    answer: Type.Integer(),
    text: Words,
    /** True where there was no answer: it then adds what the mean of the survey there adds, and moves nothing. */
    estimated: Type.Boolean(),
    /** Against the average family of the survey in the same area. */
    adds: Type.Integer(),
  },
  { additionalProperties: false },
);

const Change = Type.Object(
  {
    feature: Type.String(),
    label: Words,
    before: Words,
    after: Words,
    adds: Type.Integer(),
  },
  { additionalProperties: false },
);

/** A score taken apart to the last millionth of log expenditure: no name, no address, no number of anybody. */
export const FamilyWaterfall = Type.Object(
  {
    familyId: Type.String(),
    version: Type.String(),
    modelId: Type.String(),
    /** The score of the average family of the survey in the nation, by the pooled model. */
    national: Type.Integer(),
    /** What the regency's own model makes of its average family; nought where the pooled model speaks for it. */
    area: Type.Object(
      { regency: Region, hasOwnModel: Type.Boolean(), adds: Type.Integer() },
      { additionalProperties: false },
    ),
    /** The score of the average family of the survey there, nation and area together; with all steps it gives the score. */
    reference: Type.Integer(),
    /** The strongest first. */
    steps: Type.Array(Step),
    score: Type.Integer(),
    /** What the version wrote down; equal to the score, or the explanation is broken. */
    storedScore: Type.Integer(),
    /** The move since the version before: its changes and the model's part add up to it. */
    moved: Type.Optional(
      Type.Object(
        {
          since: Type.String(),
          move: Type.Integer(),
          facts: Type.Array(Change),
          byModel: Type.Integer(),
        },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
);
export type FamilyWaterfall = Type.Static<typeof FamilyWaterfall>;
