import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import {
  PaymentArea,
  PaymentPhases,
  PaymentReconciliation,
  type PaymentStanding,
  PhaseParams,
} from "#contract/payments.ts";
import { PurposeHeader } from "#contract/purpose.ts";
import type { PaymentSum, Reconciled } from "#domain/payment-reconciliation.ts";
import { ALL_PROGRAMS } from "#programs/programs.ts";
import { readReconciliation } from "#publication/payment-figures.ts";
import { recordAct } from "#store/audit.ts";
import type { Tx } from "#store/transact.ts";
import type { RoutePlugin } from "./deps.ts";
import { asChosen, requireRight } from "./guard.ts";
import { namedRegion, readRegionNames } from "./region-names.ts";
import { describe } from "./routes-doc.ts";

const NEEDS = "read-family under the chosen purpose; only one's own region is counted and listed";
const ONE_PHASE = "/api/v1/payments/:program/:phase";

/** How payments of a phase stand: sums, what stands still, what to look at before and after. */
export const paymentRoutes: RoutePlugin = async (root, deps) => {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  const about = (id: string, summary: string) =>
    ({ id, tag: "payments", summary, needs: NEEDS }) as const;
  app.get(
    "/api/v1/payments",
    {
      schema: {
        headers: PurposeHeader,
        querystring: Type.Object({}, { additionalProperties: false }),
        ...describe(
          about("listPaymentPhases", "Phases of which reports were received"),
          PaymentPhases,
        ),
      },
    },
    async (request, reply) => {
      const found = await asChosen(deps, request, reply, async (tx) => {
        await requireRight(tx, "read-family");
        return { items: await readPhases(tx) };
      });
      return found.ok ? reply.send(found.value) : reply;
    },
  );
  app.get(
    ONE_PHASE,
    {
      schema: {
        headers: PurposeHeader,
        params: PhaseParams,
        querystring: PaymentArea,
        ...describe(
          about(
            "readPaymentReconciliation",
            "How a phase stands in a region and its parts; sums add up",
          ),
          PaymentReconciliation,
        ),
      },
    },
    async (request, reply) => {
      const { params, query } = request;
      const found = await asChosen(deps, request, reply, async (tx) => {
        await requireRight(tx, "read-family");
        const page = await readStanding(tx, { ...params, ...query });
        await recordAct(tx, {
          act: "read-payment-sums",
          subjectKind: "none",
          fieldsClass: "work",
          by: ["read-family"],
          rowCount: page.parts.length,
          requestId: request.id,
        });
        return page;
      });
      return found.ok ? reply.send(found.value) : reply;
    },
  );
};

type PhaseRow = Omit<PaymentPhases["items"][number], "name">;

async function readPhases(tx: Tx): Promise<PaymentPhases["items"]> {
  const rows = await tx.query<PhaseRow>(
    `select program, phase, min(phase_from)::text as "from", max(phase_to)::text as "to", count(*)::int as reports,
       max(reported_on)::text as "reportedOn"
     from dtsen.payment_report group by program, phase order by max(phase_from) desc, program limit 200`,
  );
  return rows.map((row) => {
    const program = ALL_PROGRAMS.find(({ id }) => id === row.program);
    return { ...row, name: { ...(program?.name ?? { id: row.program, en: row.program }) } };
  });
}

async function readStanding(
  tx: Tx,
  asked: PhaseParams & { readonly area: string },
): Promise<PaymentReconciliation> {
  const { whole, parts, causes } = await readReconciliation(tx, asked);
  const names = await readRegionNames(tx, [whole.area, ...parts.map(({ area }) => area)]);
  const standing = (one: Reconciled): PaymentStanding => ({
    region: namedRegion(one.area, names),
    onList: writeSum(one.onList),
    offList: writeSum(one.offList),
    groups: Object.fromEntries(
      Object.entries(one.groups).map(([group, sum]) => [group, writeSum(sum)]),
    ),
  });
  return {
    program: asked.program,
    phase: asked.phase,
    whole: standing(whole),
    parts: parts.map(standing),
    causes: causes.map(({ status, ...sum }) => ({ status, ...writeSum(sum) })),
  };
}

const writeSum = ({ payments, amountRupiah }: PaymentSum) => ({
  payments,
  amountRupiah: String(amountRupiah),
});
