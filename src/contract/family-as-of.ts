import { Type } from "typebox";
import { Fact, FactGroup, Standing } from "./family-sheet.ts";
import { Place } from "./region.ts";
import { Publication, VersionSummary } from "./versions.ts";
import { Words } from "./words.ts";

export const AsOfQuery = Type.Object(
  {
    version: Type.Optional(
      Type.String({ minLength: 1, maxLength: 40, description: 'As "2026-1"' }),
    ),
    day: Type.Optional(Type.String({ maxLength: 10, description: "Year-month-day, up to today" })),
  },
  { additionalProperties: false },
);
export type AsOfQuery = Type.Static<typeof AsOfQuery>;

/** A fact as it was said then; with what today's sheet says where that is something else. */
export const PastFact = Type.Object(
  {
    ...Fact.properties,
    now: Type.Optional(Words),
    /** What the version said, where a finding in force on that day was laid over it. */
    versionSaid: Type.Optional(Words),
  },
  { additionalProperties: false },
);
export type PastFact = Type.Static<typeof PastFact>;

export const PastGroup = Type.Object(
  { ...FactGroup.properties, facts: Type.Array(PastFact) },
  { additionalProperties: false },
);
export type PastGroup = Type.Static<typeof PastGroup>;

export const PastMember = Type.Object(
  {
    /** The number that the person had then. */
    personId: Type.String(),
    /** The number of today, where it is another. */
    personIdNow: Type.Optional(Type.String()),
    /** By today's register; absent where it has nobody of that number for the reader. */
    name: Type.Optional(Type.String()),
    isHead: Type.Boolean(),
    relationship: Words,
    sex: Words,
    age: Type.Optional(Type.Integer()),
    /** left: stands in another family today, or in none. erased: nothing is told but this. */
    since: Type.Enum(["stays", "left", "erased"]),
    groups: Type.Array(PastGroup),
  },
  { additionalProperties: false },
);
export type PastMember = Type.Static<typeof PastMember>;

/** Somebody of today's family who was not in it then. */
export const JoinedMember = Type.Object(
  {
    personId: Type.String(),
    name: Type.Optional(Type.String()),
    /** The family in which the version had them; absent where it did not know them at all. */
    familyIdThen: Type.Optional(Type.String()),
    groups: Type.Array(PastGroup),
  },
  { additionalProperties: false },
);
export type JoinedMember = Type.Static<typeof JoinedMember>;

export const PastDecision = Type.Object(
  {
    program: Type.String(),
    name: Words,
    personId: Type.Optional(Type.String()),
    outcome: Type.String(),
    outcomeWords: Words,
    now: Type.Optional(Words),
  },
  { additionalProperties: false },
);
export type PastDecision = Type.Static<typeof PastDecision>;

export const PastFamily = Type.Object(
  {
    familyId: Type.String({ description: "The number that the family had then" }),
    how: Type.Enum(["same", "merged", "parted"]),
    howWords: Words,
    /** Other families of then that went on in the one of today. */
    others: Type.Array(Type.String()),
    place: Place,
    size: Type.Integer(),
    factsAsOf: Type.Optional(Type.String()),
    standing: Type.Optional(Standing),
    standingNow: Type.Optional(Standing),
    members: Type.Array(PastMember),
    joined: Type.Array(JoinedMember),
    groups: Type.Array(PastGroup),
    programs: Type.Array(PastDecision),
    /** How many facts, places and decisions say something else today. */
    differences: Type.Integer(),
  },
  { additionalProperties: false },
);
export type PastFamily = Type.Static<typeof PastFamily>;

/** One line of the case file: what was noted, decided or answered, and when. */
export const PastEvent = Type.Object(
  {
    at: Type.String({ format: "date-time" }),
    kind: Type.String(),
    words: Words,
    about: Type.Optional(Words),
    personId: Type.Optional(Type.String()),
  },
  { additionalProperties: false },
);
export type PastEvent = Type.Static<typeof PastEvent>;

/** What the register said about a family in a version, or on a day with what was known by then. */
export const FamilyAsOf = Type.Object(
  {
    /** reading: the lake worker is fetching it; ask again in a moment. */
    state: Type.Enum(["ready", "reading"]),
    familyId: Type.String(),
    asked: Type.Object(
      { version: Type.Optional(Type.String()), day: Type.Optional(Type.String()) },
      { additionalProperties: false },
    ),
    version: VersionSummary,
    publications: Type.Array(Publication),
    /** For a day: versions that had been in force earlier on it. */
    earlierThatDay: Type.Array(Type.String()),
    readFrom: Type.Optional(Type.Enum(["desk", "lake"])),
    past: Type.Optional(PastFamily),
    /** For a day: the case file up to its end. */
    known: Type.Array(PastEvent),
    /** For a day: what came later and nobody knew on it. */
    later: Type.Array(PastEvent),
    notes: Type.Array(
      Type.Object({ code: Type.String(), words: Words }, { additionalProperties: false }),
    ),
  },
  { additionalProperties: false },
);
export type FamilyAsOf = Type.Static<typeof FamilyAsOf>;
