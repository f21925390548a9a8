import { createHash } from "node:crypto";
import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import {
  CandidateList,
  CandidateListAnswer,
  CandidateListAnswered,
  CandidateLists,
  Candidates,
  HandedOver,
  HandoverDraft,
} from "#contract/candidates.ts";
import { parsePlainDate } from "#domain/plain-date.ts";
import { mayGiveReason } from "#domain/quality-gate.ts";
import { candidatesAsCsv } from "#programs/candidate-file.ts";
import { holdsNumber } from "#programs/candidate-result.ts";
import { type FieldKeys, openFieldKeys } from "#store/field-cipher.ts";
import type { Tx } from "#store/transact.ts";
import { actOnce, KeyHeader } from "./act-once.ts";
import { candidateRefusal } from "./candidate-refusal.ts";
import {
  readCandidates,
  readLists,
  readResults,
  writeCandidates,
  writeLists,
} from "./candidate-rows.ts";
import type { RoutePlugin, ServerDeps } from "./deps.ts";
import { DeterminationNo } from "./determinations.ts";
import { asOfficer, refuseWith, requireRight } from "./guard.ts";
import { sendProblem } from "./problem.ts";
import { describe } from "./routes-doc.ts";

export const ListNo = Type.Object({
  number: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }),
});
const PURPOSE = "program-determination";

/** Lists of candidates for whoever determines elsewhere: handed over by one side, received by the other. */
export const candidateListRoutes: RoutePlugin = async (root, deps) => {
  addReading(root, deps);
  addNames(root, deps);
  addHandingOver(root, deps);
  addAnswering(root, deps);
};

/** One list of either side, or the refusal that there is none. */
export async function requireList(tx: Tx, number: number) {
  await requireRight(tx, "receive-candidates");
  const [row] = await readLists(tx, { list: number });
  return row ?? refuseWith("not-found");
}

function addReading(root: Parameters<RoutePlugin>[0], deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.get(
    "/api/v1/candidate-lists",
    {
      schema: {
        querystring: Type.Object(
          { determination: Type.Optional(Type.Integer({ minimum: 1, maximum: 2_147_483_647 })) },
          { additionalProperties: false },
        ),
        ...describe(
          {
            id: "listCandidateLists",
            tag: "versions",
            summary: "Lists of candidates that whoever asks hands over or receives",
            needs: "receive-candidates under the purpose program-determination",
          },
          CandidateLists,
        ),
      },
    },
    async (request, reply) => {
      const { determination = null } = request.query;
      const found = await asOfficer(deps, request, reply, PURPOSE, async (tx) => {
        await requireRight(tx, "receive-candidates");
        return { lists: await writeLists(tx, await readLists(tx, { determination })) };
      });
      return found.ok ? reply.send(found.value) : reply;
    },
  );
  app.get(
    "/api/v1/candidate-lists/:number",
    {
      schema: {
        params: ListNo,
        ...describe(
          {
            id: "readCandidateList",
            tag: "versions",
            summary: "One list of candidates and the results received for it; of nobody on it",
            needs:
              "receive-candidates under the purpose program-determination, on either side of it",
          },
          CandidateList,
        ),
      },
    },
    async (request, reply) => {
      const { number } = request.params;
      const found = await asOfficer(deps, request, reply, PURPOSE, async (tx) => {
        const [list] = await writeLists(tx, [await requireList(tx, number)]);
        if (list === undefined) return refuseWith("not-found");
        return { list, results: await readResults(tx, number) };
      });
      return found.ok ? reply.send(found.value) : reply;
    },
  );
}

function addNames(root: Parameters<RoutePlugin>[0], deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  const keys = openFieldKeys(deps.settings.keyFolder);
  app.get(
    "/api/v1/candidate-lists/:number/candidates",
    {
      schema: {
        params: ListNo,
        ...describe(
          {
            id: "listCandidates",
            tag: "versions",
            summary: "Candidates of a list by name, numbers masked, with what was decided of each",
            needs:
              "receive-candidates under the purpose program-determination, on either side of it",
          },
          Candidates,
        ),
      },
    },
    async (request, reply) => {
      const { number } = request.params;
      const found = await asOfficer(deps, request, reply, PURPOSE, async (tx) => {
        const list = await requireList(tx, number);
        if (!list.is_giver && list.state !== "received") {
          return refuseWith(candidateRefusal("not-received", "Daftar belum dibuka"));
        }
        const reading = { how: "screen", requestId: request.id };
        const rows = await readCandidates(tx, keys, number, reading);
        return await writeCandidates(tx, number, rows);
      });
      return found.ok ? reply.header("cache-control", "no-store").send(found.value) : reply;
    },
  );
}

