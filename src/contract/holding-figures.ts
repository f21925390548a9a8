import { Type } from "typebox";
import { Region } from "./region.ts";
import { VersionSummary } from "./versions.ts";

const Count = Type.Union([Type.Integer({ minimum: 0 }), Type.Null()], {
  description: "Null where the number is withheld: small, or telling of a small one",
});

/** The two ends of a region: who is poor and has nothing, who is better off and has several. */
export const HoldingEnds = Type.Object(
  {
    region: Region,
    families: Count,
    poor: Count,
    poorWithNothing: Count,
    better: Count,
    betterWithSeveral: Count,
  },
  { additionalProperties: false },
);
export type HoldingEnds = Type.Static<typeof HoldingEnds>;

/** What families of a region hold places in: counts, nobody is named. */
export const HoldingFigures = Type.Object(
  {
    version: VersionSummary,
    poorDecile: Type.Integer({ description: "Deciles up to this are called poor here" }),
    betterDecile: Type.Integer({ description: "Deciles from this on are called better off here" }),
    area: HoldingEnds,
    parts: Type.Array(HoldingEnds),
    matrix: Type.Array(
      Type.Object(
        {
          decile: Type.Integer({ minimum: 0, maximum: 10, description: "0: without a decile" }),
          families: Count,
          byPrograms: Type.Array(Count, {
            minItems: 4,
            maxItems: 4,
            description: "Families with a place in no program, in one, in two, in three or more",
          }),
        },
        { additionalProperties: false },
      ),
    ),
    programs: Type.Array(
      Type.Object(
        { id: Type.String(), name: Type.String(), families: Count },
        { additionalProperties: false },
      ),
    ),
    pairs: Type.Array(
      Type.Object(
        {
          programs: Type.Tuple([Type.String(), Type.String()]),
          families: Count,
          isExclusive: Type.Boolean({
            description: "One of the two takes nobody who has a place in the other",
          }),
        },
        { additionalProperties: false },
      ),
    ),
    smallest: Type.Optional(
      Type.Integer({
        description: "Counts below this are withheld; absent where one may list the families",
      }),
    ),
  },
  { additionalProperties: false },
);
export type HoldingFigures = Type.Static<typeof HoldingFigures>;
