import { RULE_ACT_WORDS, type RuleAct, type RuleDraftState } from "#domain/rule-draft.ts";
import type { ChangedLine } from "#programs/rule-words.ts";
import type { Desk } from "#store/open.ts";
import { asWorker } from "#store/transact.ts";

/** A proposed rule as the command line shows it. */
export type ListedRuleDraft = {
  readonly number: number;
  readonly program: string;
  readonly effectiveOn: string;
  readonly act: string;
  readonly state: RuleDraftState;
  readonly said: readonly ChangedLine[];
  readonly beforeRuleset: string;
  readonly afterRuleset: string;
  readonly words: readonly {
    readonly state: RuleDraftState;
    readonly by: string;
    readonly at: string;
    readonly reason: string | null;
  }[];
};

type Row = Omit<ListedRuleDraft, "act"> & { readonly kind: RuleAct; readonly act_number: string };

/** Every proposed rule, the newest first, with what was said of it. */
export async function listRuleDrafts(desk: Desk): Promise<readonly ListedRuleDraft[]> {
  const rows = await asWorker(desk, (tx) =>
    tx.query<Row>(
      `select d.draft_no::int as number, d.program_code as program, d.effective_on::text as "effectiveOn", d.act_kind as kind,
         d.act_number, dtsen.rule_draft_state(d.draft_no) as state, d.said, d.before_ruleset as "beforeRuleset",
         d.after_ruleset as "afterRuleset", dtsen.rule_draft_log(d.draft_no) as words
       from dtsen.rule_draft d order by 1 desc`,
    ),
  );
  return rows.map(({ kind, act_number, ...row }) => ({
    ...row,
    act: `${RULE_ACT_WORDS[kind].id} ${act_number}`,
  }));
}
