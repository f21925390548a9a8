import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import {
  EnrolmentCode,
  EnrolmentDraft,
  EnrolmentReceipt,
  OpenedEnrolment,
} from "#contract/enrolment.ts";
import { finishEnrolment, openEnrolment } from "#store/enrolment.ts";
import { accountProblem } from "./account-problems.ts";
import type { RoutePlugin } from "./deps.ts";
import { sendProblem } from "./problem.ts";
import { describe } from "./routes-doc.ts";

/** Whoever holds a code chooses a password and an authenticator. The code travels in bodies only. */
export const enrolmentRoutes: RoutePlugin = async (root, deps) => {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.post(
    "/api/v1/enrolment/opening",
    {
      schema: {
        body: EnrolmentCode,
        ...describe(
          {
            id: "openEnrolment",
            tag: "accounts",
            summary: "Whose code this is, and what their authenticator must read",
            needs: "nothing",
          },
          OpenedEnrolment,
        ),
      },
    },
    async (request, reply) => {
      const opened = await openEnrolment(deps.desk, request.body.code, deps.clock());
      if (!opened.ok) return sendProblem(request, reply, accountProblem(opened.problem));
      const { personName: fullName, ...rest } = opened.value;
      return reply.send({ ...rest, fullName });
    },
  );
  app.post(
    "/api/v1/enrolment",
    {
      schema: {
        body: EnrolmentDraft,
        ...describe(
          {
            id: "finishEnrolment",
            tag: "accounts",
            summary: "Choose password and authenticator; the code is spent",
            needs: "nothing",
          },
          EnrolmentReceipt,
        ),
      },
    },
    async (request, reply) => {
      const done = await finishEnrolment(deps.desk, request.body, deps.clock());
      if (!done.ok) return sendProblem(request, reply, accountProblem(done.problem));
      return reply.send(done.value);
    },
  );
};
