import {
  type JudgedGate,
  mayGiveReason,
  type OverrideProblem,
  QUALITY_GATES,
} from "#domain/quality-gate.ts";
import { accept, type Result, refuse } from "#domain/result.ts";
import type { Desk } from "#store/open.ts";
import { asWorker, type Tx } from "#store/transact.ts";

/** A gate of a version, and who has answered for it where it failed. */
export type StandingGate = JudgedGate & {
  readonly overrides: readonly {
    readonly by: string;
    readonly reason: string;
    readonly at: string;
  }[];
};

/** The gates of a version as the desk has them, in the order of the law book. */
export async function readGates(
  desk: Desk,
  label: string,
): Promise<Result<readonly StandingGate[], "version-unknown">> {
  return asWorker(desk, async (tx) => {
    const versionNo = await frozenNo(tx, label);
    return versionNo === undefined
      ? refuse("version-unknown")
      : accept(await gatesOf(tx, versionNo));
  });
}

async function gatesOf(tx: Tx, versionNo: number): Promise<readonly StandingGate[]> {
  const rows = await tx.query<StandingGate>(
    `select g.gate, g.figure, g.bound, g.outcome, g.basis, coalesce((
       select jsonb_agg(jsonb_build_object('by', o.username, 'reason', o.reason, 'at', o.at) order by o.at, o.username)
       from dtsen.gate_overrides(g.version_no) o where o.gate = g.gate), '[]') as overrides
     from dtsen.version_gate g where g.version_no = $1`,
    [versionNo],
  );
  return [...rows].sort((a, b) => QUALITY_GATES.indexOf(a.gate) - QUALITY_GATES.indexOf(b.gate));
}

export type OverrideDraft = {
  readonly label: string;
  readonly gate: string;
  readonly by: string;
  readonly reason: string;
};

/**
 * One of the two people who answer for publishing a version in spite of a failed gate; "waits" until another has given their
 * word too. Kept for ever, with the reason, in the audit log.
 */
export async function overrideGate(
  desk: Desk,
  { label, gate, by, reason }: OverrideDraft,
): Promise<Result<"waits" | "in-force", OverrideProblem>> {
  if (!QUALITY_GATES.some((one) => one === gate)) return refuse("gate-unknown");
  const said = mayGiveReason(reason);
  if (!said.ok) return said;
  return asWorker(desk, async (tx) => {
    const versionNo = await frozenNo(tx, label);
    if (versionNo === undefined) return refuse("version-unknown");
    const [row] = await tx.query<{ verdict: string }>(
      "select dtsen.override_gate($1, $2, $3, $4) as verdict",
      [versionNo, gate, by, said.value],
    );
    const verdict = row?.verdict;
    if (verdict === "waits" || verdict === "in-force") return accept(verdict);
    const refusal = REFUSALS.find((one) => one === verdict);
    if (refusal === undefined) throw new Error(`override_gate answered "${verdict}"`);
    return refuse(refusal);
  });
}

const REFUSALS = [
  "overriding-right-not-held",
  "reason-too-short",
  "version-is-published",
  "gate-not-failed",
  "overridden-already",
] as const satisfies OverrideProblem[];

async function frozenNo(tx: Tx, label: string): Promise<number | undefined> {
  const [row] = await tx.query<{ version_no: number }>(
    "select version_no from dtsen.version where label = $1 and state not in ('building', 'failed')",
    [label],
  );
  return row?.version_no;
}
