import swagger from "@fastify/swagger";
import type { RoutePlugin } from "./deps.ts";

/**
 * OpenAPI 3.1 out of the shapes that validate: registered before the routes it describes. Served as
 * /api/v1/openapi.json and committed as docs/api/openapi.json.
 */
export const openapiRoutes: RoutePlugin = async (app) => {
  await app.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: {
        title: "OpenDTSEN",
        version: "1",
        description:
          "The desk of a national social registry. Every personal read carries a purpose and is written to the audit log in the same transaction. Refusals are application/problem+json with stable codes.",
        license: { name: "Apache-2.0", identifier: "Apache-2.0" },
      },
      servers: [{ url: "/" }],
      tags: [
        { name: "session", description: "Signing in and out" },
        { name: "home", description: "Work of today" },
        { name: "families", description: "Families of one's region" },
        { name: "versions", description: "Versions of the register and their figures" },
        { name: "programs", description: "Programs as the regulations have them" },
        { name: "reference", description: "Regions and facts to choose from; nobody's data" },
        { name: "tables", description: "Cross tables that the lake worker counts" },
        {
          name: "verification",
          description: "Persons without NIK, evidence that waits for a person",
        },
        {
          name: "payments",
          description: "Where payments of a phase stand, by reports of banks and PT Pos",
        },
        { name: "quarantine", description: "Refused rows and how to repair them" },
        { name: "accounts", description: "Named persons and their dated appointments" },
        { name: "audit", description: "The audit log, for those who oversee" },
      ],
      components: {
        securitySchemes: {
          session: {
            type: "apiKey",
            in: "cookie",
            name: "__Host-dtsen",
            description: "Given by signIn; named dtsen over plain http on one's own machine",
          },
        },
      },
      security: [{ session: [] }],
    },
    // Pages for people and files of the console are no part of the API.
    transform: ({ schema, url }) => ({
      schema: { ...schema, ...(url.startsWith("/api/") ? {} : { hide: true }) },
      url,
    }),
  });
  app.get("/api/v1/openapi.json", { schema: { hide: true } }, async (_request, reply) =>
    reply.header("cache-control", "public, max-age=300").send(app.swagger()),
  );
};
