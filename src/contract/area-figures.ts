import { Type } from "typebox";
import { Region } from "./region.ts";
import { VersionSummary } from "./versions.ts";

/** Which regions: one of one's own, and its parts one or two tiers down. */
export const AreaChoice = Type.Object(
  {
    area: Type.String({
      pattern: "^(ID|[0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{10})$",
      description: "A region within one's own: a Kemendagri code without dots, or ID",
    }),
    level: Type.Optional(
      Type.Enum(["province", "regency", "district", "village"], {
        description: "Tier of the parts: one below the region (usual) or two",
      }),
    ),
  },
  { additionalProperties: false },
);
export type AreaChoice = Type.Static<typeof AreaChoice>;

const Count = Type.Union([Type.Integer({ minimum: 0 }), Type.Null()], {
  description: "Null where the number is withheld: small, or telling of a small one",
});

/** One region: how old its facts are, what is missing, who moved. Counts only. */
export const AreaFigure = Type.Object(
  {
    region: Region,
    families: Count,
    ages: Type.Array(Count, {
      description:
        "Families whose newest fact is at most 3, 12, 24 months old on the version's day, older, and never surveyed",
    }),
    medianMonths: Type.Optional(
      Type.Integer({ description: "Months since half of the surveyed families were last seen" }),
    ),
    newestOn: Type.Optional(Type.String({ description: "Day of the newest fact of the region" })),
    missing: Type.Optional(
      Type.Number({
        minimum: 0,
        maximum: 1,
        description: "Share of the answers of surveyed families that are not there",
      }),
    ),
    personsMissing: Type.Optional(
      Type.Number({
        minimum: 0,
        maximum: 1,
        description: "The same of what their living members were asked about themselves",
      }),
    ),
    moves: Type.Optional(
      Type.Array(Count, {
        minItems: 4,
        maxItems: 4,
        description:
          "Families in a poorer national decile than in the version before, in the same, in a better-off one, and new ones",
      }),
    ),
    drift: Type.Optional(
      Type.Object(
        {
          psi: Type.Number({
            description: "Population stability index of the region's families over deciles",
          }),
          noise: Type.Number({ description: "What chance alone makes of it at these sizes" }),
        },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
);
export type AreaFigure = Type.Static<typeof AreaFigure>;

/** A region of a version and its parts. */
export const AreaFigures = Type.Object(
  {
    version: VersionSummary,
    /** What moves and drift are counted against; absent for the first version. */
    before: Type.Optional(VersionSummary),
    area: AreaFigure,
    parts: Type.Array(AreaFigure),
    smallest: Type.Optional(
      Type.Integer({
        description: "Counts below this are withheld; absent where one may list the families",
      }),
    ),
  },
  { additionalProperties: false },
);
export type AreaFigures = Type.Static<typeof AreaFigures>;
