import { createHash } from "node:crypto";
import type { Desk } from "#store/open.ts";
import { asWorker } from "#store/transact.ts";
import type { EvaluatedProgram } from "./evaluate-program.ts";

/** Keeps an evaluation at the desk, once; what is kept is never changed or left out, whatever it says. Its number. */
export async function keepEvaluation(
  desk: Desk,
  { program, from, to, ruleset, terms, codeVersion, figures }: EvaluatedProgram,
): Promise<number> {
  const answer = JSON.stringify({ ruleset, terms, figures });
  const digest = createHash("sha256")
    .update([program, from.manifest, to.manifest, answer].join("|"))
    .digest("hex");
  return await asWorker(desk, async (tx) => {
    await tx.query(
      `insert into program_evaluation (program_code, from_version_no, to_version_no, sha256, code_version, answer)
       values ($1, $2, $3, $4, $5, $6) on conflict (sha256) do nothing`,
      [program, from.versionNo, to.versionNo, digest, codeVersion, answer],
    );
    const [row] = await tx.query<{ evaluation_no: number }>(
      "select evaluation_no from program_evaluation where sha256 = $1",
      [digest],
    );
    return Number(row?.evaluation_no ?? 0);
  });
}
