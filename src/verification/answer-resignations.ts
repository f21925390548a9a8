import type { Instant } from "#domain/case-clock.ts";
import { RESIGNATION } from "#domain/resignation-procedure.ts";
import type { Tx } from "#store/transact.ts";
import { standingRow } from "./case-book.ts";

/** In the transaction that publishes a version: resignations whose places it no longer gives. Answers how many. */
export async function answerResignations(
  tx: Tx,
  versionNo: number,
  publishedBy: string,
  publishedAt: Instant,
): Promise<number> {
  const last = RESIGNATION.steps.at(-1) ?? RESIGNATION.steps[1];
  const taken = standingRow({
    ...{ state: "done", step: last.id, holder: last.holder, level: 0 },
    ...{ since: publishedAt, dueAt: undefined, reason: undefined },
  });
  const [row] = await tx.query<{ answered: number }>(
    "select dtsen.answer_resignations($1, $2, $3, $4) as answered",
    [versionNo, publishedBy, publishedAt, JSON.stringify(taken)],
  );
  return row?.answered ?? 0;
}
