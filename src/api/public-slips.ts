import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { CaseState } from "#domain/case-state.ts";
import { parseKodeCek } from "#publication/kode-cek.ts";
import { type LookupKeys, openLookupKeys } from "#publication/lookup-keys.ts";
import { LOOKUP_LIMITS } from "#publication/lookup-limits.ts";
import type { ServerDeps } from "./deps.ts";
import { fieldOf } from "./form-body.ts";
import { LANGUAGES, type Language, pathIn } from "./pages/language.ts";
import { page } from "./pages/layout.ts";
import { noticePage } from "./pages/notice.ts";
import { SLIP_WORDS, slipFormBody, slipPage } from "./pages/slip.ts";
import { ASSET_TAG } from "./public-assets.ts";

const HTML = "text/html; charset=utf-8";

type Exchange = {
  readonly deps: ServerDeps;
  readonly keys: LookupKeys;
  readonly language: Language;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
};

type Answer = {
  readonly verdict: "answered" | "unknown" | "over-budget";
  readonly state: CaseState | null;
  readonly masked: string | null;
  readonly opened_on: string | null;
  readonly since: string | null;
  readonly confirmed_on: string | null;
};

/** Whether a sheet of a reactivation is true today; always POST, so that no address ever carries its number. */
export async function publicSlipRoutes(app: FastifyInstance, deps: ServerDeps): Promise<void> {
  const keys = await openLookupKeys(deps.settings.keyFolder);
  for (const language of LANGUAGES) {
    const exchange = (request: FastifyRequest, reply: FastifyReply): Exchange => ({
      deps,
      keys,
      language,
      request,
      reply,
    });
    app.get(pathIn(language, "/reaktivasi"), (request, reply) =>
      sendForm(exchange(request, reply)),
    );
    app.post(pathIn(language, "/reaktivasi"), (request, reply) => show(exchange(request, reply)));
  }
}

async function show(exchange: Exchange): Promise<FastifyReply> {
  const { request, reply, language } = exchange;
  const typed = fieldOf(request.body, "nomor", 40);
  const number = parseKodeCek(typed);
  if (!number.ok) return sendForm(exchange, { typed });
  const answer = await ask(exchange, exchange.keys.slipIndex(number.value));
  if (answer.verdict === "over-budget") {
    reply.header("retry-after", "3600");
    return noticePage(request, reply, "too-many", language);
  }
  const { state, masked, opened_on: openedOn, since, confirmed_on: confirmedOn } = answer;
  if (state === null || masked === null || openedOn === null || since === null)
    return sendForm(exchange, undefined, true);
  const said = { state, masked, openedOn, since, confirmedOn: confirmedOn ?? undefined };
  return reply.type(HTML).send(slipPage(language, said, siteOf(exchange)));
}

async function ask({ deps, keys, request }: Exchange, index: Buffer): Promise<Answer> {
  const limits = deps.lookupLimits ?? LOOKUP_LIMITS;
  const address = keys.addressMark(request.ip, deps.clock().toISOString().slice(0, 10));
  const { rows } = await deps.desk.app.query<{ answer: Answer }>(
    "select dtsen.public_read_slip($1, $2, $3, $4) as answer",
    [index, address, limits.codePerAddress, request.id],
  );
  const [row] = rows;
  if (row === undefined) throw new Error("the desk answers every public question with one row");
  return row.answer;
}

function sendForm(
  exchange: Exchange,
  wrong?: { readonly typed: string },
  isUnknown = false,
): FastifyReply {
  const { reply, language } = exchange;
  const frame = {
    language,
    title: SLIP_WORDS[language].title,
    path: "/reaktivasi",
    body: slipFormBody(language, wrong, isUnknown),
    script: "code" as const,
    ...siteOf(exchange),
  };
  return reply
    .code(isUnknown || wrong !== undefined ? 422 : 200)
    .type(HTML)
    .send(page(frame));
}

const siteOf = ({ reply }: Exchange) => ({
  assetTag: ASSET_TAG,
  isExample: reply.server.isExample,
});
