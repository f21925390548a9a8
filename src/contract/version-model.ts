import { Type } from "typebox";
import { Interval } from "./models.ts";
import { Region } from "./region.ts";
import { VersionSummary } from "./versions.ts";
import { Words } from "./words.ts";

/** A share of 0 to 1. */
const Share = Type.Number({ minimum: 0, maximum: 1 });

const VariableEffect = Type.Object(
  {
    variable: Type.String(),
    group: Type.Enum(["members", "housing", "services", "work-and-school", "assets"]),
    words: Words,
    direction: Type.Enum(["raises", "lowers", "by-answer", "nothing"], {
      description: "What a higher answer does to the score",
    }),
    importance: Type.Enum(["strong", "medium", "slight", "none"], {
      description: "Against the variable that can move a score furthest",
    }),
  },
  { additionalProperties: false },
);

/** How one group of households fares, out of fold; a share is absent where fewer than ten households speak. */
const GroupShares = Type.Object(
  {
    kind: Type.Enum(["everybody", "area", "head", "disability", "elderly", "children", "regency"]),
    group: Type.String({ description: "all, city, female, with ..., or the code of a regency" }),
    name: Type.Optional(Type.String({ description: "Of a regency, as it is called now" })),
    percent: Type.Number(),
    households: Type.Integer(),
    poor: Type.Optional(Interval),
    selected: Type.Optional(Interval),
    exclusion: Type.Optional(Interval),
    inclusion: Type.Optional(Interval),
  },
  { additionalProperties: false },
);
export type GroupShares = Type.Static<typeof GroupShares>;

/**
 * The card of a version's ranking model: what it was learned from, how often it is wrong on households that it never saw,
 * and which way each fact moves a family. Weights are not in it; they are in models.json of the version.
 */
export const VersionModel = Type.Object(
  {
    version: VersionSummary,
    modelId: Type.String(),
    /** The regency whose model this is; absent for the pooled one. */
    regency: Type.Optional(Region),
    /** Regencies with a model of their own; all others use the pooled one. */
    regencies: Type.Array(Region),
    featureSet: Type.String(),
    trainingSha256: Type.String({ description: "Digest of the survey rows it was learned from" }),
    households: Type.Integer({ description: "Households of the survey it was fitted on" }),
    surveyed: Type.Object(
      {
        households: Type.Integer(),
        regencies: Type.Integer(),
        regenciesPooled: Type.Integer({
          description: "With too few households for a model of their own",
        }),
      },
      { additionalProperties: false },
    ),
    folds: Type.Integer(),
    condition: Type.Number({ description: "Above 1e10 nothing is published" }),
    rSquared: Type.Number(),
    spearman: Type.Number(),
    quotas: Type.Array(
      Type.Object(
        {
          percent: Type.Number(),
          exclusion: Share,
          inclusion: Share,
          expected: Type.Number({ description: "What this R2 buys in a perfectly normal world" }),
        },
        { additionalProperties: false },
      ),
    ),
    sizes: Type.Array(
      Type.Object(
        {
          size: Type.String({ description: "Members: 1, 2, 3-4, 5-6, 7+" }),
          poor: Share,
          selected: Share,
          exclusion: Share,
        },
        { additionalProperties: false },
      ),
      { description: "At a quota of 40 percent" },
    ),
    groups: Type.Array(GroupShares, {
      description: "Errors by groups of households; none for models learned before they were told",
    }),
    variables: Type.Array(VariableEffect),
  },
  { additionalProperties: false },
);
export type VersionModel = Type.Static<typeof VersionModel>;
