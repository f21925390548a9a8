import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Html } from "#domain/html.ts";
import { MESSAGE_CHANNELS, parseMobile } from "#domain/message.ts";
import { type KodeCek, parseKodeCek } from "#publication/kode-cek.ts";
import { openLookupKeys } from "#publication/lookup-keys.ts";
import { type FieldKeys, openFieldKeys } from "#store/field-cipher.ts";
import {
  askContact,
  type ContactAsker,
  proveContact,
  stopContact,
} from "#verification/contact-book.ts";
import type { ServerDeps } from "./deps.ts";
import { fieldOf } from "./form-body.ts";
import { type Exchange, noticeOf, sendForm, visitOf } from "./own-exchange.ts";
import { sendReceiptForm, showProposal } from "./own-receipts.ts";
import { LANGUAGES, pathIn } from "./pages/language.ts";
import { codeBody, phoneBody, TIDINGS_WORDS } from "./pages/tidings.ts";

/** Codes that one telephone, and one case, may be sent in a day: nobody is rung at by somebody else's typing. */
const [CODES_A_PHONE, CODES_A_CASE] = [3, 5];

type Asking = Exchange & { readonly fields: FieldKeys };

/** Whoever holds the number of a case leaves a telephone to be told by, proves it, or stops; without script, always POST. */
export async function publicTidingsRoutes(app: FastifyInstance, deps: ServerDeps): Promise<void> {
  const keys = await openLookupKeys(deps.settings.keyFolder);
  const fields = openFieldKeys(deps.settings.keyFolder);
  for (const language of LANGUAGES)
    app.post(
      pathIn(language, "/tanda-terima/kabar"),
      (request: FastifyRequest, reply: FastifyReply) =>
        answer({ deps, keys, language, request, reply, fields }),
    );
}

async function answer(asking: Asking): Promise<FastifyReply> {
  const { request, language } = asking;
  const number = parseKodeCek(fieldOf(request.body, "nomor", 40));
  if (!number.ok) return noticeOf(asking, "malformed-request");
  switch (fieldOf(request.body, "langkah", 10)) {
    case "kirim":
      return await ask(asking, number.value);
    case "kode":
      return await prove(asking, number.value);
    case "berhenti":
      return await stop(asking, number.value);
    default:
      return send(asking, phoneBody(language, number.value), false);
  }
}

async function ask(asking: Asking, number: KodeCek): Promise<FastifyReply> {
  const { request, language } = asking;
  const typed = fieldOf(request.body, "telepon", 20);
  const phone = parseMobile(typed);
  if (!phone.ok) return send(asking, phoneBody(language, number, { typed }), true);
  const wanted = fieldOf(request.body, "lewat", 10);
  const channel = MESSAGE_CHANNELS.find((one) => one === wanted) ?? "sms";
  const verdict = await askContact(askerOf(asking, number), {
    ...{ phone: phone.value, channel, language },
  });
  if (verdict === "over-budget") return noticeOf(asking, "too-many");
  if (verdict === "unknown") return sendReceiptForm(asking, undefined, true);
  return send(asking, codeBody(language, number, verdict === "asked" ? undefined : verdict), false);
}

async function prove(asking: Asking, number: KodeCek): Promise<FastifyReply> {
  const code = fieldOf(asking.request.body, "kode", 8).replaceAll(/\D/g, "");
  const verdict = await proveContact(askerOf(asking, number), code);
  if (verdict === "over-budget") return noticeOf(asking, "too-many");
  if (verdict === "proved") return await showProposal(asking, number);
  const said = verdict === "wrong-code" ? verdict : "code-over";
  return send(asking, codeBody(asking.language, number, said), true);
}

async function stop(asking: Asking, number: KodeCek): Promise<FastifyReply> {
  const verdict = await stopContact(askerOf(asking, number));
  return verdict === "over-budget"
    ? noticeOf(asking, "too-many")
    : await showProposal(asking, number);
}

function send(asking: Asking, body: Html, isWrong: boolean): FastifyReply {
  const { title } = TIDINGS_WORDS[asking.language];
  return sendForm(asking, { title, path: "/tanda-terima", body }, isWrong);
}

function askerOf(asking: Asking, number: KodeCek): ContactAsker {
  const { deps, fields } = asking;
  const { keys, limits, address, requestId } = visitOf(asking);
  return {
    ...{ pool: deps.desk.app, fields, address, requestId },
    receipt: keys.receiptIndex(number),
    now: deps.clock().toISOString(),
    budgets: {
      address: limits.codePerAddress,
      phone: CODES_A_PHONE,
      ofCase: CODES_A_CASE,
    },
  };
}
