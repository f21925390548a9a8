import type { JudgedBudget } from "#domain/removal-budget.ts";
import type { Desk } from "#store/open.ts";
import { asWorker, type Tx } from "#store/transact.ts";
import type { DeterminedBase } from "./determined-places.ts";
import { orWithheld, type RemovalFigures } from "./removal-figures.ts";

export type RunDraft = RemovalFigures & {
  readonly before: { readonly version_no: number };
  readonly after: { readonly version_no: number };
  readonly budgets: readonly JudgedBudget[];
  readonly sha256: string;
  readonly replyDays: number;
  readonly heldAgainst: readonly DeterminedBase[];
};

/** Keeps a simulation at the desk; as long as the list is the same it is the same run, and the words given for it stand. */
export async function keepRun(desk: Desk, draft: RunDraft): Promise<number> {
  const pair = [draft.before.version_no, draft.after.version_no];
  return asWorker(desk, async (tx) => {
    await tx.query("select 1 from dtsen.version where version_no = $1 for update", [pair[1]]);
    const numbers = draft.heldAgainst.map(({ determinationNo }) => determinationNo);
    const [kept] = await tx.query<{ run_no: number }>(
      `select (n).run_no from dtsen.removal_run_of($1, $2) n
       where (n).file_sha256 = $3 and (n).reply_days = $4 and (n).determinations = $5`,
      [...pair, draft.sha256, draft.replyDays, numbers],
    );
    if (kept !== undefined) return Number(kept.run_no);
    const { programs, heldAgainst } = draft;
    const [run] = await tx.query<{ run_no: number }>(
      `insert into dtsen.removal_run (before_no, version_no, figures, file_sha256, reply_days, determinations)
       values ($1, $2, $3, $4, $5, $6) returning run_no`,
      [...pair, JSON.stringify({ programs, heldAgainst }), draft.sha256, draft.replyDays, numbers],
    );
    const runNo = Number(run?.run_no);
    await addBounds(tx, runNo, draft.budgets);
    return runNo;
  });
}

/** Every bound of the nation; of regencies those that are passed, which are large enough to tell of nobody. */
async function addBounds(tx: Tx, runNo: number, budgets: readonly JudgedBudget[]): Promise<void> {
  for (const one of budgets) {
    if (one.tier === "regency" && one.outcome !== "over") continue;
    const isTold = one.outcome === "over" || orWithheld(one.leaving) !== null;
    await tx.query(
      `insert into dtsen.removal_bound (run_no, program, tier, area_no, cause, leaving, recipients, permille, bound, outcome,
         basis, is_example) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
      [
        runNo,
        one.program,
        one.tier,
        one.areaNo,
        one.cause,
        isTold ? one.leaving : null,
        one.recipients,
        isTold ? one.permille : null,
        one.bound,
        one.outcome,
        one.basis,
        one.isExample,
      ],
    );
  }
}

/** A program that is over its budget and lacks somebody's word. */
export type OverBudget = {
  readonly program: string;
  readonly bounds: number;
  readonly people: number;
};

/** Programs of a run over their budget for which fewer than two people answer. */
export function listOverBudget(desk: Desk, runNo: number): Promise<readonly OverBudget[]> {
  return asWorker(desk, (tx) =>
    tx.query<OverBudget>("select * from dtsen.removals_over_budget($1)", [runNo]),
  );
}
