import { readFile } from "node:fs/promises";
import type { PlainDate } from "#domain/plain-date.ts";
import { accept, type Result, refuse } from "#domain/result.ts";
import { readAnswerFile } from "#registry/identity-check-file.ts";
import { type RecordedAnswers, recordIdentityAnswers } from "#registry/identity-check-store.ts";
import { recordWork } from "#store/audit.ts";
import { asWorker } from "#store/transact.ts";
import { mayAnswerIdentityAs } from "./acting-for.ts";
import type { House } from "./house.ts";

/** Answers that one statement takes. */
const TOGETHER = 5_000;

export type AnswerReport = RecordedAnswers & {
  /** Lines that keep no contract, by their place below the header; the first of them. */
  readonly unreadable: number;
  readonly unreadableLines: readonly number[];
};

export type AnswerProblem = "answering-right-not-held" | "no-such-file" | "not-an-answer-file";

/** Line numbers that are named; the rest is counted. */
const LINES_NAMED = 20;

/**
 * Takes in the civil registry's file of answers, in the name of one of its officers: all of it or nothing.
 * A question is answered once; the same file again changes nothing.
 */
export async function answerFromFile(
  house: House,
  draft: { readonly file: string; readonly today: PlainDate; readonly by: string },
): Promise<Result<AnswerReport, AnswerProblem>> {
  const may = await mayAnswerIdentityAs(house.desk, draft.by);
  if (!may.ok) return may;
  const content = await readFile(draft.file, "utf8").catch(() => undefined);
  if (content === undefined) return refuse("no-such-file");
  const read = readAnswerFile(content, draft.today);
  if (read === undefined) return refuse("not-an-answer-file");
  const { answers, unreadable } = read;
  const recorded = await asWorker(house.desk, async (tx) => {
    const sum = { recorded: 0, repeated: 0, unknown: 0, outside: 0 };
    for (let from = 0; from < answers.length; from += TOGETHER) {
      const part = await recordIdentityAnswers(tx, answers.slice(from, from + TOGETHER), draft.by);
      for (const fate of Object.keys(sum) as (keyof typeof sum)[]) sum[fate] += part[fate];
    }
    const work = { username: draft.by, purpose: "identity-check" };
    const note = { act: "answer-identity", subjectKind: "none", fieldsClass: "identity" } as const;
    await recordWork(tx, work, { ...note, rowCount: sum.recorded, detail: { ...sum } });
    return sum;
  });
  return accept({
    ...recorded,
    unreadable: unreadable.length,
    unreadableLines: unreadable.slice(0, LINES_NAMED),
  });
}
