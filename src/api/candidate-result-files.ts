import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import {
  CandidateResultFile,
  CandidateResultLook,
  CandidateResultPreview,
  CandidateResultReceipt,
} from "#contract/candidates.ts";
import { CANDIDATE_ROW_PROBLEM_WORDS } from "#domain/candidate-answer.ts";
import { readResultElsewhere } from "#jobs/read-result-elsewhere.ts";
import { headOf, type ResultVerdict } from "#programs/candidate-result.ts";
import { actOnce, KeyHeader } from "./act-once.ts";
import { ListNo, requireList } from "./candidate-lists.ts";
import { candidateRefusal, resultFileRefusal } from "./candidate-refusal.ts";
import type { RoutePlugin, ServerDeps } from "./deps.ts";
import { asOfficer, refuseWith } from "./guard.ts";
import { sendProblem } from "./problem.ts";
import { headFrom, isTaken, recordResult, sendReceipt } from "./recorded-result.ts";
import { describe } from "./routes-doc.ts";

const PURPOSE = "program-determination";
const NOT_TAKEN = "Hasil belum diterima";
const NEEDS = "receive-candidates under the purpose program-determination, as its receiver";
/** A file of three megabytes as base64, and the words beside it. */
const BODY_LIMIT_BYTES = 4_100_000;
/** What one file may take of the machine that answers everybody. */
const READING = { threads: 1, memory: "512MB" } as const;

/** A result sent back as a file: looked at first, then recorded under the officer's own session. */
export const candidateResultFileRoutes: RoutePlugin = async (root, deps) => {
  addLooking(root, deps);
  addRecording(root, deps);
};

function addLooking(root: Parameters<RoutePlugin>[0], deps: ServerDeps): void {
  root.withTypeProvider<TypeBoxTypeProvider>().post(
    "/api/v1/candidate-lists/:number/result-previews",
    {
      bodyLimit: BODY_LIMIT_BYTES,
      schema: {
        params: ListNo,
        body: CandidateResultLook,
        ...describe(
          {
            id: "previewCandidateResult",
            tag: "versions",
            summary: "What a file with a result would do",
            description:
              "Reads the file and judges every row as it would be recorded; nothing of it is kept but that somebody looked. The list as downloaded, with HASIL and ALASAN filled in.",
            needs: NEEDS,
          },
          CandidateResultPreview,
        ),
      },
    },
    async (request, reply) => {
      const { number } = request.params;
      // Whoever may not answer this list is refused before anything of the file is read.
      const may = await asOfficer(deps, request, reply, PURPOSE, (tx) => requireList(tx, number));
      if (!may.ok) return reply;
      const loaded = await readFileOf(deps, request.body.file);
      if (!loaded.ok) return sendProblem(request, reply, resultFileRefusal(loaded));
      const { rows, sha256 } = loaded.value;
      const done = await asOfficer(deps, request, reply, PURPOSE, async (tx) => {
        const [row] = await tx.query<{ answer: Looked }>(
          "select dtsen.check_candidate_result_here($1, $2, $3, $4) as answer",
          [number, sha256, JSON.stringify(rows), request.id],
        );
        const answer = row?.answer;
        if (answer?.verdict === "checked") return answer;
        return refuseWith(candidateRefusal(answer?.verdict ?? "", "Berkas belum diperiksa"));
      });
      return done.ok ? reply.send(previewOf(done.value)) : reply;
    },
  );
}

function addRecording(root: Parameters<RoutePlugin>[0], deps: ServerDeps): void {
  root.withTypeProvider<TypeBoxTypeProvider>().post(
    "/api/v1/candidate-lists/:number/result-files",
    {
      bodyLimit: BODY_LIMIT_BYTES,
      schema: {
        headers: KeyHeader,
        params: ListNo,
        body: CandidateResultFile,
        ...describe(
          {
            id: "recordCandidateResultFile",
            tag: "versions",
            summary: "Send back what was decided of a list of candidates, as a file",
            description:
              "As by form: with the act and, of a village, the minutes of its special deliberation. The same file twice acts once, by command too.",
            needs: NEEDS,
          },
          CandidateResultReceipt,
        ),
      },
    },
    async (request, reply) => {
      const { number } = request.params;
      const may = await asOfficer(deps, request, reply, PURPOSE, (tx) => requireList(tx, number));
      if (!may.ok) return reply;
      const loaded = await readFileOf(deps, request.body.file);
      if (!loaded.ok) return sendProblem(request, reply, resultFileRefusal(loaded));
      const { rows, sha256 } = loaded.value;
      const given = headOf(may.value.program_code, headFrom("file", request.body), sha256);
      if (!given.ok) return sendProblem(request, reply, candidateRefusal(given.problem, NOT_TAKEN));
      const ask = {
        key: request.headers["idempotency-key"],
        request: ["record-candidate-result-file", number, given.value],
      };
      const done = await asOfficer(deps, request, reply, PURPOSE, (tx) => {
        const record = () => recordResult(tx, { number, head: given.value, rows, id: request.id });
        return actOnce(tx, ask, record, ({ verdict }) => isTaken(verdict));
      });
      return done.ok ? sendReceipt(request, reply, done.value) : reply;
    },
  );
}

/** What stands in a file that came inside JSON, read in a process of its own: no door holds an engine. Parquet is for the command. */
async function readFileOf({ settings }: ServerDeps, base64: string) {
  const bytes = Buffer.from(base64, "base64");
  if (bytes.subarray(0, 4).toString("latin1") === "PAR1") return NO_TABLE;
  const { dataFolder, keyFolder } = settings;
  return await readResultElsewhere({ dataFolder, keyFolder, ...READING, file: base64 });
}

const NO_TABLE = { ok: false, problem: "file-not-a-table" } as const;

/** What the desk answers to a look. */
type Looked = Omit<CandidateResultPreview, "rows" | "repeats"> & {
  readonly verdict: string;
  readonly repeats: number | null;
  readonly rows: NonNullable<ResultVerdict["rows"]>;
};

function previewOf({ verdict: _, repeats, rows, ...counts }: Looked): CandidateResultPreview {
  return {
    ...counts,
    ...(repeats === null ? {} : { repeats }),
    rows: rows.map((row) => ({ ...row, words: CANDIDATE_ROW_PROBLEM_WORDS[row.reason] })),
  };
}
