import { Type } from "typebox";
import { DecileBasis } from "./decile-basis.ts";
import { DecisionStanding } from "./decision-standing.ts";
import { Place } from "./region.ts";
import { SetAsideRow } from "./set-aside.ts";
import { VersionSummary } from "./versions.ts";
import { Words } from "./words.ts";

/** One thing the register holds, in words, as it was answered. */
export const Fact = Type.Object(
  {
    variable: Type.String(),
    label: Words,
    text: Words,
    absent: Type.Optional(Type.String({ description: "Why there is no answer" })),
    corrected: Type.Optional(Type.Boolean({ description: "A finding is laid over the version" })),
    source: Type.Optional(Words),
    asOf: Type.Optional(Type.String({ description: "Of an answer by its own record" })),
  },
  { additionalProperties: false },
);
export type Fact = Type.Static<typeof Fact>;

/** Facts asked together, with the source that won and the day it speaks of. */
export const FactGroup = Type.Object(
  {
    group: Type.String(),
    words: Words,
    source: Type.Optional(Words),
    asOf: Type.Optional(Type.String()),
    reason: Type.Optional(Words),
    facts: Type.Array(Fact),
  },
  { additionalProperties: false },
);
export type FactGroup = Type.Static<typeof FactGroup>;

/** How one field of ours compares with the civil registry's, which is never shown. */
export const CheckedFieldAnswer = Type.Object(
  {
    field: Type.Enum(["nik", "name", "birth-date", "kk", "sex"]),
    words: Words,
    answer: Type.Enum(["same", "near", "different", "not-known"]),
    says: Words,
  },
  { additionalProperties: false },
);
export type CheckedFieldAnswer = Type.Static<typeof CheckedFieldAnswer>;

/** The newest answer of the civil registry about a member. */
export const IdentityCheck = Type.Object(
  {
    outcome: Words,
    answeredOn: Type.String(),
    how: Words,
    fields: Type.Array(CheckedFieldAnswer),
    /** waiting: counts from the next version. outdated: the registry's own file is newer. */
    state: Type.Enum(["used", "waiting", "outdated"]),
    /** When the civil registry is asked again by itself. */
    recheckOn: Type.Optional(Type.String()),
  },
  { additionalProperties: false },
);
export type IdentityCheck = Type.Static<typeof IdentityCheck>;

export const Member = Type.Object(
  {
    personId: Type.String(),
    name: Type.String(),
    nik: Type.Optional(Type.String({ description: "Masked; whole only by the act of unmasking" })),
    isHead: Type.Boolean(),
    relationship: Words,
    sex: Words,
    age: Type.Optional(Type.Integer()),
    identity: Words,
    /** Where the identity check found something: what to tell the person. */
    identityHelp: Type.Optional(
      Type.Object({ differs: Words, bring: Words }, { additionalProperties: false }),
    ),
    identityCheck: Type.Optional(IdentityCheck),
    groups: Type.Array(FactGroup),
  },
  { additionalProperties: false },
);
export type Member = Type.Static<typeof Member>;

