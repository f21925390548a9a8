import { randomUUID } from "node:crypto";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { PROPOSAL_GROUNDS } from "#domain/aid-proposal.ts";
import type { Html } from "#domain/html.ts";
import { OBJECTION_GROUNDS } from "#domain/objection.ts";
import { isInForce } from "#domain/program.ts";
import { readPublicBook } from "#programs/program-book.ts";
import { type KodeCek, parseKodeCek } from "#publication/kode-cek.ts";
import { openLookupKeys } from "#publication/lookup-keys.ts";
import { LOOKUP_LIMITS } from "#publication/lookup-limits.ts";
import { openFieldKeys } from "#store/field-cipher.ts";
import type { ServerDeps } from "./deps.ts";
import { fieldOf } from "./form-body.ts";
import { todayOf } from "./office-day.ts";
import { LANGUAGES, type Language, pathIn } from "./pages/language.ts";
import { page } from "./pages/layout.ts";
import { noticePage } from "./pages/notice.ts";
import {
  type Beginning,
  beginBody,
  nextScreen,
  type OfferedProgram,
  PROPOSAL_SCREENS,
  type ProposalScreen,
  resumeBody,
  screenBody,
  screensOf,
} from "./pages/proposal-form.ts";
import { statusOf, statusPage } from "./pages/proposal-status.ts";
import { PROPOSAL_WORDS } from "./pages/proposal-words.ts";
import { ASSET_TAG } from "./public-assets.ts";
import {
  beginProposal,
  keepDraft,
  type OpenedDraft,
  openDraft,
  type PublicCaller,
  readNeutralStanding,
  sendProposal,
  type WrittenProposal,
} from "./public-proposal-rows.ts";

const HTML = "text/html; charset=utf-8";

/** One message of a proposer, on its way to its answer. */
type Exchange = {
  readonly deps: ServerDeps;
  readonly language: Language;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly caller: PublicCaller;
};

/** A family proposes itself or a neighbour, screen by screen, without script; always POST, so that no address carries a code. */
export async function publicProposalRoutes(app: FastifyInstance, deps: ServerDeps): Promise<void> {
  const keys = await openLookupKeys(deps.settings.keyFolder);
  const fields = openFieldKeys(deps.settings.keyFolder);
  for (const language of LANGUAGES) {
    const on =
      (answer: (exchange: Exchange) => FastifyReply | Promise<FastifyReply>) =>
      (request: FastifyRequest, reply: FastifyReply) => {
        const address = keys.addressMark(request.ip, deps.clock().toISOString().slice(0, 10));
        const limits = deps.lookupLimits ?? LOOKUP_LIMITS;
        const caller = {
          pool: deps.desk.app,
          keys,
          fields,
          limits,
          address,
          requestId: request.id,
        };
        return answer({ deps, language, request, reply, caller });
      };
    for (const path of ["/usul", "/sanggah"] as const) {
      app.get(
        pathIn(language, path),
        on((exchange) => send(exchange, path, beginBody(language, path))),
      );
      app.post(
        pathIn(language, path),
        on((exchange) => begin(exchange, path)),
      );
    }
    app.get(
      pathIn(language, "/usul/lanjut"),
      on((exchange) => send(exchange, "/usul/lanjut", resumeBody(language))),
    );
    app.post(pathIn(language, "/usul/lanjut"), on(resume));
    app.post(pathIn(language, "/usul/langkah"), on(goOn));
  }
}

async function begin(exchange: Exchange, path: Beginning): Promise<FastifyReply> {
  const { request, language, caller } = exchange;
  const words = PROPOSAL_WORDS[language];
  const typed = fieldOf(request.body, "kode", 40);
  const code = parseKodeCek(typed);
  if (!code.ok)
    return send(exchange, path, beginBody(language, path, { typed, said: words.codeProblem }), 422);
  const isNeighbour = fieldOf(request.body, "siapa", 20) === "neighbour";
  const proposer = path === "/sanggah" ? "objector" : isNeighbour ? "neighbour" : "self";
  const begun = await beginProposal(caller, code.value, randomUUID(), proposer);
  if (begun.verdict === "over-budget") return tooMany(exchange);
  if (begun.verdict === "unknown")
    return send(exchange, path, beginBody(language, path, { typed, said: words.codeUnknown }), 422);
  return await show(exchange, begun.number, { proposer });
}

async function resume(exchange: Exchange): Promise<FastifyReply> {
  const { request, language } = exchange;
  const typed = fieldOf(request.body, "nomor", 40);
  const number = parseKodeCek(typed);
  if (!number.ok) return send(exchange, "/usul/lanjut", resumeBody(language, { typed }), 422);
  const opened = await open(exchange, number.value);
  if (opened === undefined) return exchange.reply;
  const asked = PROPOSAL_SCREENS.find((screen) => screen === fieldOf(request.body, "layar", 10));
  return await show(exchange, number.value, opened.written, asked);
}

