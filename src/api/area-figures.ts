import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import type { FastifyReply, FastifyRequest } from "fastify";
import { Type } from "typebox";
import { AreaChoice, AreaFigures } from "#contract/area-figures.ts";
import { recordAct } from "#store/audit.ts";
import { writeAreasCsv } from "./area-csv.ts";
import { readAreas } from "./area-rows.ts";
import { partsTier } from "./area-seat.ts";
import type { RoutePlugin, ServerDeps } from "./deps.ts";
import { sendTagged } from "./etag.ts";
import { type Answered, asOfficer, refuseWith, requireRight } from "./guard.ts";
import { describe } from "./routes-doc.ts";

const NEEDS = "read-figures for worklist, within one's region";
const VersionNo = Type.Object({ versionNo: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }) });

/** Regions of a version down to the village: how old facts are, what is missing, who moved. */
export const areaFigureRoutes: RoutePlugin = async (root, deps) => {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.get(
    "/api/v1/versions/:versionNo/areas",
    {
      schema: {
        params: VersionNo,
        querystring: AreaChoice,
        ...describe(
          {
            id: "readAreaFigures",
            tag: "versions",
            summary: "A region of a version and its parts: age and gaps of facts, moves, drift",
            description:
              "Counts only. Small ones are withheld by the rule of cross tables from whoever may not list the families themselves.",
            needs: NEEDS,
          },
          AreaFigures,
        ),
      },
    },
    async (request, reply) => {
      const found = await ask(deps, request, reply, request.params.versionNo, request.query);
      return found.ok ? sendTagged(request, reply, found.value) : reply;
    },
  );
  app.get(
    "/api/v1/versions/:versionNo/areas/csv",
    {
      schema: {
        params: VersionNo,
        querystring: AreaChoice,
        ...describe(
          {
            id: "readAreaFiguresFile",
            tag: "versions",
            summary: "The same as CSV; withheld numbers are an asterisk",
            needs: NEEDS,
          },
          Type.String(),
        ),
      },
    },
    async (request, reply) => {
      const found = await ask(deps, request, reply, request.params.versionNo, request.query);
      if (!found.ok) return reply;
      const name = `wilayah-${found.value.version.label}-${request.query.area}.csv`;
      reply.header("content-disposition", `attachment; filename="${name}"`);
      return reply.type("text/csv; charset=utf-8").send(writeAreasCsv(found.value));
    },
  );
};

/** The figures and the note of who read them, together. */
async function ask(
  deps: ServerDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  versionNo: number,
  choice: AreaChoice,
): Promise<Answered<AreaFigures>> {
  return await asOfficer(deps, request, reply, "worklist", async (tx) => {
    await requireRight(tx, "read-figures");
    const tier = partsTier(choice) ?? refuseWith("malformed-request");
    const found = (await readAreas(tx, versionNo, choice.area, tier)) ?? refuseWith("not-found");
    await recordAct(tx, {
      act: "read-area-figures",
      by: ["read-figures"],
      subjectKind: "none",
      versionNo,
      fieldsClass: "figures",
      rowCount: found.parts.length + 1,
      requestId: request.id,
      detail: { area: choice.area },
    });
    return found;
  });
}
