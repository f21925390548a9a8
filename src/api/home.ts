import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import type { FastifyReply, FastifyRequest } from "fastify";
import { type Home, Home as HomeShape } from "#contract/home.ts";
import type { Purpose } from "#domain/purpose.ts";
import { ROLE_GRANTS } from "#domain/role-grants.ts";
import { readCurrentVersion } from "./current-version.ts";
import type { RoutePlugin, ServerDeps } from "./deps.ts";
import { asOfficer, refuseWith } from "./guard.ts";
import { readTasks, TASK_PURPOSES } from "./home-tasks.ts";
import { readRegionFigures } from "./region-figures.ts";
import { describe } from "./routes-doc.ts";
import { readOfficer } from "./who-am-i.ts";

/** Purposes under which lists of work and figures are read, the usual one first. */
const WORK_PURPOSES: readonly Purpose[] = ["worklist", "oversight"];

/** What waits for an officer today, and how the officer's region stands. */
export const homeRoutes: RoutePlugin = async (root, deps) => {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.get(
    "/api/v1/home",
    {
      schema: describe(
        {
          id: "readHome",
          tag: "home",
          summary: "Work of today and figures of one's region",
          description: "Counts only, never a person's data.",
          needs: "a session",
        },
        HomeShape,
      ),
    },
    async (request, reply) => await answerHome(deps, request, reply),
  );
};

async function answerHome(deps: ServerDeps, request: FastifyRequest, reply: FastifyReply) {
  const who = await asOfficer(deps, request, reply, "account", async (tx) => {
    const officer = (await readOfficer(tx)) ?? refuseWith("not-allowed");
    return { officer, version: await readCurrentVersion(tx) };
  });
  if (!who.ok) return reply;
  const { officer, version } = who.value;
  const home = await asOfficer(
    deps,
    request,
    reply,
    workPurpose(officer.role),
    async (tx): Promise<Home> => ({
      ...(version === undefined ? {} : { version }),
      tasks: await readTasks(tx),
      ...(await readRegionFigures(tx, officer.region, version?.versionNo)),
    }),
  );
  if (!home.ok) return reply;
  const tasks = [...home.value.tasks];
  for (const purpose of TASK_PURPOSES.filter((each) => purposesOf(officer.role).has(each))) {
    const more = await asOfficer(deps, request, reply, purpose, (tx) => readTasks(tx, purpose));
    if (!more.ok) return reply;
    tasks.push(...more.value);
  }
  return reply.send({ ...home.value, tasks });
}

function purposesOf(role: string): ReadonlySet<Purpose> {
  const grants = Object.entries(ROLE_GRANTS).find(([known]) => known === role)?.[1] ?? [];
  return new Set(grants.flatMap(([, ...purposes]) => purposes));
}

function workPurpose(role: string): Purpose {
  const held = purposesOf(role);
  return WORK_PURPOSES.find((purpose) => held.has(purpose)) ?? "account";
}
