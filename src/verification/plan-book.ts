import { addDays, type PlainDate } from "#domain/plain-date.ts";
import {
  mayStep,
  type PlanEvent,
  type PlanProblem,
  type PlanStanding,
  readPlan,
} from "#domain/plan.ts";
import type { PlanAct } from "#domain/plan-acts.ts";
import { planTermsOn } from "#domain/plan-clock.ts";
import type { PlanGoal, PlanKind, PlanNeed, PlanReason } from "#domain/plan-terms.ts";
import { accept, type Result, refuse } from "#domain/result.ts";
import { findPasOf } from "#domain/target-group.ts";
import type { Tx } from "#store/transact.ts";

/** An event as the desk keeps it: with its number, its codes and its paper. */
export type PlanLine = PlanEvent & {
  readonly eventNo: number;
  readonly codes: readonly (PlanNeed | PlanGoal)[];
  readonly providerName: string | undefined;
  readonly paper: string | undefined;
};

export type PlanBook = { readonly openedOn: PlainDate; readonly lines: readonly PlanLine[] };

/** The book of a plan; undefined where nobody of this reader's has that number. */
export async function readPlanBook(tx: Tx, planNo: number): Promise<PlanBook | undefined> {
  const [plan] = await tx.query<{ opened_on: PlainDate }>(
    "select opened_on::text from dtsen.plan where plan_no = $1",
    [planNo],
  );
  if (plan === undefined) return undefined;
  const rows = await tx.query<LineRow>(
    `select e.event_no as "eventNo", e.act, e.on_day::text as "on", e.by_account::text as by, e.reason, e.codes,
       e.paper, e.paper_on::text as "paperOn", v.name as "providerName"
     from dtsen.plan_event e left join dtsen.provider v using (provider_no) where e.plan_no = $1 order by e.event_no`,
    [planNo],
  );
  const lines = rows.map((row) => ({
    ...row,
    reason: row.reason ?? undefined,
    paper: row.paper ?? undefined,
    paperOn: row.paperOn ?? undefined,
    providerName: row.providerName ?? undefined,
  }));
  return { openedOn: plan.opened_on, lines };
}

/** One act in a plan: what is done, why, with which paper, to whom it is referred. */
export type PlanDraft = {
  readonly act: PlanAct;
  readonly reason?: PlanReason | undefined;
  readonly codes: readonly (PlanNeed | PlanGoal)[];
  readonly providerNo?: number | undefined;
  readonly paper?: string | undefined;
  readonly paperOn?: PlainDate | undefined;
  readonly today: PlainDate;
  readonly now: Date;
};

const VERDICTS = [
  "not-found",
  "changed-meanwhile",
  "right-not-held",
  "not-natural",
  "provider-unfit",
  "no-place",
  "open-already",
] as const;
export type PlanStepProblem = PlanProblem | (typeof VERDICTS)[number];

/** The law book says whether and where to; the desk holds it to rights, two people, facts and capacity in the same transaction. */
export async function stepPlan(
  tx: Tx,
  planNo: number,
  draft: PlanDraft,
): Promise<Result<PlanStanding, PlanStepProblem>> {
  const book = await readPlanBook(tx, planNo);
  if (book === undefined) return refuse("not-found");
  const { act, reason, paper, paperOn, today } = draft;
  const [me] = await tx.query<{ account: string }>(
    "select dtsen.acting_account()::text as account",
  );
  const hasPaper = paper !== undefined && paperOn !== undefined;
  const may = mayStep(book.openedOn, book.lines, {
    act,
    on: today,
    by: me?.account ?? "",
    reason,
    paperOn,
    hasPaper,
    hasCodes: draft.codes.length > 0,
  });
  if (!may.ok) return may;
  const [row] = await tx.query<{ verdict: "written" | PlanStepProblem }>(
    "select dtsen.step_plan($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) as verdict",
    [
      planNo,
      book.lines.at(-1)?.eventNo ?? 0,
      act,
      reason ?? null,
      [...draft.codes],
      draft.providerNo ?? null,
      hasPaper ? paper : null,
      hasPaper ? paperOn : null,
      today,
      draft.now.toISOString(),
      may.value.state,
      may.value.dueOn ?? null,
    ],
  );
  if (row?.verdict === "written") return accept(may.value);
  return refuse(row?.verdict ?? "not-found");
}

/** Whom a plan is for: a family, or one person of it in a group of the twenty-six. */
export type PlanOpening = {
  readonly clientId: string;
  readonly kind: PlanKind;
  readonly familyId: number;
  readonly personId?: number | undefined;
  readonly ppks?: number | undefined;
  readonly today: PlainDate;
};

export type PlanOpenProblem = "not-found" | "open-already" | "key-reused" | "group-missing";

/** Opens a plan. The same message again is the same plan. A case plan asks for no decile: the assessment decides. */
export async function openPlan(
  tx: Tx,
  { clientId, kind, familyId, personId, ppks, today }: PlanOpening,
): Promise<Result<number, PlanOpenProblem>> {
  const pas = ppks === undefined ? undefined : findPasOf(ppks);
  if (kind === "case" && (personId === undefined || pas === undefined))
    return refuse("group-missing");
  const due = readPlan(today, []).dueOn ?? addDays(today, planTermsOn(today).days.assessing);
  const [row] = await tx.query<{
    verdict: "opened" | PlanOpenProblem;
    wanted_plan: number | null;
  }>("select * from dtsen.open_plan($1, $2, $3, $4, $5, $6, $7, $8)", [
    clientId,
    kind,
    familyId,
    personId ?? null,
    ppks ?? null,
    pas ?? null,
    today,
    due,
  ]);
  if (row?.verdict === "opened" && row.wanted_plan !== null) return accept(Number(row.wanted_plan));
  return refuse(row === undefined || row.verdict === "opened" ? "not-found" : row.verdict);
}

type LineRow = {
  readonly eventNo: number;
  readonly act: PlanAct;
  readonly on: PlainDate;
  readonly by: string;
  readonly reason: PlanReason | null;
  readonly codes: (PlanNeed | PlanGoal)[];
  readonly paper: string | null;
  readonly paperOn: PlainDate | null;
  readonly providerName: string | null;
};
