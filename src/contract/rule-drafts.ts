import { Type } from "typebox";
import {
  ADDED_KINDS,
  RULE_ACTS,
  RULE_DRAFT_ANSWERS,
  RULE_DRAFT_STATES,
} from "#domain/rule-draft.ts";
import { DecileBasis } from "./decile-basis.ts";
import { RuleFact } from "./reference.ts";
import { Region } from "./region.ts";
import { VersionSummary } from "./versions.ts";
import { Words } from "./words.ts";

const closed = { additionalProperties: false } as const;
const Day = Type.String({ format: "date" });
const Count = Type.Union([Type.Integer({ minimum: 0 }), Type.Null()], {
  description: "Null where the number is withheld: small, or telling of a small one",
});
const Sentence = Type.String({ maxLength: 240 });

/** What is typed of a rule: numbers of its terms, rules that end, rules that begin, and what the act settles. */
export const RuleEditsDraft = Type.Object(
  {
    values: Type.Record(Type.String({ maxLength: 60 }), Type.Integer(), {
      description: "Numbers by the ids of terms",
    }),
    ended: Type.Array(Type.String({ maxLength: 60 }), { maxItems: 30 }),
    added: Type.Array(
      Type.Object(
        {
          kind: Type.Enum([...ADDED_KINDS]),
          when: Type.Unknown({ description: "A condition of the rule language" }),
          says: Sentence,
          tells: Sentence,
          remedy: Sentence,
        },
        closed,
      ),
      { maxItems: 5 },
    ),
    settled: Type.Array(Type.String({ maxLength: 500 }), {
      maxItems: 10,
      description: "Open questions of the card that the act settles, by their Indonesian sentence",
    }),
  },
  closed,
);
export type RuleEditsDraft = Type.Static<typeof RuleEditsDraft>;

export const RuleBasisDraft = Type.Object(
  {
    kind: Type.Enum([...RULE_ACTS]),
    number: Type.String({ maxLength: 120 }),
    signedOn: Type.String({ maxLength: 10 }),
    effectiveOn: Type.String({ maxLength: 10 }),
  },
  closed,
);

export const RuleDraftDraft = Type.Object({ basis: RuleBasisDraft, edits: RuleEditsDraft }, closed);
export type RuleDraftDraft = Type.Static<typeof RuleDraftDraft>;

const Line = Type.Object(
  {
    kind: Type.Enum(["rule", "number", "settled"]),
    what: Words,
    before: Type.Optional(Words),
    after: Type.Optional(Words),
  },
  closed,
);

const Group = {
  families: Count,
  before: Count,
  after: Count,
  staying: Count,
  comingIn: Count,
  goingOut: Count,
};

/** Counts of a proposed rule beside the one in force, over the version in force; small ones withheld. */
export const RuleCounted = Type.Object(
  {
    version: VersionSummary,
    unit: Type.Enum(["family", "person"]),
    before: Count,
    after: Count,
    staying: Count,
    comingIn: Count,
    goingOut: Count,
    phaseRupiahBefore: Count,
    phaseRupiahAfter: Count,
    yearRupiahBefore: Count,
    yearRupiahAfter: Count,
    deciles: Type.Array(Type.Object({ decile: Type.Integer(), ...Group }, closed)),
    provinces: Type.Array(Type.Object({ region: Region, ...Group }, closed)),
    regencies: Type.Array(Type.Object({ region: Region, ...Group }, closed)),
    unknown: Type.Array(Words, {
      description: "Changes whose consequences these counts cannot tell",
    }),
    isCostKnown: Type.Boolean(),
    quotasAreExample: Type.Boolean(),
    /** Determined twice over every family, ages, limits and conditions too; absent where grouped counts were read. */
    isExact: Type.Optional(Type.Literal(true)),
  },
  closed,
);
export type RuleCounted = Type.Static<typeof RuleCounted>;

