import type { CrossTableDraft, CrossTableReceipt } from "#contract/cross-tables.ts";
import {
  getTableVariable,
  isCountedOn,
  parseTable,
  TABLE_PROBLEM_WORDS,
} from "#domain/cross-table.ts";
import { LAKE_ASK_PROBLEM_WORDS, type LakeAskProblem } from "#domain/lake-job.ts";
import type { Words } from "#domain/words.ts";
import { askCrossTable } from "#store/lake-jobs.ts";
import type { Tx } from "#store/transact.ts";
import type { ProblemEntry } from "./problem.ts";

/** Why a table is not counted, ready to be sent. */
export type TableRefusal = { readonly code: string; readonly entry: ProblemEntry };

const TITLE = "Tabel tidak dapat disusun";
const MEND = "Perbaiki isian, lalu kirim lagi. / Mend the form and send again.";

const STATUS = {
  "right-not-held": 403,
  "area-unknown": 400,
  "area-not-yours": 403,
  "variable-unknown": 400,
  "version-not-published": 409,
  "too-many-waiting": 429,
} as const satisfies Record<LakeAskProblem, number>;

/** Asks for a table as whoever acts: the law book first, then the desk, which knows whose region it is. */
export async function askTable(
  tx: Tx,
  draft: CrossTableDraft,
  requestId: string,
): Promise<CrossTableReceipt | TableRefusal> {
  const question = parseTable(draft);
  if (!question.ok) {
    return refusalOf(question.problem, 400, TABLE_PROBLEM_WORDS[question.problem]);
  }
  if (await isOutOfForce(tx, draft.versionNo, question.value.variables)) {
    return refusalOf("variable-not-in-force", 409, TABLE_PROBLEM_WORDS["variable-not-in-force"]);
  }
  const asked = await askCrossTable(tx, draft.versionNo, question.value, requestId);
  if (!asked.ok) {
    const { problem } = asked;
    return refusalOf(problem, STATUS[problem], LAKE_ASK_PROBLEM_WORDS[problem]);
  }
  const job = String(asked.value);
  return { job, state: "asked", href: `/api/v1/cross-tables/${job}` };
}

/** Whether the version's day lies outside of what one of the variables is defined for. */
async function isOutOfForce(
  tx: Tx,
  versionNo: number,
  variables: readonly string[],
): Promise<boolean> {
  const [version] = await tx.query<{ as_of: string }>(
    "select as_of::text as as_of from dtsen.version where version_no = $1",
    [versionNo],
  );
  return (
    version !== undefined &&
    variables.some((id) => !isCountedOn(getTableVariable(id), version.as_of))
  );
}

function refusalOf(code: string, status: number, { id, en }: Words): TableRefusal {
  return { code, entry: [status, TITLE, id, en, MEND] };
}
