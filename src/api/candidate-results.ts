import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import { CandidateResultDraft, CandidateResultReceipt } from "#contract/candidates.ts";
import {
  digestOf,
  emptyRow,
  headOf,
  holdsNumber,
  type ResultHead,
  type ResultRow,
  type ResultVerdict,
} from "#programs/candidate-result.ts";
import { blindIndex, type FieldKeys, openFieldKeys } from "#store/field-cipher.ts";
import { actOnce, KeyHeader } from "./act-once.ts";
import { ListNo, requireList } from "./candidate-lists.ts";
import { candidateRefusal } from "./candidate-refusal.ts";
import type { RoutePlugin } from "./deps.ts";
import { asOfficer, refuseWith } from "./guard.ts";
import { sendProblem } from "./problem.ts";
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
      const head = headFrom(request.body);
      const sha256 = digestOf(head, rows);
      const ask = {
        key: request.headers["idempotency-key"],
        request: ["record-candidate-result", number, sha256],
      };
      const done = await asOfficer(deps, request, reply, "program-determination", async (tx) => {
        const list = await requireList(tx, number);
        const given = headOf(list.program_code, head, sha256);
        if (!given.ok) return refuseWith(candidateRefusal(given.problem, "Hasil belum diterima"));
        const record = async (): Promise<ResultVerdict> => {
          const [row] = await tx.query<{ answer: ResultVerdict }>(
            "select dtsen.record_candidate_result_here($1, $2, $3, $4) as answer",
            [number, given.value, JSON.stringify(rows), request.id],
          );
          return row?.answer ?? { verdict: "" };
        };
        return await actOnce(tx, ask, record, ({ verdict }) => isTaken(verdict));
      });
      if (!done.ok) return reply;
      const {
        verdict,
        result = 0,
        accepted = 0,
        declined = 0,
        added = 0,
        refused = 0,
      } = done.value;
      if (!isTaken(verdict)) {
        return sendProblem(request, reply, candidateRefusal(verdict, "Hasil belum diterima"));
      }
      const counts = { accepted, declined, added, refused };
      return reply.send({ number: result, isRepeat: verdict === "repeated", ...counts });
    },
  );
};

const isTaken = (verdict: string): boolean => verdict === "recorded" || verdict === "repeated";

function headFrom({ act, minutes, reason }: CandidateResultDraft): ResultHead {
  return {
    way: "form",
    actNumber: act.number,
    actSignedOn: act.signedOn,
    minutesNumber: minutes?.number,
    minutesHeldOn: minutes?.heldOn,
    attended: minutes?.attended,
    dissent: minutes?.dissent,
    dissentNote: minutes?.note,
    reason,
  };
}

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
