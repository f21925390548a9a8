import {
  DETERMINATION_PROBLEMS,
  type DeterminationAnswer,
  type DeterminationProblem,
} from "#domain/determination.ts";
import { mayGiveReason } from "#domain/quality-gate.ts";
import { accept, type Result, refuse } from "#domain/result.ts";
import { findProgram } from "#programs/programs.ts";
import type { Desk } from "#store/open.ts";
import { asWorker } from "#store/transact.ts";

/** Proposes a program's list of a version in the name of an account that determines it; answers its number. */
export async function proposeDetermination(
  desk: Desk,
  { label, program, by }: { readonly label: string; readonly program: string; readonly by: string },
): Promise<Result<number, DeterminationProblem>> {
  if (findProgram(program) === undefined) return refuse("program-unknown");
  return asWorker(desk, async (tx) => {
    const [row] = await tx.query<{ verdict: string; made: number | null }>(
      `select p.verdict, p.made from dtsen.version v
       cross join lateral dtsen.propose_determination(v.version_no, $2, $3) p where v.label = $1`,
      [label, program, by],
    );
    if (row === undefined) return refuse("version-unknown");
    return row.verdict === "proposed" ? accept(Number(row.made)) : refuse(problemOf(row.verdict));
  });
}

/** The second person's word on it, or its end. */
export async function answerDetermination(
  desk: Desk,
  given: {
    readonly number: number;
    readonly answer: DeterminationAnswer;
    readonly reason: string;
    readonly by: string;
  },
): Promise<Result<DeterminationAnswer, DeterminationProblem>> {
  const { number, answer, reason, by } = given;
  const said = answer === "approved" ? accept("") : mayGiveReason(reason);
  if (!said.ok) return said;
  return asWorker(desk, async (tx) => {
    const [row] = await tx.query<{ verdict: string }>(
      "select dtsen.answer_determination($1, $2, $3, $4) as verdict",
      [number, answer, said.value, by],
    );
    const verdict = row?.verdict ?? "";
    return verdict === answer ? accept(answer) : refuse(problemOf(verdict));
  });
}

function problemOf(verdict: string): DeterminationProblem {
  const problem = DETERMINATION_PROBLEMS.find((one) => one === verdict);
  if (problem === undefined) throw new Error(`the desk answered "${verdict}"`);
  return problem;
}

export type ListedDetermination = {
  readonly number: number;
  readonly program: string;
  readonly label: string;
  readonly kind: string;
  readonly state: string;
  readonly recipients: number;
};

/** Every determination, the newest first. */
export async function listDeterminations(desk: Desk): Promise<readonly ListedDetermination[]> {
  return asWorker(desk, (tx) =>
    tx.query<ListedDetermination>(
      `select d.determination_no::int as number, d.program_code as program, v.label, d.kind,
         dtsen.determination_state(d.determination_no) as state, (d.counts ->> 'recipient')::int as recipients
       from dtsen.determination d join dtsen.version v on v.version_no = d.version_no order by 1 desc`,
    ),
  );
}
