import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import { AccountId } from "#contract/accounts.ts";
import {
  AppointmentDraft,
  AppointmentEnd,
  AppointmentId,
  AppointmentReceipt,
} from "#contract/appointments.ts";
import { APPOINTMENT_STATE_WORDS, type AppointmentState } from "#domain/appointment.ts";
import type { Right } from "#domain/right.ts";
import { confirmAppointment, endAppointment, giveAppointment } from "#store/appointments.ts";
import type { Tx } from "#store/transact.ts";
import { readTerms, refuseAccount } from "./account-problems.ts";
import { actOnce, KeyHeader } from "./act-once.ts";
import type { RoutePlugin, ServerDeps } from "./deps.ts";
import { asOfficer, requireRight } from "./guard.ts";
import { todayOf } from "./office-day.ts";
import { describe } from "./routes-doc.ts";

const PURPOSE = "administration";
const OneAppointment = Type.Object({ appointmentId: AppointmentId });

/** Dated roles: one person appoints, another confirms, either may end; nothing is deleted. */
export const appointmentRoutes: RoutePlugin = async (root, deps) => {
  addAppoint(root, deps);
  addConfirm(root, deps);
  addEnd(root, deps);
};

function addAppoint(root: Parameters<RoutePlugin>[0], deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.post(
    "/api/v1/accounts/:accountId/appointments",
    {
      schema: {
        headers: KeyHeader,
        params: Type.Object({ accountId: AccountId }),
        body: AppointmentDraft,
        ...describe(
          {
            id: "appoint",
            tag: "accounts",
            summary: "Appoint somebody who has an account, also to renew before it ends",
            description: "It gives no right until another person confirms it.",
            needs: "appoint under the purpose administration; never oneself",
          },
          AppointmentReceipt,
        ),
      },
    },
    async (request, reply) => {
      const { params, body } = request;
      const key = request.headers["idempotency-key"];
      const done = await asOfficer(deps, request, reply, PURPOSE, (tx) =>
        once(tx, "appoint", { key, request: [params.accountId, body] }, async () => {
          const given = await giveAppointment(tx, Number(params.accountId), readTerms(body));
          if (!given.ok) return refuseAccount(given.problem);
          return receipt(String(given.value.appointmentId), "waiting");
        }),
      );
      return done.ok ? reply.send(done.value) : reply;
    },
  );
}

function addConfirm(root: Parameters<RoutePlugin>[0], deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.post(
    "/api/v1/appointments/:appointmentId/confirmation",
    {
      schema: {
        headers: KeyHeader,
        params: OneAppointment,
        ...describe(
          {
            id: "confirmAppointment",
            tag: "accounts",
            summary: "Bring another person's appointment into force on its days",
            needs:
              "confirm-appointment under the purpose administration; never one's own act or post",
          },
          AppointmentReceipt,
        ),
      },
    },
    async (request, reply) => {
      const { appointmentId } = request.params;
      const key = request.headers["idempotency-key"];
      const done = await asOfficer(deps, request, reply, PURPOSE, (tx) =>
        once(tx, "confirm-appointment", { key, request: [appointmentId] }, async () => {
          const today = todayOf(deps.clock());
          const confirmed = await confirmAppointment(tx, Number(appointmentId), today);
          if (!confirmed.ok) return refuseAccount(confirmed.problem);
          return receipt(appointmentId, "in-force");
        }),
      );
      return done.ok ? reply.send(done.value) : reply;
    },
  );
}

function addEnd(root: Parameters<RoutePlugin>[0], deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.post(
    "/api/v1/appointments/:appointmentId/end",
    {
      schema: {
        headers: KeyHeader,
        params: OneAppointment,
        body: AppointmentEnd,
        ...describe(
          {
            id: "endAppointment",
            tag: "accounts",
            summary: "End an appointment before its day, with a reason",
            description: "Its rights are gone at the holder's next request; the row stays.",
            needs: "confirm-appointment under the purpose administration; never one's own",
          },
          AppointmentReceipt,
        ),
      },
    },
    async (request, reply) => {
      const { appointmentId } = request.params;
      const { reason } = request.body;
      const key = request.headers["idempotency-key"];
      const done = await asOfficer(deps, request, reply, PURPOSE, (tx) =>
        once(tx, "confirm-appointment", { key, request: [appointmentId, reason] }, async () => {
          const today = todayOf(deps.clock());
          const ended = await endAppointment(tx, Number(appointmentId), reason, today);
          if (!ended.ok) return refuseAccount(ended.problem);
          return receipt(appointmentId, "revoked");
        }),
      );
      return done.ok ? reply.send(done.value) : reply;
    },
  );
}

type Ask = { readonly key: string; readonly request: readonly unknown[] };

/** The right first, then the act once for its key. */
async function once(
  tx: Tx,
  right: Right,
  { key, request }: Ask,
  act: () => Promise<AppointmentReceipt>,
): Promise<AppointmentReceipt> {
  await requireRight(tx, right);
  return await actOnce(tx, { key, request: [right, ...request] }, act);
}

function receipt(appointmentId: string, state: AppointmentState): AppointmentReceipt {
  return { appointmentId, words: { ...APPOINTMENT_STATE_WORDS[state] } };
}
