import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import type { FastifyReply, FastifyRequest } from "fastify";
import { Type } from "typebox";
import { AreaChoice } from "#contract/area-figures.ts";
import { HoldingFigures } from "#contract/holding-figures.ts";
import { recordAct } from "#store/audit.ts";
import { partsTier } from "./area-seat.ts";
import type { RoutePlugin, ServerDeps } from "./deps.ts";
import { sendTagged } from "./etag.ts";
import { type Answered, asOfficer, refuseWith, requireRight } from "./guard.ts";
import { writeHoldingsCsv } from "./holding-csv.ts";
import { readHoldings } from "./holding-rows.ts";
import { describe } from "./routes-doc.ts";

const NEEDS = "read-figures for worklist, within one's region";
const VersionNo = Type.Object({ versionNo: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }) });

/** Overlaps and gaps between programs, by region down to the village: who is poor with nothing, who better off with several. */
export const holdingFigureRoutes: RoutePlugin = async (root, deps) => {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.get(
    "/api/v1/versions/:versionNo/holdings",
    {
      schema: {
        params: VersionNo,
        querystring: AreaChoice,
        ...describe(
          {
            id: "readHoldings",
            tag: "versions",
            summary: "Programs that families of a region hold places in: gaps, overlaps, pairs",
            description:
              "Of every list that the version has at the desk, those brought beside it included. Counts only; small ones are withheld by the rule of cross tables from whoever may not list the families themselves.",
            needs: NEEDS,
          },
          HoldingFigures,
        ),
      },
    },
    async (request, reply) => {
      const found = await ask(deps, request, reply, request.params.versionNo, request.query);
      return found.ok ? sendTagged(request, reply, found.value) : reply;
    },
  );
  app.get(
    "/api/v1/versions/:versionNo/holdings/csv",
    {
      schema: {
        params: VersionNo,
        querystring: AreaChoice,
        ...describe(
          {
            id: "readHoldingsFile",
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
      const name = `tumpang-tindih-${found.value.version.label}-${request.query.area}.csv`;
      reply.header("content-disposition", `attachment; filename="${name}"`);
      return reply.type("text/csv; charset=utf-8").send(writeHoldingsCsv(found.value));
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
): Promise<Answered<HoldingFigures>> {
  return await asOfficer(deps, request, reply, "worklist", async (tx) => {
    await requireRight(tx, "read-figures");
    const tier = partsTier(choice) ?? refuseWith("malformed-request");
    const found = (await readHoldings(tx, versionNo, choice.area, tier)) ?? refuseWith("not-found");
    await recordAct(tx, {
      act: "read-area-figures",
      by: ["read-figures"],
      subjectKind: "none",
      versionNo,
      fieldsClass: "figures",
      rowCount: found.parts.length + 1,
      requestId: request.id,
      detail: { area: choice.area, of: "holdings" },
    });
    return found;
  });
}
