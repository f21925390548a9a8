import type { CrisisProblem } from "#domain/crisis-problems.ts";
import { accept, type Result, refuse } from "#domain/result.ts";
import { type CrisisWho, crisisRule, placeRule } from "#programs/crisis-rule.ts";
import type { Tx } from "#store/transact.ts";

/** An emergency as it is declared: the legal act, where and how long, who is listed, what is handed out. */
export type CrisisDraft = {
  readonly clientId: string;
  readonly kind: string;
  readonly name: string;
  readonly status: string;
  readonly paper: string;
  readonly signedOn: string;
  readonly startOn: string;
  readonly endOn: string;
  readonly areas: readonly (readonly [low: number, high: number])[];
  readonly who: CrisisWho;
  readonly items: readonly {
    readonly kind: string;
    readonly unit: string;
    readonly amount: number;
    readonly from_damage: number;
  }[];
  readonly budget: number;
  readonly confirmHours: number;
  readonly wellOffFrom: number;
  readonly sampleLeast: number;
};

/** Declares an emergency and makes its list at once. Until a second person confirms nothing is handed out. */
export async function declareCrisis(
  tx: Tx,
  draft: CrisisDraft,
): Promise<Result<number, CrisisProblem>> {
  const rule = crisisRule(draft.who);
  if (!rule.ok) return rule;
  const said = {
    kind: draft.kind,
    name: draft.name,
    status: draft.status,
    paper: draft.paper,
    signed_on: draft.signedOn,
    start_on: draft.startOn,
    end_on: draft.endOn,
    areas: draft.areas,
    items: draft.items,
    budget: draft.budget,
    rule: placeRule(rule.value),
    well_off_from: draft.wellOffFrom,
    sample_least: draft.sampleLeast,
  };
  const [row] = await tx.query<{
    verdict: "declared" | CrisisProblem;
    crisis_number: number | null;
  }>("select * from dtsen.declare_crisis($1, $2, $3)", [
    draft.clientId,
    JSON.stringify(said),
    draft.confirmHours,
  ]);
  if (row === undefined || row.verdict === "declared")
    return row?.crisis_number == null ? refuse("not-found") : accept(Number(row.crisis_number));
  return refuse(row.verdict);
}

/** What a step brings with it: the act of law that extends or ends, the number of the report. */
export type CrisisStepDraft = {
  readonly act: string;
  readonly paper?: string | undefined;
  readonly signedOn?: string | undefined;
  readonly endOn?: string | undefined;
  readonly status?: string | undefined;
  readonly confirmHours: number;
};

export async function stepCrisis(
  tx: Tx,
  crisisNo: number,
  draft: CrisisStepDraft,
): Promise<Result<"done", CrisisProblem>> {
  const said = {
    paper: draft.paper,
    signed_on: draft.signedOn,
    end_on: draft.endOn,
    status: draft.status,
  };
  const [row] = await tx.query<{ verdict: "done" | CrisisProblem }>(
    "select dtsen.step_crisis($1, $2, $3, $4) as verdict",
    [crisisNo, draft.act, JSON.stringify(said), draft.confirmHours],
  );
  const verdict = row?.verdict ?? "not-found";
  return verdict === "done" ? accept("done") : refuse(verdict);
}

/** Somebody who is not on the list: a name and a village are enough. The same key again is the same row. */
export async function addToCrisis(
  tx: Tx,
  crisisNo: number,
  clientId: string,
  said: {
    readonly name: string;
    readonly village: number;
    readonly from: number | undefined;
    readonly size: number;
  },
): Promise<Result<number, CrisisProblem>> {
  const [row] = await tx.query<{ verdict: "added" | CrisisProblem; row_number: number | null }>(
    "select * from dtsen.add_crisis_row($1, $2, $3)",
    [crisisNo, clientId, JSON.stringify(said)],
  );
  if (row === undefined || row.verdict === "added")
    return row?.row_number == null ? refuse("not-found") : accept(Number(row.row_number));
  return refuse(row.verdict);
}

/** One act of the field. A refusal is an answer: what else came with it is kept. */
export async function workInCrisis(
  tx: Tx,
  crisisNo: number,
  { id, rowNo, act, said }: FieldAct,
): Promise<"done" | CrisisProblem> {
  const [row] = await tx.query<{ verdict: "done" | CrisisProblem }>(
    "select dtsen.work_crisis($1, $2, $3, $4, $5) as verdict",
    [crisisNo, id, rowNo, act, JSON.stringify(said)],
  );
  return row?.verdict ?? "not-found";
}

export type FieldAct = {
  readonly id: string;
  readonly rowNo: number;
  readonly act: "check" | "hand-out" | "find";
  readonly said: Readonly<Record<string, string | number | undefined>>;
};

/** Opens the audit of every emergency whose last day is over; decides nothing. */
export async function openCrisisAudits(tx: Pick<Tx, "query">): Promise<readonly number[]> {
  const rows = await tx.query<{ crisis_no: number }>(
    "select dtsen.open_crisis_audits() as crisis_no",
  );
  return rows.map(({ crisis_no }) => Number(crisis_no));
}
