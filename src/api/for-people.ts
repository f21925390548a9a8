import type { FastifyRequest } from "fastify";

/** People get a page, programs get problem+json. */
export function isForPeople(request: FastifyRequest): boolean {
  return !request.url.startsWith("/api/") && (request.headers.accept ?? "").includes("text/html");
}
