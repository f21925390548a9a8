import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import { PasswordChange, PasswordChanged } from "#contract/session.ts";
import { changePassword } from "#store/own-password.ts";
import type { Tx } from "#store/transact.ts";
import { accountProblem } from "./account-problems.ts";
import type { RoutePlugin } from "./deps.ts";
import { asOfficer, refuseWith } from "./guard.ts";
import { sendProblem } from "./problem.ts";
import { describe } from "./routes-doc.ts";
import { TOO_OFTEN } from "./session.ts";
import { readToken } from "./session-cookie.ts";

/** Whoever is signed in changes the own password; nobody changes another's. */
export const ownPasswordRoutes: RoutePlugin = async (root, deps) => {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.post(
    "/api/v1/session/password",
    {
      schema: {
        body: PasswordChange,
        ...describe(
          {
            id: "changePassword",
            tag: "session",
            summary: "Change one's own password; every other session of the account ends at once",
            description:
              "Refused: shorter than 12, longer than 200, naming the account, among the first guesses, or the old one. Wrong old passwords count as wrong sign-ins do.",
            needs: "a session",
          },
          PasswordChanged,
        ),
      },
    },
    async (request, reply) => {
      const username = await asOfficer(deps, request, reply, "account", readUsername);
      const token = readToken(request, deps.secure ?? false);
      if (!username.ok || token === undefined) return reply;
      const draft = { ...request.body, username: username.value };
      const changed = await changePassword(deps.desk, token, draft);
      if (changed.ok) return reply.send(changed.value);
      const { problem } = changed;
      if (problem === "too-many-tries") return sendProblem(request, reply, TOO_OFTEN);
      return sendProblem(request, reply, accountProblem(problem));
    },
  );
};

async function readUsername(tx: Tx): Promise<string> {
  const [row] = await tx.query<{ username: string }>(
    "select username from dtsen.account where account_id = dtsen.acting_account()",
  );
  return row?.username ?? refuseWith("not-signed-in");
}
