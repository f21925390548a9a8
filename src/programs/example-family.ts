import type { Words } from "#domain/words.ts";
import type { DraftedRule } from "./draft-rule.ts";
import type { Subject } from "./evaluate-expression.ts";
import { judgeSubject, type RuleAnswer, refuses } from "./judge-subject.ts";
import { programCut } from "./program-cut.ts";
import { ALL_DECILES } from "./rule-terms.ts";
import { type Ruleset, rulesetOn } from "./ruleset.ts";

/** Every fact that rules ask of a person, answered so that none applies. */
const NOBODY = {
  life_status: 1,
  presence: 1,
  identity_status: "padan",
  age: 40,
  sex: 2,
  relationship: 8,
  job_status: 1,
  school_participation: 3,
  school_level: -4,
  school_class: -4,
  pregnant: 0,
  nutrition: -4,
  has_chronic_disease: 0,
  pbi_regional: 0,
  diploma: 3,
  difficulty_sight: 4,
  difficulty_hearing: 4,
  difficulty_walking: 4,
  difficulty_hands: 4,
  difficulty_learning: 4,
  difficulty_speech: 4,
  difficulty_selfcare: 4,
  difficulty_memory: 4,
};

/** A family nobody is: a grandmother of 65, a mother, a pupil and a small child, in a decile. */
function exampleFamily(decile: number): Subject {
  const members = [
    { relationship: 1, age: 65 },
    { relationship: 3, age: 38 },
    { age: 9, school_participation: 2, school_level: 1, school_class: 3 },
    { age: 6 },
  ].map((one, i) => ({ personId: BigInt(i + 1), facts: { ...NOBODY, ...one } }));
  return {
    family: {
      family_id: 1,
      village_no: 3273012001,
      size: members.length,
      decile_national: decile,
      car: 0,
      receives_pkh: 0,
      receives_sembako: 0,
    },
    members,
    evidence: [],
  };
}

/** One rule's answer for the example, by one side. */
export type ExampleAnswer = {
  readonly says: Words;
  readonly answer: "holds" | "refuses" | "asks" | "unknown";
};

export type ExampleSide = {
  readonly fits: boolean;
  readonly rupiah: number;
  readonly answers: ExampleAnswer[];
};

export type Example = {
  readonly decile: number;
  readonly before: ExampleSide;
  readonly after: ExampleSide;
};

/** The worked trace of one family by both rules: it stands where the deciles of the two part, else in decile 1. */
export function workExample({ before, after, change }: DraftedRule): Example {
  const [old, now] = [rulesetOn(before, change.validFrom), rulesetOn(after, change.validFrom)];
  const cuts = [old, now].map((ruleset) => programCut(ruleset)?.cut ?? ALL_DECILES);
  const decile = cuts[0] === cuts[1] ? 1 : Math.max(...cuts);
  return { decile, before: sideOf(old, decile), after: sideOf(now, decile) };
}

function sideOf(ruleset: Ruleset, decile: number): ExampleSide {
  const family = exampleFamily(decile);
  const [, , pupil] = family.members;
  const subject =
    ruleset.program.unit === "person" && pupil !== undefined
      ? { ...family, person: pupil }
      : family;
  const verdict = judgeSubject(ruleset, subject);
  return {
    fits: verdict.refusedBy === undefined,
    rupiah: Number(verdict.amountRupiah),
    answers: verdict.answers
      .filter(({ rule }) => rule.kind !== "amount")
      .map((one) => ({ says: one.rule.says, answer: answerOf(one) })),
  };
}

function answerOf({ rule, trace: { truth } }: RuleAnswer): ExampleAnswer["answer"] {
  if (refuses(rule, truth)) return "refuses";
  if (truth === "unknown") return "unknown";
  return rule.kind === "check" && truth ? "asks" : "holds";
}
