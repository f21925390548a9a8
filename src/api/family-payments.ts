import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import { FamilyPayments } from "#contract/payments.ts";
import { PurposeHeader } from "#contract/purpose.ts";
import { ALL_PROGRAMS } from "#programs/programs.ts";
import type { Tx } from "#store/transact.ts";
import type { RoutePlugin } from "./deps.ts";
import { asChosen } from "./guard.ts";
import { openFamily } from "./open-family.ts";
import { sendProblem } from "./problem.ts";
import { describe } from "./routes-doc.ts";

const OneFamily = Type.Object({ familyId: Type.String({ pattern: "^[0-9]{1,18}$" }) });

/** The ledger of one family, whoever pays. */
export const familyPaymentRoutes: RoutePlugin = async (root, deps) => {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.get(
    "/api/v1/families/:familyId/payments",
    {
      schema: {
        headers: PurposeHeader,
        params: OneFamily,
        ...describe(
          {
            id: "readFamilyPayments",
            tag: "families",
            summary: "What a family and its people receive, whoever pays it",
            needs: "read-family under the chosen purpose, within one's region",
          },
          FamilyPayments,
        ),
      },
    },
    async (request, reply) => {
      const { familyId } = request.params;
      const found = await asChosen(deps, request, reply, async (tx) => {
        const opened = await openFamily(tx, request, familyId, "read-family-payments");
        return opened === undefined ? undefined : { items: await readFamilyPayments(tx, familyId) };
      });
      if (!found.ok) return reply;
      return found.value === undefined
        ? sendProblem(request, reply, "not-found")
        : reply.send(found.value);
    },
  );
};

type Row = {
  readonly program: string;
  readonly unit: "family" | "person";
  readonly unit_id: number;
  readonly payer: string;
  readonly since: string;
  readonly phases: number;
  readonly phase: string;
  readonly status: string;
  readonly amount_rupiah: string | null;
  readonly reported_on: string;
  readonly is_on_list: boolean;
};

/**
 * What a family and its people receive, program by program, whoever pays it: by the newest phase that was reported, since
 * the first one that was.
 */
async function readFamilyPayments(tx: Tx, familyId: string): Promise<FamilyPayments["items"]> {
  const rows = await tx.query<Row>(
    `with own as (
       select p.*, r.owner as payer, r.phase_from from dtsen.payment p join dtsen.payment_report r using (report_no)
       where p.family_id in (select dtsen.ids_of_family($1)))
     select distinct on (program, unit, unit_id) program, unit, unit_id, payer, phase, status,
       amount_rupiah::text, reported_on::text, is_on_list,
       (min(phase_from) over w)::text as since, (count(*) over w)::int as phases
     from own window w as (partition by program, unit, unit_id)
     order by program, unit, unit_id, phase_from desc, reported_on desc`,
    [familyId],
  );
  return rows.map((row) => {
    const program = ALL_PROGRAMS.find(({ id }) => id === row.program);
    return {
      program: row.program,
      name: { ...(program?.name ?? { id: row.program, en: row.program }) },
      ...(row.unit === "person" ? { personId: String(row.unit_id) } : {}),
      payer: row.payer,
      since: row.since,
      phases: row.phases,
      phase: row.phase,
      status: row.status,
      reportedOn: row.reported_on,
      isOnList: row.is_on_list,
      ...(row.amount_rupiah === null ? {} : { amountRupiah: row.amount_rupiah }),
    };
  });
}
