import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import { type TSchema, Type } from "typebox";
import {
  AccountDraft,
  AccountFilter,
  AccountId,
  AccountPage,
  AccountReceipt,
  AccountReset,
  AccountRevocation,
  RevocationReceipt,
} from "#contract/accounts.ts";
import {
  type HandedCode,
  inviteAccount,
  resetAccount,
  revokeAccount,
} from "#store/account-acts.ts";
import { recordAct } from "#store/audit.ts";
import type { Tx } from "#store/transact.ts";
import { readTerms, refuseAccount } from "./account-problems.ts";
import { listAccounts } from "./account-rows.ts";
import { actOnce, KeyHeader } from "./act-once.ts";
import type { RoutePlugin, ServerDeps } from "./deps.ts";
import { asOfficer, refuseWith, requireRight } from "./guard.ts";
import { todayOf } from "./office-day.ts";
import { describe } from "./routes-doc.ts";

const PURPOSE = "administration";
const NEEDS = "manage-account under the purpose administration";
const OneAccount = Type.Object({ accountId: AccountId });

/** Named persons: invited, listed, reset and revoked by who manages their region and may give their roles. */
export const accountRoutes: RoutePlugin = async (root, deps) => {
  addList(root, deps);
  addInvite(root, deps);
  addReset(root, deps);
  addRevoke(root, deps);
};

function addList(root: Parameters<RoutePlugin>[0], deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.get(
    "/api/v1/accounts",
    {
      schema: {
        querystring: AccountFilter,
        ...doc(
          "listAccounts",
          "Accounts of my region with their appointments, past ones too",
          AccountPage,
          "manage-account or confirm-appointment under the purpose administration",
        ),
      },
    },
    async (request, reply) => {
      const page = await asOfficer(deps, request, reply, PURPOSE, async (tx) => {
        const [held] = await tx.query<{ may: boolean }>(
          "select dtsen.holds('manage-account') or dtsen.holds('confirm-appointment') as may",
        );
        if (held?.may !== true) refuseWith("not-allowed");
        const found = await listAccounts(tx, request.query, todayOf(deps.clock()));
        const note = { act: "list-accounts", subjectKind: "none", fieldsClass: "account" } as const;
        const by = ["manage-account", "confirm-appointment"] as const;
        await recordAct(tx, { ...note, by, rowCount: found.items.length, requestId: request.id });
        return found;
      });
      return page.ok ? reply.send(page.value) : reply;
    },
  );
}

function addInvite(root: Parameters<RoutePlugin>[0], deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.post(
    "/api/v1/accounts",
    {
      schema: {
        headers: KeyHeader,
        body: AccountDraft,
        ...doc("inviteAccount", "Invite a person with a first appointment", AccountReceipt),
      },
    },
    async (request, reply) => {
      const { body } = request;
      const key = request.headers["idempotency-key"];
      const done = await asOfficer(deps, request, reply, PURPOSE, async (tx) => {
        await requireRight(tx, "manage-account");
        return await onceWithCode(tx, { key, request: ["invite", body] }, async () => {
          const draft = { ...body, personName: body.fullName };
          const made = await inviteAccount(tx, draft, readTerms(body.appointment), deps.clock());
          return made.ok ? made.value : refuseAccount(made.problem);
        });
      });
      return done.ok ? reply.send(done.value) : reply;
    },
  );
}

function addReset(root: Parameters<RoutePlugin>[0], deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.post(
    "/api/v1/accounts/:accountId/reset",
    {
      schema: {
        headers: KeyHeader,
        params: OneAccount,
        body: AccountReset,
        ...doc(
          "resetAccount",
          "A new code; password and sessions end, rights wait",
          AccountReceipt,
        ),
      },
    },
    async (request, reply) => {
      const accountId = Number(request.params.accountId);
      const { reason } = request.body;
      const key = request.headers["idempotency-key"];
      const done = await asOfficer(deps, request, reply, PURPOSE, async (tx) => {
        await requireRight(tx, "manage-account");
        return await onceWithCode(tx, { key, request: ["reset", accountId, reason] }, async () => {
          const made = await resetAccount(tx, accountId, reason, deps.clock());
          return made.ok ? { ...made.value, accountId } : refuseAccount(made.problem);
        });
      });
      return done.ok ? reply.send(done.value) : reply;
    },
  );
}

function addRevoke(root: Parameters<RoutePlugin>[0], deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.post(
    "/api/v1/accounts/:accountId/revocation",
    {
      schema: {
        headers: KeyHeader,
        params: OneAccount,
        body: AccountRevocation,
        ...doc("revokeAccount", "End its sessions at once, or disable it too", RevocationReceipt),
      },
    },
    async (request, reply) => {
      const accountId = Number(request.params.accountId);
      const { reason, disable: isDisabling } = request.body;
      const key = request.headers["idempotency-key"];
      const ask = { key, request: ["revoke", accountId, reason, isDisabling] };
      const done = await asOfficer(deps, request, reply, PURPOSE, async (tx) => {
        await requireRight(tx, "manage-account");
        return await actOnce(tx, ask, async () => {
          const ended = await revokeAccount(tx, accountId, { reason, isDisabling });
          if (!ended.ok) return refuseAccount(ended.problem);
          return { ...ended.value, accountId: String(accountId) };
        });
      });
      return done.ok ? reply.send(done.value) : reply;
    },
  );
}

/** Acts once for its key. The code is in the first answer only: what is kept for repeats has none. */
async function onceWithCode(
  tx: Tx,
  ask: { readonly key: string; readonly request: readonly unknown[] },
  act: () => Promise<HandedCode & { readonly accountId: number }>,
): Promise<AccountReceipt> {
  let said: HandedCode | undefined;
  const kept = await actOnce(tx, ask, async () => {
    const { accountId, code, goodUntil } = await act();
    said = { code, goodUntil };
    return { accountId: String(accountId) };
  });
  return { ...kept, ...said };
}

function doc<Answer extends TSchema>(id: string, summary: string, answer: Answer, needs = NEEDS) {
  return describe({ id, tag: "accounts", summary, needs }, answer);
}
