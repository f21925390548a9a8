import { Type } from "typebox";
import { FAMILY_PATHS, MOVE_CAUSES, MOVE_DIRECTIONS, MOVE_REASONS } from "#domain/version-move.ts";
import { Region } from "./region.ts";
import { VersionSummary } from "./versions.ts";
import { Words } from "./words.ts";

const Cell = Type.Union([Type.Integer(), Type.Null()], {
  description: "Null where the number is withheld: small, or telling of a small one",
});
const Counts = <Name extends string>(names: readonly Name[]) =>
  Type.Object(Object.fromEntries(names.map((name) => [name, Cell])) as Record<Name, typeof Cell>, {
    additionalProperties: false,
  });

/** One part of the shown region: its families, what became of them, and which way their deciles went. */
const PartMoves = Type.Object(
  {
    region: Region,
    families: Cell,
    paths: Counts(FAMILY_PATHS),
    directions: Counts(MOVE_DIRECTIONS),
  },
  { additionalProperties: false },
);
export type PartMoves = Type.Static<typeof PartMoves>;

/** Counts of one region's families by what moved their decile, and which way. */
const CauseMoves = Type.Object(
  { cause: Type.Enum([...MOVE_CAUSES]), words: Words, directions: Counts(MOVE_DIRECTIONS) },
  { additionalProperties: false },
);
export type CauseMoves = Type.Static<typeof CauseMoves>;

const ReasonMove = Type.Object(
  {
    reason: Type.Enum([...MOVE_REASONS]),
    words: Words,
    isToldApart: Type.Boolean({ description: "False where both versions are the same in it" }),
    raised: Cell,
    lowered: Cell,
    sum: Type.Union([Type.Integer(), Type.Null()], {
      description: "Millionths of log rupiah over all families of both versions",
    }),
  },
  { additionalProperties: false },
);
export type ReasonMove = Type.Static<typeof ReasonMove>;

const DriftLine = Type.Object(
  {
    of: Type.String(),
    words: Words,
    psi: Type.Number(),
    noise: Type.Number({ description: "What chance alone would give" }),
    bins: Type.Integer(),
    verdict: Type.Enum(["steady", "look", "shifted"]),
  },
  { additionalProperties: false },
);
export type DriftLine = Type.Static<typeof DriftLine>;

/** What moved between a version and the one before it; counts with small ones withheld. */
export const VersionMoves = Type.Object(
  {
    version: VersionSummary,
    before: VersionSummary,
    countedAt: Type.String({ format: "date-time" }),
    /** Why the two were not compared; then there are no figures. */
    refused: Type.Optional(
      Type.Object({ code: Type.String(), words: Words }, { additionalProperties: false }),
    ),
    figures: Type.Optional(
      Type.Object(
        {
          families: Type.Object(
            { before: Type.Integer(), after: Type.Integer(), moved: Cell },
            { additionalProperties: false },
          ),
          differing: Type.Optional(
            Type.Object(
              { before: Type.Optional(Type.Integer()), after: Type.Optional(Type.Integer()) },
              {
                additionalProperties: false,
                description:
                  "Of the nation: families that the other basis would place in another decile",
              },
            ),
          ),
          area: Region,
          /** The nation, its provinces, and the regencies of the chosen province. */
          areas: Type.Array(Region),
          paths: Counts(FAMILY_PATHS),
          causes: Type.Array(CauseMoves),
          parts: Type.Array(PartMoves),
          reasons: Type.Array(ReasonMove, { description: "Of the nation" }),
          transition: Type.Array(Type.Array(Cell), {
            description:
              "Of the nation. Rows: decile before; columns: after; first none, then 1 to 10, then the sum",
          }),
          drift: Type.Array(DriftLine, { description: "Of the nation" }),
          smallest: Type.Integer({ description: "Counts below this are never shown" }),
        },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
);
export type VersionMoves = Type.Static<typeof VersionMoves>;
export type MoveFigures = NonNullable<VersionMoves["figures"]>;
