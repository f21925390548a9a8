import { Type } from "typebox";
import { VersionSummary } from "./versions.ts";
import { Words } from "./words.ts";

/** One kind of work that waits for this officer. */
export const Task = Type.Object(
  {
    kind: Type.Enum([
      "open-checks",
      "checks-second",
      "correction-proposals",
      "unanswered-findings",
      "quarantine",
      "crises",
      "identity-due",
      "identity-second",
      "reactivations",
      "holder-changes",
      "aid-proposals",
      "objections",
      "resignations",
      "complaints",
      "appeals",
      "verval",
      "reactivation-follow-ups",
      "reviews-open",
      "reviews-second",
      "unidentified-persons",
      "version-waits",
      "suppressions",
      "audit-unsealed",
      "appointments-waiting",
      "appointments-ending",
      "book-warnings",
      "book-second",
      "determinations-second",
      "rules-second",
      "removals-second",
      "plans-due",
      "plans-second",
    ]),
    count: Type.Integer({ minimum: 0 }),
    words: Words,
    /** The next step, in one sentence. */
    next: Words,
    /** Earliest deadline or oldest age among them, a day. */
    since: Type.Optional(Type.String()),
    dueOn: Type.Optional(Type.String()),
    link: Type.Optional(Type.String({ description: "Screen of the console" })),
  },
  { additionalProperties: false },
);
export type Task = Type.Static<typeof Task>;

/** Families of one region by national decile. */
export const RegionFigure = Type.Object(
  {
    code: Type.String(),
    name: Type.String(),
    families: Type.Integer(),
    persons: Type.Integer(),
    /** Ten counts of families, decile 1 first. */
    deciles: Type.Array(Type.Integer(), { minItems: 10, maxItems: 10 }),
  },
  { additionalProperties: false },
);
export type RegionFigure = Type.Static<typeof RegionFigure>;

/** What to do today, and how the officer's region stands. */
export const Home = Type.Object(
  {
    version: Type.Optional(VersionSummary),
    tasks: Type.Array(Task),
    region: RegionFigure,
    /** The regions one tier below: districts of a regency, villages of a district. */
    parts: Type.Array(RegionFigure),
  },
  { additionalProperties: false },
);
export type Home = Type.Static<typeof Home>;
