import type pg from "pg";
import { READERS } from "#test/area-probes.ts";
import { keptEvaluation } from "#test/made-evaluation.ts";
import type { Probe } from "#test/work-probes.ts";

/** An evaluation of the first two versions of the matrix. */
export async function plantEvaluation(
  owner: pg.Pool,
  [from, to]: readonly [number, number],
): Promise<void> {
  await owner.query(keptEvaluation(String(from), String(to)));
}

/** Evaluations name nobody: whoever reads figures reads them, wherever they are. */
export function evaluationProbes(): Readonly<Record<string, Probe>> {
  const read =
    (path: string): Probe =>
    async ({ role, ask }) => {
      const { status } = await ask("GET", `/api/v1/evaluations${path}`);
      return [
        { at: `${role} evaluations${path}`, expected: READERS.has(role), given: status === 200 },
      ];
    };
  return { listEvaluations: read(""), readEvaluation: read("/1") };
}

/** What is kept is kept by the worker alone, and stays. */
export const EVALUATION_REFUSALS: readonly (readonly [role: string, table: string, sql: string])[] =
  [
    ["dtsen_app", "program_evaluation", keptEvaluation("1", "2")],
    ["dtsen_worker", "program_evaluation", "update dtsen.program_evaluation set answer = answer"],
    ["dtsen_worker", "plan", "select from dtsen.plan"],
  ];
