import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import { VillageCode, VisitPage, VisitPlan } from "#contract/visit-plan.ts";
import { readCurrentVersion } from "./current-version.ts";
import type { RoutePlugin } from "./deps.ts";
import { asOfficer, refuseWith, requireRight } from "./guard.ts";
import { describe } from "./routes-doc.ts";
import { readSeat } from "./seat.ts";
import { readVisits } from "./visit-rows.ts";
import { noteFamilies } from "./work-subject.ts";

/** Only who visits has use for it. */
const PURPOSE = "verification";
const OneVillage = Type.Object({ village: VillageCode });

/** The plan of visits to families that no welfare source ever spoke of. */
export const visitPlanRoutes: RoutePlugin = async (root, deps) => {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.get(
    "/api/v1/visit-plans/:village",
    {
      schema: {
        params: OneVillage,
        querystring: VisitPage,
        ...describe(
          {
            id: "readVisitPlan",
            tag: "families",
            summary: "Families of a village that were never surveyed, in the order of walking",
            description:
              "By RW, RT and address. Every family on the page is noted in the audit log.",
            needs: "read-family for verification, in that village",
          },
          VisitPlan,
        ),
      },
    },
    async (request, reply) => {
      const { village } = request.params;
      const plan = await asOfficer(deps, request, reply, PURPOSE, async (tx) => {
        await requireRight(tx, "read-family");
        const version = await readCurrentVersion(tx);
        if (version === undefined) refuseWith("no-version");
        const seat = await readSeat(tx, [Number(village)]);
        // Doors are for those whose sheet carries names and addresses.
        if (seat === undefined || !NAMED.has(seat.sheet)) refuseWith("not-allowed");
        const { page, hits } = await readVisits(tx, village, version, request.query);
        const { versionNo } = version;
        await noteFamilies(tx, { act: "list-visits", requestId: request.id, versionNo }, hits);
        return page;
      });
      return plan.ok ? reply.send(plan.value) : reply;
    },
  );
};

const NAMED: ReadonlySet<string> = new Set(["identity", "L3", "L4"]);
