import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { type CurrentSheet, readCurrentSheet } from "#publication/current-sheet.ts";
import type { ServerDeps } from "./deps.ts";
import { homeRegencies } from "./home-regencies.ts";
import { erasedBody } from "./pages/erased.ts";
import { type Freshness, homeBody } from "./pages/home.ts";
import { LANGUAGES, type Language, pathIn, wordsOf } from "./pages/language.ts";
import { page } from "./pages/layout.ts";
import { privacyBody } from "./pages/privacy.ts";
import { problemBody } from "./pages/problem-page.ts";
import { PROBLEMS, type ProblemCode } from "./problem.ts";
import { ASSET_TAG } from "./public-assets.ts";
import { sendPage } from "./send-page.ts";
import { listVillages } from "./villages.ts";

/** Pages that are the same for everybody, and suggestions of villages. */
export async function publicPageRoutes(app: FastifyInstance, deps: ServerDeps): Promise<void> {
  for (const language of LANGUAGES) {
    app.get(pathIn(language, "/"), (request, reply) => sendHome(request, reply, deps, language));
    app.get(pathIn(language, "/privasi"), (request, reply) => {
      const { title } = wordsOf(language).privacy;
      const body = privacyBody(language);
      const frame = {
        language,
        title,
        path: "/privasi",
        body,
        assetTag: ASSET_TAG,
        isExample: reply.server.isExample,
      };
      return sendPage(request, reply, page(frame));
    });
    app.get(pathIn(language, "/hapus"), (request, reply) => {
      const { erased } = wordsOf(language).answer;
      const body = erasedBody(language);
      // The browser forgets what it kept of this site.
      reply.header("clear-site-data", '"cache", "cookies", "storage"');
      const frame = {
        language,
        title: erased,
        path: "/hapus",
        body,
        assetTag: ASSET_TAG,
        isExample: reply.server.isExample,
      };
      return sendPage(request, reply, page(frame));
    });
  }
  app.get<{ Querystring: { q?: string } }>("/desa", async (request, reply) => {
    const home = await homeRegencies(deps.desk, deps.clock());
    const { shown } = listVillages((request.query.q ?? "").slice(0, 60), home);
    return await reply
      .type("application/json; charset=utf-8")
      .header("cache-control", "public, max-age=86400")
      .send(JSON.stringify(shown.slice(0, 8)));
  });
  app.get<{ Params: { code: string } }>("/masalah/:code", (request, reply) => {
    const asked = request.params.code;
    const code = Object.hasOwn(PROBLEMS, asked) ? (asked as ProblemCode) : "not-found";
    const [, title, detail_id, detail_en, remedy] = PROBLEMS[code];
    const body = problemBody(code, [detail_id, detail_en, remedy]);
    const frame = {
      language: "id" as const,
      title,
      path: "",
      body,
      assetTag: ASSET_TAG,
      isExample: reply.server.isExample,
    };
    return sendPage(request, reply, page(frame));
  });
  app.get("/sehat", (_request, reply) => reply.type("text/plain").send("ok\n"));
}

/** The front page, again with its reason where a code could not be read. */
export async function sendHome(
  request: FastifyRequest,
  reply: FastifyReply,
  deps: ServerDeps,
  language: Language,
  wrong?: { readonly typed: string },
): Promise<FastifyReply> {
  const sheet = await readCurrentSheet(deps.desk.app);
  const { title } = wordsOf(language).home;
  const body = homeBody(language, freshnessOf(sheet), wrong);
  const frame = {
    language,
    title,
    path: "/",
    body,
    script: "code" as const,
    assetTag: ASSET_TAG,
    isExample: reply.server.isExample,
  };
  if (wrong !== undefined) {
    return reply.code(422).type("text/html; charset=utf-8").send(page(frame));
  }
  return sendPage(request, reply, page(frame));
}

function freshnessOf(sheet: CurrentSheet | undefined): Freshness | undefined {
  if (sheet === undefined) return undefined;
  return { label: sheet.label, asOf: sheet.as_of, nextOn: sheet.next_on };
}
