import { Type } from "typebox";
import { PUBLICATION_KINDS } from "#domain/publication.ts";
import { VERSION_STATES } from "#domain/version-state.ts";
import { DecileBasis } from "./decile-basis.ts";
import { Words } from "./words.ts";

/** A version of the register in one line. */
export const VersionSummary = Type.Object(
  {
    versionNo: Type.Integer(),
    label: Type.String({ description: 'As the office says it: "2026-4"' }),
    state: Type.Enum([...VERSION_STATES]),
    decileBasis: DecileBasis,
    asOf: Type.String({ description: "The day that its facts speak of" }),
    isCurrent: Type.Boolean(),
  },
  { additionalProperties: false },
);
export type VersionSummary = Type.Static<typeof VersionSummary>;

/** One figure as it was counted; `dims` say of what: source, program, decile, rule. */
export const Figure = Type.Object(
  {
    figure: Type.String(),
    area: Type.String({ description: "Region code, or 'all'" }),
    dims: Type.Record(Type.String(), Type.String()),
    value: Type.Number(),
    unit: Type.String(),
  },
  { additionalProperties: false },
);
export type Figure = Type.Static<typeof Figure>;

export const VersionList = Type.Object(
  { items: Type.Array(VersionSummary) },
  { additionalProperties: false },
);
export type VersionList = Type.Static<typeof VersionList>;

/** A stretch of time in which lookups answered from a version. */
export const Publication = Type.Object(
  {
    kind: Type.Enum([...PUBLICATION_KINDS]),
    words: Words,
    from: Type.String({ format: "date-time" }),
    /** Absent while it is in force. */
    until: Type.Optional(Type.String({ format: "date-time" })),
    by: Type.String({ description: "User name" }),
    rebuilt: Type.Boolean({ description: "Read off the audit log" }),
  },
  { additionalProperties: false },
);
export type Publication = Type.Static<typeof Publication>;

/** A version with what makes it: the hash of its manifest and of its content, and its parent. */
export const VersionDetail = Type.Object(
  {
    ...VersionSummary.properties,
    manifestSha256: Type.Optional(Type.String()),
    contentHash: Type.Optional(Type.String()),
    drawKey: Type.Optional(
      Type.String({ description: "Draws ties at a quota, with program and family id" }),
    ),
    parentVersionNo: Type.Optional(Type.Integer()),
    publishedAt: Type.Optional(Type.String({ format: "date-time" })),
    publications: Type.Array(Publication, {
      description: "When it was in force, in order; nothing is ever taken off",
    }),
    figures: Type.Array(Figure),
  },
  { additionalProperties: false },
);
export type VersionDetail = Type.Static<typeof VersionDetail>;
