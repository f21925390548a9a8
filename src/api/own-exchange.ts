import type { FastifyReply, FastifyRequest } from "fastify";
import type { html } from "#domain/html.ts";
import type { LookupKeys } from "#publication/lookup-keys.ts";
import { LOOKUP_LIMITS } from "#publication/lookup-limits.ts";
import type { ServerDeps } from "./deps.ts";
import type { Visit } from "./own-explanation-rows.ts";
import type { Language } from "./pages/language.ts";
import { page } from "./pages/layout.ts";
import { noticePage } from "./pages/notice.ts";
import { ASSET_TAG } from "./public-assets.ts";

export const HTML = "text/html; charset=utf-8";

/** One question of a family about itself, on its way to its answer. */
export type Exchange = {
  readonly deps: ServerDeps;
  readonly keys: LookupKeys;
  readonly language: Language;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
};

/** A page with a form, marked as wrong where something typed was. */
export function sendForm(
  exchange: Exchange,
  form: { readonly title: string; readonly path: string; readonly body: ReturnType<typeof html> },
  isWrong: boolean,
): FastifyReply {
  const { reply, language } = exchange;
  const frame = { language, script: "code" as const, ...form, ...siteOf(exchange) };
  return reply
    .code(isWrong ? 422 : 200)
    .type(HTML)
    .send(page(frame));
}

/** What every page of the site is dressed with. */
export const siteOf = ({ reply }: Exchange) => ({
  assetTag: ASSET_TAG,
  isExample: reply.server.isExample,
});

/** A notice in place of an answer. */
export function noticeOf(
  { request, reply, language }: Exchange,
  code: "too-many" | "no-version" | "malformed-request",
): FastifyReply {
  if (code === "too-many") reply.header("retry-after", "3600");
  return noticePage(request, reply, code, language);
}

/** Who asks, and by which limits. */
export function visitOf({ keys, deps, request }: Exchange): Visit {
  return {
    caller: deps.desk.app,
    keys,
    limits: deps.lookupLimits ?? LOOKUP_LIMITS,
    address: keys.addressMark(request.ip, deps.clock().toISOString().slice(0, 10)),
    requestId: request.id,
  };
}
