import type { FastifyInstance, FastifyRequest } from "fastify";
import { sendProblem } from "./problem.ts";

const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);

/** What no form of another site can send without asking first: JSON, and the files that evidence is. */
const NOT_OF_FORMS = ["application/json", "application/pdf", "image/jpeg", "image/png"];

const CROSS_SITE = {
  code: "cross-site",
  entry: [
    403,
    "Dari situs lain",
    "Permintaan yang mengubah sesuatu hanya diterima dari halaman kami sendiri.",
    "A request that changes something is accepted only from our own pages.",
    "Buka konsol di alamat resminya. / Open the console at its own address.",
  ],
} as const;

/**
 * Beside SameSite cookies: unsafe requests to the API must come from our own origin and carry JSON
 * or a file, so that no form on another site can send them. Programs send neither header and are let in.
 */
export function guardAgainstOtherSites(app: FastifyInstance): void {
  app.addHook("onRequest", async (request, reply) => {
    if (SAFE.has(request.method) || !request.url.startsWith("/api/v1/")) return;
    if (isFromElsewhere(request)) return sendProblem(request, reply, CROSS_SITE);
    const type = request.headers["content-type"];
    if (type !== undefined && !NOT_OF_FORMS.some((one) => type.startsWith(one))) {
      return sendProblem(request, reply, "malformed-request");
    }
  });
}

function isFromElsewhere(request: FastifyRequest): boolean {
  const site = request.headers["sec-fetch-site"];
  if (site !== undefined && site !== "same-origin" && site !== "none") return true;
  const { origin } = request.headers;
  if (origin === undefined) return false;
  return !URL.canParse(origin) || new URL(origin).host !== request.headers.host;
}
