import {
  DECREE_RECORD_PROBLEMS,
  type DecreeRecordProblem,
  parseActNumber,
} from "#domain/decree.ts";
import type { PlainDate } from "#domain/plain-date.ts";
import { accept, type Result, refuse } from "#domain/result.ts";
import { findProgram } from "#programs/programs.ts";
import type { Desk } from "#store/open.ts";
import { asWorker } from "#store/transact.ts";

export type DecreeDraft = {
  /** Label of the version whose list was signed. */
  readonly label: string;
  readonly program: string;
  /** Of the act of law, as written on it. */
  readonly number: string;
  readonly signedOn: PlainDate;
  readonly by: string;
};

/** Puts a decree on record, in the name of an account that determines its program. */
export async function recordDecree(
  desk: Desk,
  { label, program, number, signedOn, by }: DecreeDraft,
): Promise<Result<"recorded", DecreeRecordProblem>> {
  if (findProgram(program) === undefined) return refuse("program-unknown");
  const said = parseActNumber(number);
  if (!said.ok) return said;
  return asWorker(desk, async (tx) => {
    const [row] = await tx.query<{ verdict: string }>(
      "select dtsen.record_decree(v.version_no, $2, $3, $4, $5) as verdict from dtsen.version v where v.label = $1",
      [label, program, said.value, signedOn, by],
    );
    if (row === undefined) return refuse("version-unknown");
    if (row.verdict === "recorded") return accept("recorded");
    const problem = DECREE_RECORD_PROBLEMS.find((one) => one === row.verdict);
    if (problem === undefined) throw new Error(`record_decree answered "${row.verdict}"`);
    return refuse(problem);
  });
}

/** A decree on record; `isInForce` where no later one of its program was recorded. */
export type RecordedDecree = {
  readonly label: string;
  readonly program: string;
  readonly number: string;
  readonly signedOn: string;
  readonly by: string;
  readonly isInForce: boolean;
};

/** Every decree on record, the newest first. */
export async function listDecrees(desk: Desk): Promise<readonly RecordedDecree[]> {
  return asWorker(desk, (tx) =>
    tx.query<RecordedDecree>(
      `select v.label, d.program_code as program, d.act_number as number, d.signed_on::text as "signedOn", d.username as by,
         d.is_in_force as "isInForce"
       from dtsen.version v cross join lateral dtsen.recorded_decrees(v.version_no) d order by d.decree_no desc`,
    ),
  );
}
