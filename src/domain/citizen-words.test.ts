import { describe, expect, test } from "vitest";
import { NEUTRAL_OUTCOME_WORDS } from "./aid-proposal.ts";
import { CASE_KINDS, PROCEDURES } from "./case-kinds.ts";
import { CASE_STATE_WORDS } from "./case-state.ts";
import {
  COMPLAINT_PARTY_WORDS,
  COMPLAINT_REDRESS_WORDS,
  COMPLAINT_TOPIC_WORDS,
} from "./complaint.ts";
import { OBJECTION_ANSWER_WORDS, OBJECTION_GROUND_WORDS, QUESTIONED_FACTS } from "./objection.ts";
import { READY_ADVICE_WORDS, READY_QUESTION_WORDS } from "./pre-check.ts";
import type { Words } from "./words.ts";

/** What families read of their cases, each by where it stands in the law book (trust-and-ux.md B11, B14: U08, U16). */
const TOLD: readonly (readonly [string, Words])[] = [
  ...CASE_KINDS.flatMap((kind) => {
    const { steps, returns, pauses, refusals } = PROCEDURES[kind];
    const reasons = Object.entries({ ...returns, ...pauses, ...refusals });
    return [
      ...steps.map(({ id, words }) => [`${kind} ${id}`, words] as const),
      ...reasons.flatMap(([reason, { words, remedy }]) => [
        [`${kind} ${reason}`, words] as const,
        [`${kind} ${reason} remedy`, remedy] as const,
      ]),
    ];
  }),
  ...tableOf("state", CASE_STATE_WORDS),
  ...tableOf("outcome", NEUTRAL_OUTCOME_WORDS),
  ...tableOf("topic", COMPLAINT_TOPIC_WORDS),
  ...tableOf("party", COMPLAINT_PARTY_WORDS),
  ...tableOf("redress", COMPLAINT_REDRESS_WORDS),
  ...tableOf("ground", OBJECTION_GROUND_WORDS),
  ...tableOf("fact", QUESTIONED_FACTS),
  ...tableOf("answer", OBJECTION_ANSWER_WORDS),
  ...tableOf("question", READY_QUESTION_WORDS),
  ...tableOf("advice", READY_ADVICE_WORDS),
];

function tableOf(name: string, table: Readonly<Record<string, Words>>) {
  return Object.entries(table).map(([code, words]) => [`${name} ${code}`, words] as const);
}

/** Words of the trade, and words that blame. */
const AVOIDED =
  /\b(KPM|verval|invalid|padan|exclusion|inclusion|session|gagal|error|desil|eligible|BNBA|PMT)\b/i;
const MOST_WORDS = 12;

const sentencesOf = (text: string): readonly string[] =>
  text
    .split(/[.;:?!]\s+|[.;:?!]$/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== "");

describe("what families read of their cases", () => {
  test("was found: hundreds of texts of every kind", () => {
    expect(TOLD.length).toBeGreaterThan(150);
    for (const kind of CASE_KINDS)
      expect(TOLD.some(([where]) => where.startsWith(kind))).toBe(true);
  });

  test("has no word of the trade and no blame", () => {
    const found = TOLD.filter(([, { id }]) => AVOIDED.test(id)).map(
      ([where, { id }]) => `${where}: ${id}`,
    );
    expect(found).toEqual([]);
  });

  test("has sentences of at most twelve words", () => {
    const long = TOLD.flatMap(([where, { id }]) =>
      sentencesOf(id)
        .filter((sentence) => sentence.split(/\s+/).length > MOST_WORDS)
        .map((sentence) => `${where}: ${sentence}`),
    );
    expect(long).toEqual([]);
  });

  test("says what to do after every refusal, return and wait", () => {
    for (const kind of CASE_KINDS)
      for (const table of [
        PROCEDURES[kind].returns,
        PROCEDURES[kind].pauses,
        PROCEDURES[kind].refusals,
      ])
        for (const [reason, { remedy }] of Object.entries(table))
          expect([kind, reason, remedy.id.length > 10]).toEqual([kind, reason, true]);
  });
});
