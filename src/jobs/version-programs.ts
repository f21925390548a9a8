import { readFile } from "node:fs/promises";
import { accept, type Result, refuse } from "#domain/result.ts";
import { VERSION_PROGRAM_PROBLEMS, type VersionProgramProblem } from "#domain/version-program.ts";
import { parseBudgets, parseQuotas } from "#programs/parse-quotas.ts";
import { findProgram, PROGRAMS } from "#programs/programs.ts";
import type { Desk } from "#store/open.ts";
import { asWorker } from "#store/transact.ts";

/** That versions as of a day and later determine a program, or no longer do. */
export type VersionProgramDraft = {
  readonly program: string;
  readonly isIn: boolean;
  readonly from: string;
  /** Places that were decreed, as `dtsen determine` reads them; without it those of the example. */
  readonly quotaFile?: string | undefined;
  /** Rupiah of one phase likewise; without them places are bounded by the quota alone. */
  readonly budgetFile?: string | undefined;
  readonly reason: string;
  readonly by: string;
};

/** Proposes it; a second account confirms. Answers the number of the proposal. */
export async function proposeVersionProgram(
  desk: Desk,
  { program, isIn, from, quotaFile, budgetFile, reason, by }: VersionProgramDraft,
): Promise<Result<number, VersionProgramProblem>> {
  if (findProgram(program) === undefined) return refuse("program-unknown");
  const saysNothing = isIn && quotaFile === undefined && budgetFile === undefined;
  if (isOfEveryVersion(program) && saysNothing) return refuse("of-every-version");
  const places = await readOwn(quotaFile, program, parseQuotas, "quotas-unreadable");
  if (!places.ok) return places;
  const money = await readOwn(budgetFile, program, parseBudgets, "budgets-unreadable");
  if (!money.ok) return money;
  return asWorker(desk, async (tx) => {
    const [row] = await tx.query<{ verdict: string; made: number | null }>(
      "select verdict, made from dtsen.propose_version_program($1, $2, $3, $4, $5, $6, $7)",
      [program, isIn, from, places.value, money.value, reason, by],
    );
    const verdict = row?.verdict ?? "";
    return verdict === "proposed" ? accept(Number(row?.made)) : refuse(problemOf(verdict));
  });
}

/** Determined by every version: only its places and its money are said by people, and an end of them is no end of it. */
export const isOfEveryVersion = (program: string): boolean =>
  PROGRAMS.some(({ id }) => id === program);

/** The rows of a file, all of this program, as the desk keeps them; null where there is none. */
async function readOwn<Problem extends VersionProgramProblem>(
  file: string | undefined,
  program: string,
  parse: (text: string) => Result<readonly { readonly program: string }[], string>,
  problem: Problem,
): Promise<Result<string | null, Problem>> {
  if (file === undefined) return accept(null);
  const read = parse(await readFile(file, "utf8").catch(() => ""));
  const isOwn =
    read.ok && read.value.length > 0 && read.value.every((one) => one.program === program);
  return isOwn ? accept(JSON.stringify(read.value, bigAsText)) : refuse(problem);
}

const bigAsText = (_key: string, value: unknown): unknown =>
  typeof value === "bigint" ? String(value) : value;

/** The second person's word; who proposed may say no to it too. */
export async function answerVersionProgram(
  desk: Desk,
  given: { readonly entry: number; readonly answer: "confirmed" | "refused"; readonly by: string },
): Promise<Result<"confirmed" | "refused", VersionProgramProblem>> {
  return asWorker(desk, async (tx) => {
    const [row] = await tx.query<{ verdict: string }>(
      "select dtsen.answer_version_program($1, $2, $3) as verdict",
      [given.entry, given.answer, given.by],
    );
    const verdict = row?.verdict ?? "";
    return verdict === given.answer ? accept(given.answer) : refuse(problemOf(verdict));
  });
}

function problemOf(verdict: string): VersionProgramProblem {
  const problem = VERSION_PROGRAM_PROBLEMS.find((one) => one === verdict);
  if (problem === undefined) throw new Error(`the desk answered "${verdict}"`);
  return problem;
}

export type VersionProgramEntry = {
  readonly entry: number;
  readonly program: string;
  readonly isIn: boolean;
  readonly from: string;
  readonly hasQuotas: boolean;
  readonly hasBudgets: boolean;
  readonly reason: string;
  readonly proposedBy: string;
  readonly proposedOn: string;
  readonly answer: "confirmed" | "refused" | null;
  readonly answeredBy: string | null;
};

/** All that was said of programs of versions, the newest first. */
export async function listVersionPrograms(desk: Desk): Promise<readonly VersionProgramEntry[]> {
  return asWorker(desk, (tx) =>
    tx.query<VersionProgramEntry>(
      `select entry::int, program, is_in as "isIn", from_day::text as "from", has_quotas as "hasQuotas",
         has_budgets as "hasBudgets", ground as reason,
         proposed_by as "proposedBy", proposed_on::text as "proposedOn", answer, answered_by as "answeredBy"
       from dtsen.version_program_log()`,
    ),
  );
}