function addHandingOver(root: Parameters<RoutePlugin>[0], deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  const keys = openFieldKeys(deps.settings.keyFolder);
  app.post(
    "/api/v1/determinations/:number/candidate-lists",
    {
      schema: {
        headers: KeyHeader,
        params: DeterminationNo,
        body: HandoverDraft,
        ...describe(
          {
            id: "handOverCandidates",
            tag: "versions",
            summary: "Hand over the candidates of one area to the institution that determines",
            description:
              "Drawn from the approved determination as it stands, with the note of handover: number, day and who signs for either side.",
            needs: "issue-decree and receive-candidates under the purpose program-determination",
          },
          HandedOver,
        ),
      },
    },
    async (request, reply) => {
      const { number } = request.params;
      const ask = {
        key: request.headers["idempotency-key"],
        request: ["hand-over-candidates", number, request.body],
      };
      const done = await asOfficer(deps, request, reply, PURPOSE, async (tx) => {
        await requireRight(tx, "issue-decree");
        const make = () => handOver(tx, keys, { number, requestId: request.id }, request.body);
        return await actOnce(tx, ask, make, ({ verdict }) => verdict === "made");
      });
      if (!done.ok) return reply;
      const { verdict, made } = done.value;
      if (verdict === "made") return reply.send({ number: made });
      return sendProblem(request, reply, candidateRefusal(verdict, "Belum diserahkan"));
    },
  );
}

async function handOver(
  tx: Tx,
  keys: FieldKeys,
  { number, requestId }: { readonly number: number; readonly requestId: string },
  draft: HandoverDraft,
): Promise<{ readonly verdict: string; readonly made: number }> {
  const { area, noteNumber, handedOn, giver, receiver } = draft;
  const said = [noteNumber, giver.name, giver.office, receiver.name, receiver.office];
  if (said.some(holdsNumber)) return { verdict: "names-somebody", made: 0 };
  const day = parsePlainDate(handedOn);
  if (!day.ok) return { verdict: "day-malformed", made: 0 };
  const [row] = await tx.query<{ verdict: string; made: number | null }>(
    "select verdict, made from dtsen.make_candidate_list_here($1, $2, $3, $4, $5, $6)",
    [
      number,
      area,
      noteNumber.trim(),
      day.value,
      [giver.name.trim(), giver.office.trim()],
      [receiver.name.trim(), receiver.office.trim()],
    ],
  );
  const { verdict, made } = { verdict: row?.verdict ?? "", made: Number(row?.made ?? 0) };
  if (verdict !== "made") return { verdict, made };
  const rows = await readCandidates(tx, keys, made, { how: "handed-over", requestId });
  const digest = createHash("sha256").update(candidatesAsCsv(rows)).digest("hex");
  await tx.query("select dtsen.seal_candidate_list_here($1, $2, $3)", [made, digest, requestId]);
  return { verdict, made };
}

function addAnswering(root: Parameters<RoutePlugin>[0], deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.post(
    "/api/v1/candidate-lists/:number/answers",
    {
      schema: {
        headers: KeyHeader,
        params: ListNo,
        body: CandidateListAnswer,
        ...describe(
          {
            id: "answerCandidateList",
            tag: "versions",
            summary: "Receive a list of candidates for the other side, or withdraw one handed over",
            description: "Nobody receives what they handed over: the database refuses it.",
            needs: "receive-candidates under the purpose program-determination",
          },
          CandidateListAnswered,
        ),
      },
    },
    async (request, reply) => {
      const { number } = request.params;
      const { answer, reason = "" } = request.body;
      const said = answer === "received" ? undefined : mayGiveReason(reason);
      const ask = {
        key: request.headers["idempotency-key"],
        request: ["answer-candidate-list", number, request.body],
      };
      const done = await asOfficer(deps, request, reply, PURPOSE, async (tx) => {
        await requireRight(tx, "receive-candidates");
        if (said?.ok === false) return { verdict: said.problem as string };
        const speak = async () => {
          const [row] = await tx.query<{ verdict: string }>(
            "select dtsen.answer_candidate_list_here($1, $2, $3, $4) as verdict",
            [number, answer, said?.ok === true ? said.value : null, request.id],
          );
          return row ?? { verdict: "" };
        };
        return await actOnce(tx, ask, speak, ({ verdict }) => verdict === answer);
      });
      if (!done.ok) return reply;
      const { verdict } = done.value;
      if (verdict === answer) return reply.send({ state: answer });
      return sendProblem(request, reply, candidateRefusal(verdict, "Belum tercatat"));
    },
  );
}