async function goOn(exchange: Exchange): Promise<FastifyReply> {
  const { request, language, caller, deps } = exchange;
  const number = parseKodeCek(fieldOf(request.body, "nomor", 40));
  const screen = PROPOSAL_SCREENS.find((one) => one === fieldOf(request.body, "layar", 10));
  if (!number.ok || screen === undefined)
    return noticePage(request, exchange.reply, "malformed-request", language);
  const opened = await open(exchange, number.value);
  if (opened === undefined) return exchange.reply;
  const { written, draftNo, villageNo } = opened;
  if (screen === "check") {
    const verdict = await sendProposal(caller, number.value, { villageNo, written }, deps.clock());
    if (verdict === "incomplete") return await show(exchange, number.value, written);
    return await showStatus(exchange, number.value, true);
  }
  const offered = await programsOn(exchange);
  const filled = READ[screen](request.body, offered);
  if (filled === undefined) return await show(exchange, number.value, written, screen, true);
  const next: WrittenProposal = { ...written, ...filled };
  await keepDraft(caller, number.value, draftNo, next);
  const order = screensOf(next);
  return await show(exchange, number.value, next, order[order.indexOf(screen) + 1]);
}

/** What a screen's fields say; undefined where something is missing. */
const READ: Readonly<
  Record<
    Exclude<ProposalScreen, "check">,
    (body: unknown, offered: readonly OfferedProgram[]) => Partial<WrittenProposal> | undefined
  >
> = {
  family: (body) => {
    const [headName, address] = [fieldOf(body, "nama", 80), fieldOf(body, "alamat", 160)];
    const [rt, rw] = [fieldOf(body, "rt", 3), fieldOf(body, "rw", 3)];
    const isNumber = (text: string) => text === "" || /^[0-9]{1,3}$/.test(text);
    if (headName.length < 2 || address.length < 2 || !isNumber(rt) || !isNumber(rw))
      return undefined;
    return {
      told: { headName, address, ...(rt === "" ? {} : { rt }), ...(rw === "" ? {} : { rw }) },
    };
  },
  want: (body, offered) => {
    const wanted = fieldOf(body, "untuk", 40);
    return wanted === "data-update" || offered.some(({ id }) => id === wanted)
      ? { wanted }
      : undefined;
  },
  why: (body) => {
    const grounds = [...PROPOSAL_GROUNDS, ...OBJECTION_GROUNDS].filter(
      (ground) => fieldOf(body, `sebab-${ground}`, 4) !== "",
    );
    return grounds.length === 0 || grounds.length > 5 ? undefined : { grounds };
  },
};

/** The draft of a number, or the answer that was sent instead. */
async function open(
  exchange: Exchange,
  number: KodeCek,
): Promise<Extract<OpenedDraft, { verdict: "open" }> | undefined> {
  const opened = await openDraft(exchange.caller, number);
  if (opened.verdict === "open") return opened;
  if (opened.verdict === "over-budget") await tooMany(exchange);
  else if (opened.verdict === "sent") await showStatus(exchange, number, false);
  else {
    const { language } = exchange;
    await send(exchange, "/usul/lanjut", resumeBody(language, undefined, true), 422);
  }
  return undefined;
}

/** Programs that serve whoever is ranked, and are shown to everybody. */
async function programsOn({ deps }: Exchange): Promise<readonly OfferedProgram[]> {
  const book = await readPublicBook(deps.desk.app);
  const today = todayOf(deps.clock());
  return book
    .filter((program) => isInForce(program, today) && program.region === undefined)
    .map(({ id, name }) => ({ id, name }));
}

async function show(
  exchange: Exchange,
  number: KodeCek,
  written: WrittenProposal,
  screen: ProposalScreen = nextScreen(written),
  isMissing = false,
): Promise<FastifyReply> {
  const { language } = exchange;
  const programs = await programsOn(exchange);
  const body = screenBody(language, screen, { number, written, programs, isMissing });
  return send(exchange, "", body, isMissing ? 422 : 200);
}

async function showStatus(
  exchange: Exchange,
  number: KodeCek,
  isNew: boolean,
): Promise<FastifyReply> {
  const { language, reply, caller, deps } = exchange;
  const row = await readNeutralStanding(caller, number);
  if (row.verdict === "over-budget") return tooMany(exchange);
  const status = statusOf(language, number, row, todayOf(deps.clock()));
  if (status === undefined)
    return send(exchange, "/usul/lanjut", resumeBody(language, undefined, true), 422);
  return reply.type(HTML).send(statusPage(language, { ...status, isNew }, siteOf(reply)));
}

const siteOf = (reply: FastifyReply) => ({
  assetTag: ASSET_TAG,
  isExample: reply.server.isExample,
});

function send(
  { language, reply }: Exchange,
  path: string,
  body: Html,
  status: 200 | 422 = 200,
): FastifyReply {
  const { title } = PROPOSAL_WORDS[language];
  const frame = { language, title, path, body, script: "code" as const, ...siteOf(reply) };
  return reply.code(status).type(HTML).send(page(frame));
}

function tooMany({ request, reply, language }: Exchange): FastifyReply {
  reply.header("retry-after", "3600");
  return noticePage(request, reply, "too-many", language);
}
