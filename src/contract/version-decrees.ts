import { Type } from "typebox";
import { VersionSummary } from "./versions.ts";
import { Words } from "./words.ts";

const Decree = Type.Object(
  {
    program: Words,
    number: Type.String({ description: "Of the act of law, as written on it" }),
    signedOn: Type.String(),
    isInForce: Type.Boolean({ description: "No later decree of its program was recorded" }),
    by: Type.Optional(
      Type.String({ description: "Account; told to those who publish or oversee" }),
    ),
  },
  { additionalProperties: false },
);

/** Of one program: units under the decree, those that the earlier version has not, those that it alone has. */
const Affected = Type.Object(
  {
    program: Words,
    listed: Type.Integer(),
    lose: Type.Integer(),
    gain: Type.Integer(),
  },
  { additionalProperties: false },
);

const BackList = Type.Object(
  {
    back: VersionSummary,
    madeAt: Type.String({ format: "date-time" }),
    sha256: Type.String({ description: "Of the sealed list of affected families" }),
    affected: Type.Array(Affected),
    words: Type.Array(
      Type.Object(
        {
          by: Type.Optional(Type.String()),
          reason: Type.String(),
          at: Type.String({ format: "date-time" }),
        },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
);

/** The decrees that stand on a version, and what was said of taking it back. */
export const VersionDecrees = Type.Object(
  { version: VersionSummary, decrees: Type.Array(Decree), lists: Type.Array(BackList) },
  { additionalProperties: false },
);
export type VersionDecrees = Type.Static<typeof VersionDecrees>;
