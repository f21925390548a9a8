import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import { AuditPage, AuditSearch, SealStatus } from "#contract/audit.ts";
import { recordAct } from "#store/audit.ts";
import { readSealStatus } from "./audit-seal.ts";
import { searchAudit } from "./audit-search.ts";
import type { RoutePlugin } from "./deps.ts";
import { asOfficer, requireRight } from "./guard.ts";
import { describe } from "./routes-doc.ts";

const NEEDS = "read-audit under the purpose oversight";

/** For auditors and data protection officers: the seal, and who did what. Reading it is noted too. */
export const auditRoutes: RoutePlugin = async (root, deps) => {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.get(
    "/api/v1/audit/seal",
    {
      schema: describe(
        {
          id: "readSealStatus",
          tag: "audit",
          summary: "How far the audit log is sealed",
          needs: NEEDS,
        },
        SealStatus,
      ),
    },
    async (request, reply) => {
      const may = await asOfficer(deps, request, reply, "oversight", async (tx) => {
        await requireRight(tx, "read-audit");
      });
      if (!may.ok) return reply;
      return reply.send(await readSealStatus(deps.desk, deps.clock()));
    },
  );
  app.post(
    "/api/v1/audit/search",
    {
      schema: {
        body: AuditSearch,
        ...describe(
          {
            id: "searchAudit",
            tag: "audit",
            summary: "Entries of the audit log, newest first",
            needs: NEEDS,
          },
          AuditPage,
        ),
      },
    },
    async (request, reply) => {
      const page = await asOfficer(deps, request, reply, "oversight", async (tx) => {
        await requireRight(tx, "read-audit");
        const found = await searchAudit(tx, request.body);
        await recordAct(tx, {
          act: "search-audit",
          by: ["read-audit"],
          subjectKind: "none",
          fieldsClass: "work",
          rowCount: found.items.length,
          requestId: request.id,
        });
        return found;
      });
      return page.ok ? reply.send(page.value) : reply;
    },
  );
};
