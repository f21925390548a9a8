import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { READY_QUESTIONS, type ReadyAnswers } from "#domain/pre-check.ts";
import type { ServerDeps } from "./deps.ts";
import { fieldOf } from "./form-body.ts";
import { LANGUAGES, type Language, pathIn } from "./pages/language.ts";
import { page } from "./pages/layout.ts";
import { preCheckBody, READY_WORDS } from "./pages/pre-check.ts";
import { ASSET_TAG } from "./public-assets.ts";

/** "Siap diajukan?": six questions without a name or a code; nothing is read from the desk and nothing kept. */
export async function publicPreCheckRoutes(app: FastifyInstance, _deps: ServerDeps): Promise<void> {
  for (const language of LANGUAGES) {
    app.get(pathIn(language, "/siap"), (_request, reply) => send(language, reply, {}, false));
    app.post(pathIn(language, "/siap"), (request, reply) => {
      const answers = answersOf(request);
      const isMissing = Object.keys(answers).length < READY_QUESTIONS.length;
      return send(language, reply, answers, isMissing);
    });
  }
}

function answersOf({ body }: FastifyRequest): Partial<ReadyAnswers> {
  const said = READY_QUESTIONS.map((question) => [question, fieldOf(body, question, 6)] as const);
  return Object.fromEntries(
    said.flatMap(([question, answer]) =>
      answer === "ya" || answer === "tidak" ? [[question, answer === "ya"]] : [],
    ),
  );
}

function send(
  language: Language,
  reply: FastifyReply,
  answers: Partial<ReadyAnswers>,
  isMissing: boolean,
): FastifyReply {
  const { title } = READY_WORDS[language];
  const body = preCheckBody(language, answers, isMissing);
  const site = { assetTag: ASSET_TAG, isExample: reply.server.isExample };
  return reply
    .code(isMissing ? 422 : 200)
    .type("text/html; charset=utf-8")
    .send(page({ language, title, path: "/siap", body, script: "code" as const, ...site }));
}
