import type { FastifyInstance } from "fastify";
import { readPublicDetermination } from "#publication/determinations-in-force.ts";
import type { ServerDeps } from "./deps.ts";
import { LANGUAGES, pathIn, wordsOf } from "./pages/language.ts";
import { page } from "./pages/layout.ts";
import { verifyBody } from "./pages/verify.ts";
import { ASSET_TAG } from "./public-assets.ts";

const CODE = /^[0-9a-f]{32}$/;

/** The page behind the code that is printed on a letter. */
export async function publicDeterminationRoutes(
  app: FastifyInstance,
  { desk }: ServerDeps,
): Promise<void> {
  for (const language of LANGUAGES) {
    app.get<{ Params: { code: string } }>(
      pathIn(language, "/penetapan/:code"),
      async (request, reply) => {
        const { code } = request.params;
        const found = CODE.test(code) ? await readPublicDetermination(desk.app, code) : undefined;
        const { title } = wordsOf(language).standing;
        return reply
          .code(found === undefined ? 404 : 200)
          .type("text/html; charset=utf-8")
          .send(
            page({
              language,
              title,
              path: "",
              body: verifyBody(language, found),
              assetTag: ASSET_TAG,
              isExample: reply.server.isExample,
            }),
          );
      },
    );
  }
}
