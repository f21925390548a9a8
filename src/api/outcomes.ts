import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import { OutcomeChoice, OutcomeFigures } from "#contract/outcomes.ts";
import { recordAct } from "#store/audit.ts";
import type { RoutePlugin } from "./deps.ts";
import { asOfficer, refuseWith, requireRight } from "./guard.ts";
import { readOutcomes } from "./outcome-rows.ts";
import { villageRange } from "./region-code.ts";
import { describe } from "./routes-doc.ts";

const PURPOSE = "verification";

/** How cases of a region stand, how long they take, which are late, and what was found by looking. */
export const outcomeRoutes: RoutePlugin = async (root, deps) => {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.get(
    "/api/v1/outcomes/:area",
    {
      schema: {
        params: OutcomeChoice,
        ...describe(
          {
            id: "readOutcomes",
            tag: "verification",
            summary:
              "Cases of a region and its parts: under way, late, ended, how long, and what was found",
            description:
              "Counts of those kinds of case that whoever asks may read, made anew every five minutes. What was found is a share of what was looked into, with its interval, never of the whole list. Hidden families, and complaints that the province examines, are in none.",
            needs: "read-proposal in the whole region, under the purpose verification",
          },
          OutcomeFigures,
        ),
      },
    },
    async (request, reply) => {
      const { area } = request.params;
      const answer = await asOfficer(deps, request, reply, PURPOSE, async (tx) => {
        await requireRight(tx, "read-proposal");
        const [row] = await tx.query<{ is_mine: boolean | null }>(
          "select int8range($1, $2, '[]') <@ dtsen.my_ranges('read-proposal') as is_mine",
          [...villageRange(area === "ID" ? "" : area)],
        );
        if (row?.is_mine !== true) return refuseWith("not-found");
        const found = await readOutcomes(tx, area);
        await recordAct(tx, {
          ...{ act: "read-outcomes", by: ["read-proposal"] as const, subjectKind: "none" as const },
          ...{ fieldsClass: "figures", requestId: request.id, rowCount: found.parts.length + 1 },
          detail: { area },
        });
        return found;
      });
      return answer.ok ? reply.send(answer.value) : reply;
    },
  );
};
