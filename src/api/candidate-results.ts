import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import { CandidateResultDraft, CandidateResultReceipt } from "#contract/candidates.ts";
import {
  digestOf,
  emptyRow,
  headOf,
  holdsNumber,
  type ResultRow,
} from "#programs/candidate-result.ts";
import { blindIndex, type FieldKeys, openFieldKeys } from "#store/field-cipher.ts";
import { actOnce, KeyHeader } from "./act-once.ts";
import { ListNo, requireList } from "./candidate-lists.ts";
import { candidateRefusal } from "./candidate-refusal.ts";
import type { RoutePlugin } from "./deps.ts";
import { asOfficer, refuseWith } from "./guard.ts";
import { headFrom, isTaken, recordResult, sendReceipt } from "./recorded-result.ts";
import { describe } from "./routes-doc.ts";

/** What was decided of a list of candidates, sent back by form. */
export const candidateResultRoutes: RoutePlugin = async (root, deps) => {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  const keys = openFieldKeys(deps.settings.keyFolder);
  app.post(
    "/api/v1/candidate-lists/:number/results",
    {
      schema: {
        headers: KeyHeader,
        params: ListNo,
        body: CandidateResultDraft,
        ...describe(
          {
            id: "recordCandidateResult",
            tag: "versions",
            summary: "Send back what was decided of a list of candidates",
            description:
              "By the side that received it, with the act and, of a village, the minutes of its special deliberation. A second result takes the place of the first, with a reason. Rows that cannot be taken are told, not dropped.",
            needs: "receive-candidates under the purpose program-determination, as its receiver",
          },
          CandidateResultReceipt,
        ),
      },
    },
    async (request, reply) => {
      const { number } = request.params;
      const rows = rowsOf(keys, request.body);
      const head = headFrom("form", request.body);
      const sha256 = digestOf(head, rows);
      const ask = {
        key: request.headers["idempotency-key"],
        request: ["record-candidate-result", number, sha256],
      };
      const done = await asOfficer(deps, request, reply, "program-determination", async (tx) => {
        const list = await requireList(tx, number);
        const given = headOf(list.program_code, head, sha256);
        if (!given.ok) return refuseWith(candidateRefusal(given.problem, "Hasil belum diterima"));
        const record = () => recordResult(tx, { number, head: given.value, rows, id: request.id });
        return await actOnce(tx, ask, record, ({ verdict }) => isTaken(verdict));
      });
      return done.ok ? sendReceipt(request, reply, done.value) : reply;
    },
  );
};

/** Answers by number first, then additions; the row number is the order in which they were sent. */
function rowsOf(keys: FieldKeys, { answers, added }: CandidateResultDraft): readonly ResultRow[] {
  return [
    ...answers.map(({ candidateNo, answer, reason }, i) => ({
      ...emptyRow(i + 1),
      candidate_no: candidateNo,
      answer,
      reason_code: reason ?? null,
    })),
    ...added.map(({ nik, note }, i) => addition(keys, answers.length + i + 1, nik, note)),
  ];
}

function addition(keys: FieldKeys, rowNo: number, nik: string, note: string): ResultRow {
  const digits = nik.replaceAll(/[ .'-]/g, "");
  const row = { ...emptyRow(rowNo), answer: "added" as const };
  if (!/^\d{16}$/.test(digits)) return { ...row, problem: "nik-malformed", column_name: "nik" };
  if (holdsNumber(note)) {
    return { ...row, problem: "reason-names-somebody", column_name: "reason" };
  }
  return { ...row, nik_index: blindIndex(keys, "nik", digits).toString("hex"), note: note.trim() };
}
