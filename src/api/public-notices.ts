import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { OBJECTION_GROUND_WORDS, OBJECTION_GROUNDS } from "#domain/notice-delivery.ts";
import type { SetAside } from "#domain/set-aside.ts";
import { type KodeCek, parseKodeCek, spellKodeCek } from "#publication/kode-cek.ts";
import { type LookupKeys, openLookupKeys } from "#publication/lookup-keys.ts";
import { LOOKUP_LIMITS } from "#publication/lookup-limits.ts";
import type { ServerDeps } from "./deps.ts";
import { fieldOf } from "./form-body.ts";
import type { OwnRemoval } from "./own-explanation-rows.ts";
import { ownNoticesOf } from "./own-removals.ts";
import { LANGUAGES, type Language, pathIn } from "./pages/language.ts";
import { page } from "./pages/layout.ts";
import { noticePage } from "./pages/notice.ts";
import { noticeFormBody, noticeLetterPage } from "./pages/notice-page.ts";
import { noticeWordsOf } from "./pages/own-notices.ts";
import { ownSetAside } from "./pages/set-aside.ts";
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
  readonly verdict: "answered" | "unknown" | "over-budget" | "no-version";
  readonly removals: readonly OwnRemoval[];
  readonly set_aside: readonly SetAside[];
  readonly objected: number;
  readonly masked: string | null;
};

/** What the number on a letter of notice opens, and the family's own objection; always POST, so that no address carries it. */
export async function publicNoticeRoutes(app: FastifyInstance, deps: ServerDeps): Promise<void> {
  const keys = await openLookupKeys(deps.settings.keyFolder);
  for (const language of LANGUAGES) {
    const exchange = (request: FastifyRequest, reply: FastifyReply): Exchange => ({
      deps,
      keys,
      language,
      request,
      reply,
    });
    app.get(pathIn(language, "/pemberitahuan"), (request, reply) =>
      sendForm(exchange(request, reply)),
    );
    app.post(pathIn(language, "/pemberitahuan"), (request, reply) =>
      show(exchange(request, reply), undefined),
    );
    app.post(pathIn(language, "/pemberitahuan/keberatan"), (request, reply) =>
      object(exchange(request, reply)),
    );
  }
}

function object(exchange: Exchange): FastifyReply | Promise<FastifyReply> {
  const { request, reply, language } = exchange;
  const said = fieldOf(request.body, "alasan", 20);
  const ground = OBJECTION_GROUNDS.find((one) => one === said);
  if (ground === undefined) return noticePage(request, reply, "malformed-request", language);
  // Kept for officers, in the language of the register.
  return show(
    exchange,
    `Keluarga sendiri, dengan nomor surat: ${OBJECTION_GROUND_WORDS[ground].id}`,
  );
}

async function show(exchange: Exchange, objection: string | undefined): Promise<FastifyReply> {
  const { request, reply, language } = exchange;
  const typed = fieldOf(request.body, "nomor", 40);
  const number = parseKodeCek(typed);
  if (!number.ok) return sendForm(exchange, { typed });
  const answer = await ask(exchange, number.value, objection);
  if (answer.verdict === "over-budget") {
    reply.header("retry-after", "3600");
    return noticePage(request, reply, "too-many", language);
  }
  if (answer.verdict === "no-version") return noticePage(request, reply, "no-version", language);
  if (answer.verdict === "unknown") return sendForm(exchange, undefined, true);
  return reply.type(HTML).send(
    noticeLetterPage(
      language,
      {
        number: spellKodeCek(number.value),
        masked: answer.masked ?? "",
        notices: ownNoticesOf(language, answer.removals, undefined),
        setAside: ownSetAside(language, answer.set_aside),
        hasObjected: answer.objected > 0,
      },
      siteOf(exchange),
    ),
  );
}

async function ask(
  { deps, keys, request }: Exchange,
  number: KodeCek,
  objection: string | undefined,
): Promise<Answer> {
  const limits = deps.lookupLimits ?? LOOKUP_LIMITS;
  const address = keys.addressMark(request.ip, deps.clock().toISOString().slice(0, 10));
  const { rows } = await deps.desk.app.query<{ answer: Answer }>(
    "select dtsen.public_open_notice($1, $2, $3, $4, $5) as answer",
    [keys.noticeIndex(number), address, limits.codePerAddress, objection ?? null, request.id],
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
    title: noticeWordsOf(language).letter.title,
    path: "/pemberitahuan",
    body: noticeFormBody(language, wrong, isUnknown),
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
