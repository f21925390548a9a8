import type { Probe } from "#test/work-probes.ts";

/** Statements that plant a proposed rule and what was said of it. */
export const plantedRules = (version: number): string => `
    insert into rule_part values (${version}, 'x', 3204, 1, 1, '{}');
    insert into rule_draft (program_code, effective_on, act_kind, act_number, act_signed_on, edits, change, said, before_ruleset,
        after_ruleset, proposed_by)
      values ('x', '2031-01-01', 'keputusan-menteri', '12/HUK/2030', '2030-12-01', '{}',
        '{"validFrom": "2031-01-01", "rules": []}', '[]', 'x', 'y', 1);
    insert into rule_draft_word (draft_no, state, account_id) values (1, 'proposed', 1);
    insert into rule_count (program_code, rule, rule_sha256, version_no, asked_by) values ('x', '{}', repeat('0', 64), ${version}, 1);
    insert into version_program (program_code, is_in, from_day, ground, proposed_by)
      values ('x', true, '2031-01-01', 'a decision of the council', 1);`;

/** Nobody proposes a rule or puts one into force but as themselves, by the functions that know both people. */
export const RULE_REFUSALS: readonly (readonly [role: string, table: string, sql: string])[] = [
  [
    "dtsen_app",
    "rule_draft_word",
    "insert into dtsen.rule_draft_word (draft_no, state, account_id) values (1, 'activated', 2)",
  ],
  [
    "dtsen_worker",
    "rule_draft_word",
    "insert into dtsen.rule_draft_word (draft_no, state, account_id) values (1, 'activated', 2)",
  ],
  [
    "dtsen_worker",
    "version_program",
    "update dtsen.version_program set answer = 'confirmed', answered_by = 2, answered_at = now()",
  ],
  ["dtsen_app", "version_program", "delete from dtsen.version_program"],
  ["dtsen_worker", "rule_draft", "update dtsen.rule_draft set after_ruleset = after_ruleset"],
  ["dtsen_app", "rule_part", "select from dtsen.rule_part"],
  ["dtsen_app", "rule_count", "update dtsen.rule_count set state = 'running'"],
  ["dtsen_worker", "rule_count", "update dtsen.rule_count set state = 'running'"],
];

const DRAFT = {
  basis: {
    kind: "keputusan-menteri",
    number: "12/HUK/2030",
    signedOn: "2026-01-05",
    effectiveOn: "2031-01-01",
  },
  edits: { values: { decile: 2 }, ended: [], added: [], settled: [] },
};

/** Whoever reads figures reads rules; whoever determines a program tries, proposes and answers. */
export function ruleProbes(figures: (role: string) => boolean): Readonly<Record<string, Probe>> {
  const isDeterminer = (role: string) => role === "program-determiner";
  return {
    readProgramRule: async ({ role, ask }) => {
      const { status } = await ask("GET", "/api/v1/programs/pkh/rule");
      return [{ at: `${role} rule`, expected: figures(role), given: status === 200 }];
    },
    previewRule: async ({ role, ask }) => {
      const { status } = await ask("POST", "/api/v1/programs/pkh/rule/preview", { body: DRAFT });
      return [{ at: `${role} tries a rule`, expected: isDeterminer(role), given: status === 200 }];
    },
    countRuleExactly: async ({ role, ask }) => {
      const { status } = await ask("POST", "/api/v1/programs/pkh/rule/counts", { body: DRAFT });
      return [
        { at: `${role} has a rule counted`, expected: isDeterminer(role), given: status === 200 },
      ];
    },
    readRuleCount: async ({ role, ask }) => {
      const { status } = await ask("GET", "/api/v1/rule-counts/999");
      return [
        { at: `${role} looks at a count`, expected: isDeterminer(role), given: status === 404 },
      ];
    },
    proposeRule: async ({ role, ask }) => {
      // A program that the determiner of the matrix determines, and a wrong rule: who may is told what is wrong.
      const { status } = await ask("POST", "/api/v1/programs/pkh/rule/drafts", {
        body: { ...DRAFT, edits: { ...DRAFT.edits, values: { decile: 99 } } },
        headers: { "idempotency-key": `rule-${role}` },
      });
      return [
        { at: `${role} proposes a rule`, expected: isDeterminer(role), given: status === 400 },
      ];
    },
    answerRule: async ({ role, ask }) => {
      const { status } = await ask("POST", "/api/v1/rule-drafts/999/answers", {
        body: { answer: "activated" },
        headers: { "idempotency-key": `rule-answer-${role}` },
      });
      return [
        { at: `${role} answers a rule`, expected: isDeterminer(role), given: status === 404 },
      ];
    },
  };
}
