import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import type { FastifyReply, FastifyRequest } from "fastify";
import {
  CheckChoice,
  PaymentChecks,
  PaymentSample,
  PhaseParams,
  SampleChoice,
  StuckChoice,
  StuckPayments,
} from "#contract/payments.ts";
import { PurposeHeader } from "#contract/purpose.ts";
import type { Tx } from "#store/transact.ts";
import { readCurrentVersion } from "./current-version.ts";
import type { RoutePlugin, ServerDeps } from "./deps.ts";
import { asChosen, refuseWith, requireRight } from "./guard.ts";
import { readPaymentChecks } from "./payment-checks.ts";
import { readStuck } from "./payment-rows.ts";
import { drawSample } from "./payment-sample.ts";
import { describe } from "./routes-doc.ts";
import { type Found, noteFamilies } from "./work-subject.ts";

const NEEDS = "read-family under the chosen purpose; each family shown is noted";
const about = (id: string, summary: string) =>
  ({ id, tag: "payments", summary, needs: NEEDS }) as const;

/** Families by their payment: what stands still, what to look at before and after. */
export const paymentListRoutes: RoutePlugin = async (root, deps) => {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  const doc = {
    stuck: about(
      "listStuckPayments",
      "Payments that failed, were left out, not withdrawn, gone back",
    ),
    checks: about("listPaymentChecks", "Recipients to look at before they are paid"),
    sample: about("drawPaymentSample", "Payments to look at afterwards, drawn by seed"),
  };
  app.get(
    "/api/v1/payments/:program/:phase/stuck",
    {
      schema: {
        headers: PurposeHeader,
        params: PhaseParams,
        querystring: StuckChoice,
        ...describe(doc.stuck, StuckPayments),
      },
    },
    (request, reply) =>
      answer(deps, request, reply, "list-stuck-payments", (tx) =>
        readStuck(tx, request.params, request.query),
      ),
  );
  app.get(
    "/api/v1/payments/:program/:phase/checks",
    {
      schema: {
        headers: PurposeHeader,
        params: PhaseParams,
        querystring: CheckChoice,
        ...describe(doc.checks, PaymentChecks),
      },
    },
    (request, reply) =>
      answer(deps, request, reply, "list-payment-checks", async (tx) => {
        const { versionNo } = (await readCurrentVersion(tx)) ?? refuseWith("no-version");
        return readPaymentChecks(tx, { ...request.params, versionNo }, request.query);
      }),
  );
  app.get(
    "/api/v1/payments/:program/:phase/sample",
    {
      schema: {
        headers: PurposeHeader,
        params: PhaseParams,
        querystring: SampleChoice,
        ...describe(doc.sample, PaymentSample),
      },
    },
    (request, reply) =>
      answer(deps, request, reply, "draw-payment-sample", (tx) =>
        drawSample(tx, request.params, request.query),
      ),
  );
};

/** A list and the note of whom it showed, together or not at all. */
async function answer<Page>(
  deps: ServerDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  act: string,
  read: (tx: Tx) => Promise<Found<Page>>,
) {
  const found = await asChosen(deps, request, reply, async (tx) => {
    await requireRight(tx, "read-family");
    const { page, hits } = await read(tx);
    await noteFamilies(tx, { act, requestId: request.id }, hits);
    return page;
  });
  return found.ok ? reply.send(found.value) : reply;
}
