import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import { AnyRegionCode, RegionParts, RuleFacts } from "#contract/reference.ts";
import { findRegion, listChildren, type Region } from "#regions/region-book.ts";
import type { RoutePlugin } from "./deps.ts";
import { sendTagged } from "./etag.ts";
import { asOfficer, refuseWith } from "./guard.ts";
import { describe } from "./routes-doc.ts";
import { ruleFacts } from "./rule-facts.ts";

/** What forms let people choose from: regions by name, and facts that a condition may ask. Nobody's data. */
export const referenceRoutes: RoutePlugin = async (root, deps) => {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.get(
    "/api/v1/regions/:code",
    {
      schema: {
        params: Type.Object({ code: AnyRegionCode }, { additionalProperties: false }),
        ...describe(
          {
            id: "readRegion",
            tag: "reference",
            summary: "A region of today and those directly inside it",
            needs: "a session",
          },
          RegionParts,
        ),
      },
    },
    async (request, reply) => {
      const found = await asOfficer(deps, request, reply, "account", async () => {
        const { code } = request.params;
        const region = findRegion(code === "ID" ? "" : code) ?? refuseWith("not-found");
        return { region: written(region), parts: listChildren(region).map(written) };
      });
      return found.ok ? sendTagged(request, reply, found.value) : reply;
    },
  );
  app.get(
    "/api/v1/rule-facts",
    {
      schema: describe(
        {
          id: "listRuleFacts",
          tag: "reference",
          summary: "Facts of families and members that a condition may ask",
          needs: "a session",
        },
        RuleFacts,
      ),
    },
    async (request, reply) => {
      const found = await asOfficer(deps, request, reply, "account", async () => ({
        items: ruleFacts("family"),
      }));
      return found.ok ? sendTagged(request, reply, found.value) : reply;
    },
  );
};

const written = ({ code, name, tier }: Region) => ({
  code: code === "" ? "ID" : code,
  name,
  tier: tier === "nation" ? ("country" as const) : tier,
});
