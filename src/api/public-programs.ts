import type { FastifyInstance } from "fastify";
import { cardsOn } from "#programs/card-on-day.ts";
import { readPublicBook } from "#programs/program-book.ts";
import type { ServerDeps } from "./deps.ts";
import { todayOf } from "./office-day.ts";
import { LANGUAGES, pathIn, wordsOf } from "./pages/language.ts";
import { page } from "./pages/layout.ts";
import { programsBody } from "./pages/programs.ts";
import { ASSET_TAG } from "./public-assets.ts";
import { sendPage } from "./send-page.ts";

/** The register of programs for everybody: law, and nobody's data. */
export async function publicProgramRoutes(app: FastifyInstance, deps: ServerDeps): Promise<void> {
  for (const language of LANGUAGES) {
    app.get(pathIn(language, "/program"), async (request, reply) => {
      const book = await readPublicBook(deps.desk.app);
      const frame = {
        language,
        title: wordsOf(language).programs.title,
        path: "/program",
        body: programsBody(language, cardsOn(todayOf(deps.clock()), book)),
        assetTag: ASSET_TAG,
        isExample: reply.server.isExample,
      };
      return sendPage(request, reply, page(frame));
    });
  }
}
