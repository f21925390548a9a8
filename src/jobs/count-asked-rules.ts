import { quiet } from "#domain/progress.ts";
import type { RuleEdits } from "#domain/rule-draft.ts";
import { asWorker } from "#store/transact.ts";
import { countRule } from "./count-rule.ts";
import type { House } from "./house.ts";

/** A count that ended: of which number, and what was wrong where something was. */
export type RuleCountEnd = { readonly count: number; readonly problem?: string };

type Taken = {
  readonly count_no: number;
  readonly program_code: string;
  readonly rule: { readonly effectiveOn: string; readonly edits: RuleEdits };
  readonly version_label: string;
};

/** Counts the rules that officers asked for on their screen, the oldest first, one at a time. */
export async function countAskedRules(
  house: House,
  today: string,
  failed: (error: unknown) => void,
): Promise<readonly RuleCountEnd[]> {
  const ended: RuleCountEnd[] = [];
  for (;;) {
    const [taken] = await asWorker(house.desk, (tx) =>
      tx.query<Taken>("select * from dtsen.take_rule_count()"),
    );
    if (taken === undefined) return ended;
    const end = await countTaken(house, taken, today, failed);
    await asWorker(house.desk, (tx) =>
      tx.query("select dtsen.end_rule_count($1, $2, $3)", [
        taken.count_no,
        "problem" in end ? end.problem : null,
        "counted" in end ? JSON.stringify(end.counted) : null,
      ]),
    );
    const count = Number(taken.count_no);
    ended.push("problem" in end ? { count, problem: end.problem } : { count });
  }
}

async function countTaken(
  house: House,
  { program_code: program, rule, version_label: version }: Taken,
  today: string,
  failed: (error: unknown) => void,
): Promise<{ readonly counted: object } | { readonly problem: string }> {
  // What the act is called changes no count; the day on which it begins does.
  const { effectiveOn, edits } = rule;
  const basis = { kind: "keputusan-menteri", number: "–––", signedOn: today, effectiveOn } as const;
  try {
    const question = { program, version, rule: { basis, edits }, today };
    const answer = await countRule(house, question, quiet);
    return answer.ok ? { counted: answer.value } : { problem: answer.problem };
  } catch (error) {
    failed(error);
    return { problem: "not-working" };
  }
}
