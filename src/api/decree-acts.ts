import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import {
  DecreeDraft,
  DecreeReceipt,
  WithdrawalDraft,
  WithdrawalReceipt,
} from "#contract/version-decrees.ts";
import {
  DECREE_RECORD_PROBLEM_WORDS,
  type DecreeRecordProblem,
  ORDER_PROBLEM_WORDS,
  type OrderProblem,
  parseActNumber,
} from "#domain/decree.ts";
import { parsePlainDate } from "#domain/plain-date.ts";
import { mayGiveReason } from "#domain/quality-gate.ts";
import type { Words } from "#domain/words.ts";
import { findProgram } from "#programs/programs.ts";
import type { Tx } from "#store/transact.ts";
import { actOnce, KeyHeader } from "./act-once.ts";
import type { RoutePlugin, ServerDeps } from "./deps.ts";
import { asOfficer, refuseWith, requireRight } from "./guard.ts";
import { type ProblemEntry, sendProblem } from "./problem.ts";
import { describe } from "./routes-doc.ts";

const VersionNo = Type.Object({ versionNo: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }) });

/** Putting a decree on record, and ordering that the version in force is taken back. */
export const decreeActRoutes: RoutePlugin = async (root, deps) => {
  addRecord(root, deps);
  addOrder(root, deps);
};

function addRecord(root: Parameters<RoutePlugin>[0], deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.post(
    "/api/v1/versions/:versionNo/decrees",
    {
      schema: {
        headers: KeyHeader,
        params: VersionNo,
        body: DecreeDraft,
        ...describe(
          {
            id: "recordDecree",
            tag: "versions",
            summary: "Put a signed decree (SK) on record with the version that it keeps",
            description:
              "By an account appointed to determine that program. What stands on record is never changed; a later decree of the program replaces it.",
            needs: "issue-decree under the purpose program-determination",
          },
          DecreeReceipt,
        ),
      },
    },
    async (request, reply) => {
      const { versionNo } = request.params;
      const draft = parsed(request.body);
      const ask = {
        key: request.headers["idempotency-key"],
        request: ["record-decree", versionNo, request.body],
      };
      const done = await asOfficer(deps, request, reply, "program-determination", async (tx) => {
        await requireRight(tx, "issue-decree");
        if (typeof draft === "string") return { verdict: draft as string };
        return await actOnce(tx, ask, () => record(tx, versionNo, draft, request.id), isDone);
      });
      if (!done.ok) return reply;
      const { verdict } = done.value;
      if (verdict === "recorded") return reply.send({ state: verdict });
      return sendProblem(
        request,
        reply,
        refusalOf(verdict, DECREE_STATUS, DECREE_RECORD_PROBLEM_WORDS, "SK belum tercatat"),
      );
    },
  );
}

/** What of the draft may go to the desk, or why nothing may. */
function parsed({ program, number, signedOn }: DecreeDraft): DecreeDraft | DecreeRecordProblem {
  if (findProgram(program) === undefined) return "program-unknown";
  const said = parseActNumber(number);
  if (!said.ok) return said.problem;
  const day = parsePlainDate(signedOn);
  return day.ok ? { program, number: said.value, signedOn: day.value } : "signed-later";
}

async function record(
  tx: Tx,
  versionNo: number,
  { program, number, signedOn }: DecreeDraft,
  requestId: string,
): Promise<Verdict> {
  return await verdictOf(tx, "select dtsen.record_decree_here($1, $2, $3, $4, $5) as verdict", [
    versionNo,
    program,
    number,
    signedOn,
    requestId,
  ]);
}

function addOrder(root: Parameters<RoutePlugin>[0], deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.post(
    "/api/v1/versions/:versionNo/withdrawal-orders",
    {
      schema: {
        headers: KeyHeader,
        params: VersionNo,
        body: WithdrawalDraft,
        ...describe(
          {
            id: "orderWithdrawal",
            tag: "versions",
            summary:
              "Order that the version in force is taken back; under a decree as one of two people",
            description:
              "Carried out by a keeper beside the server, as dtsen withdraw does: what came of it stands in readVersionDecrees.",
            needs: "withdraw-version under the purpose publication",
          },
          WithdrawalReceipt,
        ),
      },
    },
    async (request, reply) => {
      const { versionNo } = request.params;
      const said = mayGiveReason(request.body.reason);
      const ask = {
        key: request.headers["idempotency-key"],
        request: ["order-withdrawal", versionNo, request.body],
      };
      const done = await asOfficer(deps, request, reply, "publication", async (tx) => {
        await requireRight(tx, "withdraw-version");
        if (!said.ok) return { verdict: said.problem as string };
        const sql = "select dtsen.order_withdrawal_here($1, $2, $3) as verdict";
        const order = () => verdictOf(tx, sql, [versionNo, said.value, request.id]);
        return await actOnce(tx, ask, order, isDone);
      });
      if (!done.ok) return reply;
      const { verdict } = done.value;
      if (verdict === "ordered") return reply.send({ state: verdict });
      return sendProblem(
        request,
        reply,
        refusalOf(verdict, ORDER_STATUS, ORDER_PROBLEM_WORDS, "Versi tidak ditarik"),
      );
    },
  );
}

type Verdict = { readonly verdict: string };

const isDone = ({ verdict }: Verdict): boolean => verdict === "recorded" || verdict === "ordered";

async function verdictOf(tx: Tx, sql: string, values: readonly unknown[]): Promise<Verdict> {
  const [row] = await tx.query<Verdict>(sql, values);
  return row ?? refuseWith("not-found");
}

const DECREE_STATUS = {
  "decree-right-not-held": 403,
  "not-this-program": 403,
  "program-unknown": 400,
  "version-unknown": 404,
  "version-not-published": 409,
  "signed-later": 400,
  "number-missing": 400,
  "number-names-somebody": 400,
  "already-recorded": 409,
  "determination-waits": 409,
  "not-the-determiner": 409,
} as const satisfies Record<DecreeRecordProblem, number>;

const ORDER_STATUS = {
  "withdrawing-right-not-held": 403,
  "reason-too-short": 400,
  "reason-names-somebody": 400,
  "version-not-in-force": 409,
  "no-previous-version": 409,
  "said-already": 409,
  "ordered-already": 409,
} as const satisfies Record<OrderProblem, number>;

function refusalOf<Code extends string>(
  verdict: string,
  statuses: Readonly<Record<Code, number>>,
  words: Readonly<Record<Code, Words>>,
  title: string,
): { readonly code: string; readonly entry: ProblemEntry } {
  if (!Object.hasOwn(statuses, verdict)) throw new Error(`the desk answered "${verdict}"`);
  const status = statuses[verdict as Code];
  const { id, en } = words[verdict as Code];
  const remedy =
    status === 400
      ? "Perbaiki isian, lalu kirim lagi. / Mend the form and send again."
      : "Muat ulang halaman ini. / Load this page again.";
  return { code: verdict, entry: [status, title, id, en, remedy] };
}
