import { hash } from "node:crypto";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { strictName } from "#domain/person-name.ts";
import { readInForce } from "#publication/determinations-in-force.ts";
import { parseKodeCek } from "#publication/kode-cek.ts";
import { type LookupKeys, openLookupKeys } from "#publication/lookup-keys.ts";
import { LOOKUP_LIMITS } from "#publication/lookup-limits.ts";
import { judgeWork, poseWork } from "#publication/proof-of-work.ts";
import {
  type CodeQuestion,
  checkCodes,
  checkNames,
  type NameQuestion,
  type PublicReply,
} from "#publication/public-lookup.ts";
import { shareTransactions } from "#publication/share-transaction.ts";
import { issueTicket, judgeTicket } from "#publication/waiting-ticket.ts";
import type { ServerDeps } from "./deps.ts";
import { fieldOf } from "./form-body.ts";
import { homeRegencies } from "./home-regencies.ts";
import { type Asked, answerPage } from "./pages/answer.ts";
import { LANGUAGES, type Language, pathIn, wordsOf } from "./pages/language.ts";
import { page } from "./pages/layout.ts";
import { type NameDraft, nameBody } from "./pages/name-form.ts";
import { noticePage } from "./pages/notice.ts";
import { waitBody } from "./pages/wait.ts";
import { ASSET_TAG } from "./public-assets.ts";
import { sendHome } from "./public-pages.ts";
import { getVillage, listVillages } from "./villages.ts";

const HTML = "text/html; charset=utf-8";

/** Both ways to ask the desk; questions of one moment share a transaction. */
type Ask = {
  readonly code: (question: CodeQuestion) => Promise<PublicReply>;
  readonly name: (question: NameQuestion) => Promise<PublicReply>;
};

/** One question of the public, on its way to its answer. */
type Exchange = {
  readonly deps: ServerDeps;
  readonly keys: LookupKeys;
  readonly ask: Ask;
  readonly language: Language;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
};

/** Lookups by Kode Cek and by name; always POST, so that no address ever carries a question. */
export async function publicLookupRoutes(app: FastifyInstance, deps: ServerDeps): Promise<void> {
  const keys = await openLookupKeys(deps.settings.keyFolder);
  const { app: desk } = deps.desk;
  const ask: Ask = {
    code: shareTransactions((asked) => checkCodes(desk, asked, limitsOf(deps))),
    name: shareTransactions((asked) => checkNames(desk, asked, limitsOf(deps))),
  };
  for (const language of LANGUAGES) {
    const exchange = (request: FastifyRequest, reply: FastifyReply): Exchange => ({
      deps,
      keys,
      ask,
      language,
      request,
      reply,
    });
    app.post(pathIn(language, "/kode"), (request, reply) => byCode(exchange(request, reply)));
    app.get(pathIn(language, "/nama"), (request, reply) =>
      nameForm(exchange(request, reply), { name: "", village: "" }),
    );
    app.post(pathIn(language, "/nama"), (request, reply) => byName(exchange(request, reply)));
  }
}

async function byCode(exchange: Exchange): Promise<FastifyReply> {
  const { deps, keys, request } = exchange;
  const typed = fieldOf(request.body, "kode", 40);
  const code = parseKodeCek(typed);
  if (!code.ok)
    return sendHome(exchange.request, exchange.reply, deps, exchange.language, { typed });

  const reply = await exchange.ask.code({
    codeIndex: keys.codeIndex(code.value),
    address: addressOf(exchange),
    requestId: request.id,
  });
  return sendAnswer(exchange, { by: "code" }, reply);
}

