import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { html } from "#domain/html.ts";
import { type KodeCek, parseKodeCek } from "#publication/kode-cek.ts";
import { openLookupKeys } from "#publication/lookup-keys.ts";
import type { ServerDeps } from "./deps.ts";
import { fieldOf } from "./form-body.ts";
import { todayOf } from "./office-day.ts";
import { type Exchange, HTML, noticeOf, sendForm, siteOf, visitOf } from "./own-exchange.ts";
import { readReceipt } from "./own-explanation-rows.ts";
import { LANGUAGES, pathIn, wordsOf } from "./pages/language.ts";
import { statusOf, statusPage } from "./pages/proposal-status.ts";
import { receiptFormBody, receiptPage } from "./pages/receipt.ts";
import { sendAppeal } from "./public-appeals.ts";
import { readNeutralStanding } from "./public-proposal-rows.ts";
import { writeReceipt } from "./receipt-words.ts";

/** Numbers that people keep: of a correction, or of a proposal. Always POST, so that no address ever carries one. */
export async function ownReceiptRoutes(app: FastifyInstance, deps: ServerDeps): Promise<void> {
  const keys = await openLookupKeys(deps.settings.keyFolder);
  for (const language of LANGUAGES) {
    const on =
      (answer: (exchange: Exchange) => FastifyReply | Promise<FastifyReply>) =>
      (request: FastifyRequest, reply: FastifyReply) =>
        answer({ deps, keys, language, request, reply });
    app.get(
      pathIn(language, "/tanda-terima"),
      on((exchange) => sendReceiptForm(exchange)),
    );
    app.post(pathIn(language, "/tanda-terima"), on(showReceipt));
    app.post(pathIn(language, "/tanda-terima/tinjau"), on(askForReview));
  }
}

async function showReceipt(exchange: Exchange): Promise<FastifyReply> {
  const { request, reply, language, deps } = exchange;
  const typed = fieldOf(request.body, "nomor", 40);
  const number = parseKodeCek(typed);
  if (!number.ok) return sendReceiptForm(exchange, { typed });
  const row = await readReceipt(visitOf(exchange), number.value);
  if (row.verdict === "over-budget") return noticeOf(exchange, "too-many");
  const receipt = writeReceipt(number.value, row, todayOf(deps.clock()));
  if (receipt === undefined) return await showProposal(exchange, number.value);
  return reply
    .type(HTML)
    .send(receiptPage(language, { ...receipt, isNew: false, isStanding: false }, siteOf(exchange)));
}

/** Whoever holds the number of a refusal asks another office to review; then its standing, which says so. */
async function askForReview(exchange: Exchange): Promise<FastifyReply> {
  const number = parseKodeCek(fieldOf(exchange.request.body, "nomor", 40));
  if (!number.ok) return noticeOf(exchange, "malformed-request");
  const { deps } = exchange;
  const verdict = await sendAppeal(visitOf(exchange), deps.desk.app, number.value, deps.clock());
  return verdict === "over-budget"
    ? noticeOf(exchange, "too-many")
    : await showProposal(exchange, number.value);
}

/** A number that no correction has may be that of a proposal. */
export async function showProposal(exchange: Exchange, number: KodeCek): Promise<FastifyReply> {
  const { reply, language, deps } = exchange;
  const { caller: pool, ...visit } = visitOf(exchange);
  const row = await readNeutralStanding({ ...visit, pool }, number);
  const status = statusOf(language, number, row, todayOf(deps.clock()));
  if (status === undefined) return sendReceiptForm(exchange, undefined, true);
  return reply.type(HTML).send(statusPage(language, { ...status, isNew: false }, siteOf(exchange)));
}

export function sendReceiptForm(
  exchange: Exchange,
  wrong?: { readonly typed: string },
  isUnknown = false,
): FastifyReply {
  const { receipt } = wordsOf(exchange.language).why;
  const said = isUnknown ? html`<p class="wrong" role="alert">${receipt.unknown}</p>` : undefined;
  const body = receiptFormBody(exchange.language, wrong, said);
  const form = { title: receipt.look, path: "/tanda-terima", body };
  return sendForm(exchange, form, isUnknown || wrong !== undefined);
}
