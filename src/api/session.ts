import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import type { FastifyReply, FastifyRequest } from "fastify";
import { Type } from "typebox";
import { Officer, SignIn } from "#contract/session.ts";
import { endSession, signIn } from "#store/accounts.ts";
import type { Tx } from "#store/transact.ts";
import type { RoutePlugin, ServerDeps } from "./deps.ts";
import { asOfficer, refuseWith } from "./guard.ts";
import { type ProblemEntry, sendProblem } from "./problem.ts";
import { describe } from "./routes-doc.ts";
import { guardAgainstOtherSites } from "./same-site.ts";
import { giveToken, readToken, takeToken } from "./session-cookie.ts";
import { readOfficer } from "./who-am-i.ts";

const REFUSED = {
  code: "sign-in-refused",
  entry: [
    401,
    "Belum cocok",
    "Nama akun, kata sandi atau kode belum cocok. Data Anda tidak berubah.",
    "Account name, password or code do not match.",
    "Periksa ketiganya dan jam HP Anda, lalu coba lagi. / Check all three and your phone's clock.",
  ] as ProblemEntry,
} as const;

/** Passwords are tried a few times, then waited for; the same where an old one is asked again. */
export const TOO_OFTEN = {
  code: "sign-in-waits",
  entry: [
    429,
    "Tunggu sebentar",
    "Terlalu banyak percobaan untuk akun ini. Akun tidak dikunci.",
    "Too many tries for this account. It is not locked.",
    "Tunggu beberapa menit lalu coba lagi. / Wait a few minutes and try again.",
  ] as ProblemEntry,
} as const;

/** Sign-in, sign-out and who-am-I. */
export const sessionRoutes: RoutePlugin = async (root, deps) => {
  guardAgainstOtherSites(root);
  const app = root.withTypeProvider<TypeBoxTypeProvider>();

  app.post(
    "/api/v1/session",
    {
      schema: {
        body: SignIn,
        ...describe(
          {
            id: "signIn",
            tag: "session",
            summary: "Sign in with name, password and TOTP code",
            description: "All three at once: no answer tells which of them was wrong.",
            needs: "nothing",
          },
          Officer,
        ),
      },
    },
    async (request, reply) => await enter(deps, request, reply, request.body),
  );

  app.get(
    "/api/v1/session",
    {
      schema: describe(
        { id: "whoAmI", tag: "session", summary: "Who is signed in", needs: "a session" },
        Officer,
      ),
    },
    async (request, reply) => await whoAmI(deps, request, reply),
  );

  app.delete(
    "/api/v1/session",
    {
      schema: {
        ...describe(
          { id: "signOut", tag: "session", summary: "End the session at once", needs: "a session" },
          Type.Null(),
        ),
        response: { 204: Type.Null({ description: "Ended" }) },
      },
    },
    async (request, reply) => {
      const token = readToken(request, deps.secure ?? false);
      if (token !== undefined) await endSession(deps.desk, token, "signed-out");
      takeToken(reply, deps.secure ?? false);
      return reply.code(204).send(null);
    },
  );
};

async function enter(
  deps: ServerDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  { name, password, totp }: SignIn,
) {
  const device = (request.headers["user-agent"] ?? "").slice(0, 120);
  const entered = await signIn(deps.desk, { name, password, totp, device }, deps.clock());
  if (!entered.ok) {
    return sendProblem(request, reply, entered.problem === "too-many-tries" ? TOO_OFTEN : REFUSED);
  }
  const { token } = entered.value;
  giveToken(reply, token, deps.secure ?? false);
  return await whoAmI(deps, request, reply, token);
}

async function whoAmI(
  deps: ServerDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  token = readToken(request, deps.secure ?? false),
) {
  const read = async (tx: Tx) => (await readOfficer(tx)) ?? refuseWith("not-allowed");
  const officer = await asOfficer(deps, request, reply, "account", read, token);
  return officer.ok ? reply.send(officer.value) : reply;
}