/** Where the family stands. Deciles are places among families, not income and not a judgement. */
export const Standing = Type.Object(
  {
    national: Type.Integer({ minimum: 1, maximum: 10 }),
    province: Type.Integer({ minimum: 1, maximum: 10 }),
    regency: Type.Integer({ minimum: 1, maximum: 10 }),
    percentile: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
    /** Where another sample could move it over a border: the deciles between which the place lies. */
    band: Type.Optional(
      Type.Object(
        {
          low: Type.Integer({ minimum: 1, maximum: 10 }),
          high: Type.Integer({ minimum: 1, maximum: 10 }),
        },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
);
export type Standing = Type.Static<typeof Standing>;

/** What one fact did to the place of the family: lower (poorer), higher (better off) or none. */
export const Contribution = Type.Object(
  {
    feature: Type.String(),
    label: Words,
    text: Words,
    direction: Type.Enum(["lower", "higher", "none"]),
    /** Share of all movement, in thousandths: for the bar, not a weight. */
    shareMilli: Type.Integer({ minimum: 0, maximum: 1000 }),
    importance: Type.Enum(["strong", "medium", "slight"]),
    /** Estimated, because the answer was missing. */
    estimated: Type.Boolean(),
    source: Type.Optional(Words),
    /** The day it speaks of; of several members the oldest. */
    asOf: Type.Optional(Type.String()),
  },
  { additionalProperties: false },
);
export type Contribution = Type.Static<typeof Contribution>;

/** One fact that says something else than in the version before, and which way that moved the family. */
export const FactChange = Type.Object(
  {
    feature: Type.String(),
    label: Words,
    before: Words,
    after: Words,
    direction: Type.Enum(["lower", "higher", "none"]),
    importance: Type.Enum(["strong", "medium", "slight"]),
  },
  { additionalProperties: false },
);
export type FactChange = Type.Static<typeof FactChange>;

/** What changed since the version before: the place, the facts, the model. Directions and classes of size, no weights. */
export const WhyChanged = Type.Object(
  {
    since: Type.Object(
      { label: Type.String(), asOf: Type.String(), decileBasis: DecileBasis },
      { additionalProperties: false },
    ),
    decileBefore: Type.Integer({ minimum: 1, maximum: 10 }),
    decileAfter: Type.Integer({ minimum: 1, maximum: 10 }),
    /** How many deciles the family's own facts and model moved it, and how many the families around it; they sum to the move. */
    byScore: Type.Optional(Type.Integer({ minimum: -9, maximum: 9 })),
    byOthers: Type.Optional(Type.Integer({ minimum: -9, maximum: 9 })),
    /** The strongest first. */
    facts: Type.Array(FactChange),
    /** What the model of this version does otherwise than the one before. */
    byModel: Type.Enum(["lower", "higher", "none"]),
  },
  { additionalProperties: false },
);
export type WhyChanged = Type.Static<typeof WhyChanged>;

export const Why = Type.Object(
  {
    modelId: Type.String(),
    sentence: Words,
    decileBasis: DecileBasis,
    contributions: Type.Array(Contribution),
    /** The contributions and the starting point give the stored score exactly. */
    readdsToScore: Type.Boolean(),
    /** Absent where the family did not stand in the version before, or that is not kept any more. */
    changed: Type.Optional(WhyChanged),
  },
  { additionalProperties: false },
);
export type Why = Type.Static<typeof Why>;

/** A fact that a rule looked at, as it stands today, with where it came from. */
export const RuleFact = Type.Object(
  {
    label: Words,
    text: Words,
    /** The member whose fact it is. */
    personId: Type.Optional(Type.String()),
    source: Type.Optional(Words),
    asOf: Type.Optional(Type.String()),
  },
  { additionalProperties: false },
);
export type RuleFact = Type.Static<typeof RuleFact>;

export const Decision = Type.Object(
  {
    program: Type.String(),
    name: Words,
    unit: Type.Enum(["family", "person"]),
    /** The member, where the program is for persons. */
    personId: Type.Optional(Type.String()),
    outcome: Type.String(),
    outcomeWords: Words,
    sentence: Words,
    /** What the family can do. */
    remedy: Type.Optional(Words),
    standing: DecisionStanding,
    /** Where a notice or a review speaks of the place: whether it is still theirs. */
    removal: Type.Optional(Words),
    /** Where the family is borderline at the program's cut: a sentence, never a chance. */
    nearCut: Type.Optional(Words),
    legalBasis: Type.Optional(Type.String()),
    rules: Type.Array(
      Type.Object(
        {
          words: Words,
          /** As it was when it was decided. */
          answer: Type.Enum(["true", "false", "unknown"]),
          /** True where this rule turned them away, or made somebody look first. */
          decides: Type.Boolean(),
          /** True where the facts of today would give another answer. */
          changed: Type.Boolean(),
          facts: Type.Array(RuleFact),
        },
        { additionalProperties: false },
      ),
    ),
    amountRupiah: Type.Optional(Type.String()),
  },
  { additionalProperties: false },
);
export type Decision = Type.Static<typeof Decision>;

export const FindingRow = Type.Object(
  {
    kind: Type.String(),
    words: Words,
    state: Words,
    on: Type.String(),
    dueOn: Type.Optional(Type.String()),
  },
  { additionalProperties: false },
);
export type FindingRow = Type.Static<typeof FindingRow>;

export const HistoryRow = Type.Object(
  {
    version: VersionSummary,
    national: Type.Optional(Type.Integer()),
    regency: Type.Optional(Type.Integer()),
    size: Type.Integer(),
  },
  { additionalProperties: false },
);
export type HistoryRow = Type.Static<typeof HistoryRow>;

/** One family as the law lets this officer see it. Never a vault category, never a weight. */
export const FamilySheet = Type.Object(
  {
    familyId: Type.String(),
    version: VersionSummary,
    headName: Type.String(),
    kk: Type.Optional(Type.String({ description: "Masked" })),
    address: Type.Optional(Type.String()),
    place: Place,
    size: Type.Integer(),
    ...{ factsAsOf: Type.Optional(Type.String()), unchangedOn: Type.Optional(Type.String()) },
    surveyed: Type.Optional(
      Type.Enum(["never"], {
        description: "never: known to the civil registry alone, so its place is only estimated",
      }),
    ),
    standing: Type.Optional(Standing),
    why: Type.Optional(Why),
    members: Type.Array(Member),
    groups: Type.Array(FactGroup),
    programs: Type.Array(Decision),
    /** Statements of other offices that somebody looked at and set aside: they do not count. */
    setAside: Type.Array(SetAsideRow),
    history: Type.Array(HistoryRow),
    findings: Type.Array(FindingRow),
  },
  { additionalProperties: false },
);
export type FamilySheet = Type.Static<typeof FamilySheet>;

/** Who opened this family's data, newest first. */
export const Reader = Type.Object(
  {
    entryNo: Type.String(),
    at: Type.String({ format: "date-time" }),
    /** Role and office; names of officers are for auditors. */
    role: Words,
    purpose: Words,
    act: Words,
  },
  { additionalProperties: false },
);
export type Reader = Type.Static<typeof Reader>;

export const Readers = Type.Object({ items: Type.Array(Reader) }, { additionalProperties: false });
export type Readers = Type.Static<typeof Readers>;