/** Step by step: name and village text, then the village itself, then work or waiting, then the answer. */
async function byName(exchange: Exchange): Promise<FastifyReply> {
  const { body } = exchange.request;
  const [name, village] = [fieldOf(body, "nama", 100), fieldOf(body, "desa", 100)];
  if (strictName(name).length < 2) return nameForm(exchange, { name, village, problem: "name" });
  const chosen = getVillage(fieldOf(body, "desa_no", 10));
  if (chosen === undefined) {
    if (village.length < 3) return nameForm(exchange, { name, village, problem: "village" });
    const home = await homeRegencies(exchange.deps.desk, exchange.deps.clock());
    return nameForm(exchange, { name, village, choices: listVillages(village, home) });
  }
  const asked = { by: "name", name, village: chosen.label } as const;

  const work = fieldOf(body, "kerja", 300);
  if (work !== "") {
    const judged = judgeWork(
      exchange.keys.secret,
      exchange.deps.clock(),
      work,
      fieldOf(body, "bukti"),
    );
    if (judged.ok) return answerByName(exchange, asked, chosen.villageNo, judged.value, false);
  }
  const question = hash("sha256", `${chosen.villageNo}|${name}`, "base64url");
  const ticket = fieldOf(body, "karcis", 300);
  const judged = judgeTicket(exchange.keys.secret, exchange.deps.clock(), ticket, question);
  if (judged.ok) return answerByName(exchange, asked, chosen.villageNo, judged.value, true);
  return waitForm(exchange, asked, chosen.villageNo, question, { ticket, problem: judged.problem });
}

async function answerByName(
  exchange: Exchange,
  asked: Asked & { by: "name" },
  villageNo: string,
  spends: string,
  hasWaited: boolean,
): Promise<FastifyReply> {
  const { keys, request } = exchange;
  const reply = await exchange.ask.name({
    nameIndex: keys.nameIndex(BigInt(villageNo), strictName(asked.name)),
    villageNo,
    address: addressOf(exchange),
    spends,
    hasWaited,
    requestId: request.id,
  });
  if (reply.verdict === "spent")
    return noticePage(request, exchange.reply, "malformed-request", exchange.language);
  return sendAnswer(exchange, asked, reply);
}

async function sendAnswer(
  exchange: Exchange,
  asked: Asked,
  answer: PublicReply,
): Promise<FastifyReply> {
  const { request, reply, language } = exchange;
  if (answer.verdict === "no-version") return noticePage(request, reply, "no-version", language);
  if (answer.verdict === "over-budget") {
    reply.header("retry-after", "3600");
    return noticePage(request, reply, "too-many", language);
  }
  const inForce = await readInForce(exchange.deps.desk.app);
  return reply
    .type(HTML)
    .header("x-register-version", answer.label ?? "")
    .send(
      answerPage(language, asked, answer, {
        assetTag: ASSET_TAG,
        isExample: reply.server.isExample,
        inForce,
      }),
    );
}

function nameForm({ keys, deps, language, reply }: Exchange, draft: NameDraft): FastifyReply {
  const { title } = wordsOf(language).name;
  const body = nameBody(language, draft, poseWork(keys.secret, deps.clock(), limitsOf(deps).work));
  return reply.type(HTML).send(
    page({
      language,
      title,
      path: "/nama",
      body,
      script: "name",
      assetTag: ASSET_TAG,
      isExample: reply.server.isExample,
    }),
  );
}

function waitForm(
  { keys, deps, language, reply }: Exchange,
  asked: { readonly name: string; readonly village: string },
  villageNo: string,
  question: string,
  shown: { readonly ticket: string; readonly problem: string },
): FastifyReply {
  const { title } = wordsOf(language).wait;
  // A ticket shown too early keeps its time; anything else begins a new wait.
  const isEarly = shown.problem === "too-early";
  const body = waitBody(language, {
    name: asked.name,
    village: asked.village,
    villageNo,
    ticket: isEarly ? shown.ticket : issueTicket(keys.secret, deps.clock(), question),
    ...(isEarly ? { problem: "early" as const } : {}),
    ...(shown.problem === "expired-ticket" ? { problem: "expired" as const } : {}),
  });
  return reply.type(HTML).send(
    page({
      language,
      title,
      path: "",
      body,
      assetTag: ASSET_TAG,
      isExample: reply.server.isExample,
    }),
  );
}

const limitsOf = ({ lookupLimits }: ServerDeps) => lookupLimits ?? LOOKUP_LIMITS;

/** The caller's address of today as a keyed mark: it limits robots and names nobody. */
function addressOf({ keys, deps, request }: Exchange): string {
  return keys.addressMark(request.ip, deps.clock().toISOString().slice(0, 10));
}