const Side = Type.Object(
  {
    fits: Type.Boolean(),
    rupiah: Type.Integer(),
    answers: Type.Array(
      Type.Object(
        { says: Words, answer: Type.Enum(["holds", "refuses", "asks", "unknown"]) },
        closed,
      ),
    ),
  },
  closed,
);

/** What a proposed rule would be: mistakes with their places, or what is otherwise, in words and counted. */
export const RulePreviewAnswer = Type.Object(
  {
    mistakes: Type.Array(
      Type.Object({ code: Type.String(), at: Type.String(), says: Words, remedy: Words }, closed),
    ),
    lines: Type.Array(Line),
    counted: Type.Optional(RuleCounted),
    decileBasis: Type.Optional(DecileBasis),
    example: Type.Optional(
      Type.Object({ decile: Type.Integer(), before: Side, after: Side }, closed),
    ),
  },
  closed,
);
export type RulePreviewAnswer = Type.Static<typeof RulePreviewAnswer>;

export const RuleDraft = Type.Object(
  {
    number: Type.Integer(),
    state: Type.Enum([...RULE_DRAFT_STATES]),
    stateWords: Words,
    effectiveOn: Day,
    act: Words,
    signedOn: Day,
    lines: Type.Array(Line),
    beforeRuleset: Type.String(),
    afterRuleset: Type.String(),
    counted: Type.Optional(RuleCounted),
    exact: Type.Optional(RuleCounted),
    words: Type.Array(
      Type.Object(
        {
          state: Type.Enum([...RULE_DRAFT_STATES]),
          stateWords: Words,
          by: Type.Optional(Type.String()),
          isMine: Type.Boolean(),
          reason: Type.Optional(Type.String()),
          at: Type.String({ format: "date-time" }),
        },
        closed,
      ),
    ),
    may: Type.Object(
      {
        activate: Type.Boolean(),
        return: Type.Boolean(),
        withdraw: Type.Boolean(),
        cancel: Type.Boolean(),
      },
      closed,
    ),
  },
  closed,
);
export type RuleDraft = Type.Static<typeof RuleDraft>;

/** A program's rule as it may be edited, and everything that was proposed of it. */
export const ProgramRule = Type.Object(
  {
    id: Type.String(),
    name: Words,
    unit: Type.Enum(["family", "person"]),
    on: Day,
    rulesetId: Type.String(),
    terms: Type.Array(
      Type.Object(
        {
          id: Type.String(),
          kind: Type.Enum(["decile", "count", "rupiah", "age", "amount"]),
          words: Words,
          value: Type.Integer(),
          low: Type.Integer(),
          high: Type.Integer(),
        },
        closed,
      ),
    ),
    rules: Type.Array(
      Type.Object({ id: Type.String(), says: Words, mayEnd: Type.Boolean() }, closed),
    ),
    facts: Type.Array(RuleFact),
    notEstablished: Type.Array(Words),
    firstDay: Type.String({
      format: "date",
      description: "The first day on which a change may begin",
    }),
    mayPropose: Type.Boolean(),
    drafts: Type.Array(RuleDraft),
  },
  closed,
);
export type ProgramRule = Type.Static<typeof ProgramRule>;

/** An exact count that was asked for: under way, done, or why not. */
export const RuleCountState = Type.Object(
  {
    number: Type.Integer(),
    state: Type.Enum(["asked", "running", "done", "failed"]),
    counted: Type.Optional(RuleCounted),
    problem: Type.Optional(Words),
  },
  closed,
);
export type RuleCountState = Type.Static<typeof RuleCountState>;

export const RuleProposed = Type.Object({ number: Type.Integer() }, closed);
export type RuleProposed = Type.Static<typeof RuleProposed>;

export const RuleAnswerDraft = Type.Object(
  {
    answer: Type.Enum([...RULE_DRAFT_ANSWERS]),
    reason: Type.Optional(Type.String({ maxLength: 500 })),
  },
  closed,
);
export type RuleAnswerDraft = Type.Static<typeof RuleAnswerDraft>;

export const RuleAnswered = Type.Object({ state: Type.Enum([...RULE_DRAFT_ANSWERS]) }, closed);
