import type { FastifyReply, FastifyRequest } from "fastify";
import { html } from "#domain/html.ts";
import { PROBLEMS, type ProblemCode } from "../problem.ts";
import { ASSET_TAG } from "../public-assets.ts";
import { type Language, pathIn, wordsOf } from "./language.ts";
import { page } from "./layout.ts";

/** A page that says what went wrong and what to do; with a number to quote where it is our fault. */
export function noticePage(
  request: FastifyRequest,
  reply: FastifyReply,
  code: ProblemCode,
  language: Language,
): FastifyReply {
  const { notice } = wordsOf(language);
  const [title, text] =
    (notice as unknown as Readonly<Record<string, readonly string[]>>)[code] ?? notice.other;
  const body = html`<h1>${title ?? ""}</h1>
<p class="lead">${text ?? ""}</p>
<p><a class="button" href="${pathIn(language, "/")}">${notice.back}</a></p>
${code === "not-working" && html`<p class="hint">${notice.reference}: ${request.id}</p>`}`;
  return reply
    .code(PROBLEMS[code][0])
    .type("text/html; charset=utf-8")
    .send(
      page({
        language,
        title: title ?? "",
        path: "",
        body,
        assetTag: ASSET_TAG,
        isExample: reply.server.isExample,
      }),
    );
}
