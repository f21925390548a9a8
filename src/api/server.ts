import { randomUUID } from "node:crypto";
import Fastify, {
  type FastifyError,
  type FastifyInstance,
  type FastifyServerOptions,
} from "fastify";
import type { ServerDeps } from "./deps.ts";
import { isForPeople } from "./for-people.ts";
import { readForm } from "./form-body.ts";
import { openLog } from "./log-lines.ts";
import { languageOf } from "./pages/language.ts";
import { noticePage } from "./pages/notice.ts";
import { type ProblemCode, sendProblem } from "./problem.ts";
import { ROUTES } from "./routes.ts";
import { addSecurityHeaders } from "./security-headers.ts";
import { limitWrites } from "./writes-in-flight.ts";

/** The largest body of an ordinary request; uploads have their own route and limit. */
const BODY_LIMIT_BYTES = 64 * 1024;
const REQUEST_TIMEOUT_MS = 20_000;

/** The HTTP door, with every route of routes.ts. Listen, or use `inject` in tests. */
export async function buildServer(deps: ServerDeps): Promise<FastifyInstance> {
  const app: FastifyInstance = Fastify(options(deps));

  app.decorate("isExample", !deps.settings.isProduction);
  addSecurityHeaders(app);
  limitWrites(app, deps.writesInFlight);
  app.addContentTypeParser(
    "application/x-www-form-urlencoded",
    { parseAs: "string" },
    (_request, body, done) => done(null, readForm(String(body))),
  );
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    const code = codeOf(error);
    if (code === "not-working") request.log.error({ err: error }, "error");
    return isForPeople(request)
      ? noticePage(request, reply, code, languageOf(request))
      : sendProblem(request, reply, code);
  });
  app.setNotFoundHandler((request, reply) =>
    isForPeople(request)
      ? noticePage(request, reply, "not-found", languageOf(request))
      : sendProblem(request, reply, "not-found"),
  );
  for (const routes of ROUTES) await routes(app, deps);
  await app.ready();
  return app;
}

function options(deps: ServerDeps): FastifyServerOptions {
  return {
    ...logging(deps.log),
    bodyLimit: BODY_LIMIT_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    trustProxy: (_address, hop) => hop < (deps.trustedProxies ?? 0),
    genReqId: () => randomUUID(),
    requestIdHeader: false,
    routerOptions: { ignoreTrailingSlash: true },
    // An unknown filter is refused, never dropped in silence.
    ajv: {
      customOptions: { removeAdditional: false, coerceTypes: "array", useDefaults: true },
    },
  };
}

function logging(log: ServerDeps["log"]): FastifyServerOptions {
  if (log === undefined || log === false) return { logger: false };
  const write = log === true ? (line: string) => process.stdout.write(line) : log.write;
  return { loggerInstance: openLog(write) };
}

function codeOf(error: FastifyError): ProblemCode {
  if (error.validation !== undefined) return "malformed-request";
  // No log, no read: while nothing seals the audit, people are asked to come back.
  if (error.message.startsWith("audit-unsealed")) return "busy";
  switch (error.statusCode) {
    case 400:
    case 415:
      return "malformed-request";
    case 401:
      return "not-signed-in";
    case 403:
      return "not-allowed";
    case 404:
      return "not-found";
    case 413:
      return "too-large";
    case 429:
      return "too-many";
    case 503:
      return "busy";
    default:
      return "not-working";
  }
}
