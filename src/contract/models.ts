import { Type } from "typebox";
import { VersionSummary } from "./versions.ts";

const Share = Type.Number({ minimum: 0, maximum: 1 });

/** A share with the interval that holds it nineteen times of twenty, from whole sampling units. */
export const Interval = Type.Object(
  { value: Share, low: Share, high: Share },
  { additionalProperties: false },
);
export type Interval = Type.Static<typeof Interval>;

/** One model of the registry: which version it ranks, who trained it on what, how often it is wrong. */
export const RegisteredModel = Type.Object(
  {
    version: VersionSummary,
    standing: Type.Enum(["champion", "challenger", "earlier"], {
      description:
        "champion: of the version in force; challenger: newer, frozen and not published; earlier: all others",
    }),
    modelId: Type.String(),
    trainedBy: Type.Optional(Type.String({ description: "Account that ranked the version" })),
    frozenAt: Type.Optional(Type.String({ format: "date-time" })),
    method: Type.String(),
    featureSet: Type.String(),
    trainingSha256: Type.String({ description: "Digest of the survey rows it was learned from" }),
    households: Type.Integer(),
    regencies: Type.Integer({ description: "Regencies of the survey" }),
    ownModels: Type.Integer({ description: "Of them with a model of their own" }),
    folds: Type.Integer(),
    rSquared: Type.Number(),
    spearman: Type.Number(),
    quotas: Type.Array(
      Type.Object(
        { percent: Type.Number(), exclusion: Share, interval: Type.Optional(Interval) },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
);
export type RegisteredModel = Type.Static<typeof RegisteredModel>;

export const ModelRegistry = Type.Object(
  { items: Type.Array(RegisteredModel) },
  { additionalProperties: false },
);
export type ModelRegistry = Type.Static<typeof ModelRegistry>;
