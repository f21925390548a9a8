import { randomUUID } from "node:crypto";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { PROPOSAL_GROUNDS, type ProposalGround } from "#domain/correction-proposal.ts";
import { html } from "#domain/html.ts";
import { OBJECTION_ANSWERS } from "#domain/objection.ts";
import { FAMILY_FACTS } from "#domain/variables/catalogue.ts";
import type { Words } from "#domain/words.ts";
import { readProgramBook } from "#programs/program-book.ts";
import { readInForce } from "#publication/determinations-in-force.ts";
import { type KodeCek, parseKodeCek, spellKodeCek } from "#publication/kode-cek.ts";
import { openLookupKeys } from "#publication/lookup-keys.ts";
import { RANKED_VARIABLES } from "#ranking/ranked-variables.ts";
import { readValue } from "./correction-value.ts";
import type { ServerDeps } from "./deps.ts";
import { answersOf, type ExplainedFamily } from "./explained-family.ts";
import { correctableOf } from "./fact-origin.ts";
import { explainFamily, sayRanked } from "./family-why.ts";
import { sayAnswer } from "./family-words.ts";
import { fieldOf } from "./form-body.ts";
import { todayOf } from "./office-day.ts";
import { ownAidProposalsOf } from "./own-aid-proposals.ts";
import { type Exchange, HTML, noticeOf, sendForm, siteOf, visitOf } from "./own-exchange.ts";
import {
  answerObjection,
  type OwnExplanation,
  openExplanation,
  proposeCorrection,
  readReceipt,
  sayUnchanged,
} from "./own-explanation-rows.ts";
import { ownPaymentNotes } from "./own-holder.ts";
import { ownObjectionsOf } from "./own-objections.ts";
import { ownPaymentsOf } from "./own-payments.ts";
import { ownProgramsOf } from "./own-programs.ts";
import { ownNoticesOf } from "./own-removals.ts";
import { askResignation, takeBackResignation, tickedPrograms } from "./own-resignation-acts.ts";
import { ownResignationsOf } from "./own-resignations.ts";
import { correctCodes, correctionPage } from "./pages/correction-form.ts";
import { LANGUAGES, pathIn, wordsOf } from "./pages/language.ts";
import { receiptPage } from "./pages/receipt.ts";
import { ownSetAside } from "./pages/set-aside.ts";
import { whyFormBody, whyPage } from "./pages/why.ts";
import { surenessOf } from "./place-band.ts";
import { calendarOfPublic } from "./public-proposal-rows.ts";
import { writeReceipt } from "./receipt-words.ts";

/** A family's own explanation, what it says is wrong, and the receipt; always POST, so that no address ever carries a code. */
export async function ownExplanationRoutes(app: FastifyInstance, deps: ServerDeps): Promise<void> {
  const keys = await openLookupKeys(deps.settings.keyFolder);
  for (const language of LANGUAGES) {
    const on =
      (answer: (exchange: Exchange) => FastifyReply | Promise<FastifyReply>) =>
      (request: FastifyRequest, reply: FastifyReply) =>
        answer({ deps, keys, language, request, reply });
    app.get(
      pathIn(language, "/mengapa"),
      on((exchange) => sendWhyForm(exchange)),
    );
    app.post(pathIn(language, "/mengapa"), on(showWhy));
    app.post(pathIn(language, "/mengapa/salah"), on(askWhatIsRight));
    app.post(pathIn(language, "/mengapa/kirim"), on(takeProposal));
    app.post(pathIn(language, "/mengapa/jawab"), on(takeAnswer));
    app.post(pathIn(language, "/mengapa/berhenti"), on(askToStop));
    app.post(pathIn(language, "/mengapa/batal"), on(takeBack));
    app.post(pathIn(language, "/mengapa/tetap"), on(nothingChanged));
  }
}

/** The explanation that the posted code opens, or the answer that was sent instead. */
export async function openSheet(
  exchange: Exchange,
): Promise<
  | { readonly code: KodeCek; readonly sheet: ExplainedFamily; readonly own: OwnExplanation }
  | undefined
> {
  const typed = fieldOf(exchange.request.body, "kode", 40);
  const code = parseKodeCek(typed);
  if (!code.ok) {
    sendWhyForm(exchange, { typed });
    return undefined;
  }
  const own = await openExplanation(visitOf(exchange), code.value);
  if (own.verdict === "answered" && own.sheet !== null) {
    return { code: code.value, sheet: own.sheet, own };
  }
  if (own.verdict === "unknown") sendUnknownCode(exchange);
  else noticeOf(exchange, own.verdict === "over-budget" ? "too-many" : "no-version");
  return undefined;
}

async function showWhy(exchange: Exchange): Promise<FastifyReply> {
  const { language, reply, deps } = exchange;
  const opened = await openSheet(exchange);
  if (opened === undefined) return reply;
  const { code, sheet, own } = opened;
  const desk = {
    query: async <Row>(sql: string, values?: readonly unknown[]) =>
      (await deps.desk.app.query(sql, values as unknown[])).rows as Row[],
  };
  const why = await explainFamily(desk, sheet, own.before ?? undefined);
  const [inForce, book] = [await readInForce(deps.desk.app), await readProgramBook(desk)];
  return reply.type(HTML).send(
    whyPage(
      language,
      {
        code: spellKodeCek(code),
        masked: own.masked ?? "",
        decile: sheet.decile,
        band: surenessOf(sheet).band,
        why,
        notices: ownNoticesOf(language, own.removals, sheet),
        payments: ownPaymentsOf(language, own.payments),
        paymentNotes: ownPaymentNotes(language, own, todayOf(deps.clock())),
        proposals: ownAidProposalsOf(language, own.proposals),
        objections: ownObjectionsOf(language, own.objections),
        resignations: ownResignationsOf(language, own),
        unchangedOn: own.unchanged_on ?? undefined,
        setAside: ownSetAside(language, own.outcomes[0]?.set_aside ?? []),
        programs: ownProgramsOf(language, own.outcomes, sheet, inForce, book),
      },
      siteOf(exchange),
    ),
  );
}

/** What the family says to an objection; then the page again, which says so. */
async function takeAnswer(exchange: Exchange): Promise<FastifyReply> {
  const said = OBJECTION_ANSWERS.find(
    (answer) => answer === fieldOf(exchange.request.body, "jawaban", 30),
  );
  const code = parseKodeCek(fieldOf(exchange.request.body, "kode", 40));
  if (said === undefined || !code.ok) return noticeOf(exchange, "malformed-request");
  const verdict = await answerObjection(visitOf(exchange), code.value, said);
  return verdict === "over-budget" ? noticeOf(exchange, "too-many") : await showWhy(exchange);
}

/** The family asks to give places back; then the page again, which says what follows. */
async function askToStop(exchange: Exchange): Promise<FastifyReply> {
  const opened = await openSheet(exchange);
  if (opened === undefined) return exchange.reply;
  const programs = tickedPrograms(exchange.request.body);
  if (programs.length === 0) return await showWhy(exchange);
  const { desk, clock } = exchange.deps;
  const calendar = await calendarOfPublic(desk.app, opened.sheet.village_no);
  const asked = { programs, calendar, now: clock() };
  const verdict = await askResignation(visitOf(exchange), opened.code, asked);
  return verdict === "over-budget" ? noticeOf(exchange, "too-many") : await showWhy(exchange);
}

/** And takes it back, in one step. */
async function takeBack(exchange: Exchange): Promise<FastifyReply> {
  const code = parseKodeCek(fieldOf(exchange.request.body, "kode", 40));
  if (!code.ok) return noticeOf(exchange, "malformed-request");
  const now = exchange.deps.clock();
  const verdict = await takeBackResignation(visitOf(exchange), code.value, now);
  return verdict === "over-budget" ? noticeOf(exchange, "too-many") : await showWhy(exchange);
}

/** The family says that what is recorded still is so; then the page again, which says since when. */
async function nothingChanged(exchange: Exchange): Promise<FastifyReply> {
  const code = parseKodeCek(fieldOf(exchange.request.body, "kode", 40));
  if (!code.ok) return noticeOf(exchange, "malformed-request");
  const today = todayOf(exchange.deps.clock());
  const verdict = await sayUnchanged(visitOf(exchange), code.value, today);
  return verdict === "over-budget" ? noticeOf(exchange, "too-many") : await showWhy(exchange);
}

/** The fact and the ground of the button that was pressed. */
type Pressed = { readonly feature: string; readonly label: Words; readonly ground: ProposalGround };

function pressedOf({ request }: Exchange): Pressed | undefined {
  const [feature, said] = fieldOf(request.body, "pilih", 60).split(".");
  const variable = RANKED_VARIABLES.find(({ id }) => id === feature);
  const ground = PROPOSAL_GROUNDS.find((one) => one === said);
  if (variable === undefined || ground === undefined) return undefined;
  return { feature: variable.id, label: variable.words, ground };
}

async function askWhatIsRight(exchange: Exchange): Promise<FastifyReply> {
  const pressed = pressedOf(exchange);
  if (pressed === undefined) return noticeOf(exchange, "malformed-request");
  const opened = await openSheet(exchange);
  if (opened === undefined) return exchange.reply;
  return sendCorrectionForm(exchange, {
    ...opened,
    pressed,
    clientId: randomUUID(),
    isMissing: false,
  });
}

type Asked = {
  readonly code: KodeCek;
  readonly sheet: ExplainedFamily;
  readonly pressed: Pressed;
  readonly clientId: string;
  readonly isMissing: boolean;
};

function sendCorrectionForm(exchange: Exchange, asked: Asked): FastifyReply {
  const { language, reply } = exchange;
  const { sheet, pressed, code, clientId, isMissing } = asked;
  // Without the whole family nothing made of it is told, and nothing asked about.
  if (!sheet.is_whole || sheet.score === null) return sendUnknownCode(exchange);
  const { variable, unit } = correctableOf(pressed.feature, sheet);
  const answer = answersOf(sheet)[pressed.feature] ?? -2;
  // Reckoned of a fact of the house and the members: the fact itself is asked about.
  const isReckoned = unit === "family" && variable !== undefined && variable.id !== pressed.feature;
  const form = {
    ...pressed,
    ...(isReckoned ? { label: { id: variable.id_ID, en: variable.en } } : {}),
    code: spellKodeCek(code),
    clientId,
    recorded: isReckoned
      ? sayAnswer(variable, sheet.facts[FAMILY_FACTS.indexOf(variable.id)] ?? -2)
      : sayRanked(pressed.feature, answer),
    variable,
    isMissing,
  };
  if (isMissing) reply.code(422);
  return reply.type(HTML).send(correctionPage(language, form, siteOf(exchange)));
}

const CLIENT_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

async function takeProposal(exchange: Exchange): Promise<FastifyReply> {
  const { request, language, reply } = exchange;
  const pressed = pressedOf(exchange);
  const clientId = fieldOf(request.body, "kiriman", 40);
  if (pressed === undefined || !CLIENT_ID.test(clientId))
    return noticeOf(exchange, "malformed-request");
  const opened = await openSheet(exchange);
  if (opened === undefined) return reply;
  const { code, sheet } = opened;
  if (!sheet.is_whole || sheet.score === null) return sendUnknownCode(exchange);
  const { variable, unit, unitId } = correctableOf(pressed.feature, sheet);
  const value =
    variable === undefined ? undefined : readValue(request.body, correctCodes(variable));
  if (value === "missing") {
    return sendCorrectionForm(exchange, { code, sheet, pressed, clientId, isMissing: true });
  }
  const proposed = await proposeCorrection(visitOf(exchange), code, {
    clientId,
    askedAbout: pressed.feature,
    ground: pressed.ground,
    unit,
    unitId,
    variableId: variable?.id,
    value,
    receivedOn: todayOf(exchange.deps.clock()),
  });
  if (proposed.verdict === "over-budget") return noticeOf(exchange, "too-many");
  if (proposed.receipt === undefined) return sendUnknownCode(exchange);
  const row = await readReceipt(visitOf(exchange), proposed.receipt);
  const isStanding = proposed.verdict === "asked-already";
  const receipt = writeReceipt(proposed.receipt, row, todayOf(exchange.deps.clock()));
  if (receipt === undefined) return sendUnknownCode(exchange);
  return reply
    .type(HTML)
    .send(receiptPage(language, { ...receipt, isNew: true, isStanding }, siteOf(exchange)));
}

function sendWhyForm(exchange: Exchange, wrong?: { readonly typed: string }): FastifyReply {
  const { why } = wordsOf(exchange.language);
  const body = whyFormBody(exchange.language, wrong);
  return sendForm(exchange, { title: why.title, path: "/mengapa", body }, wrong !== undefined);
}

/** One answer for a code that was never given, has ended, or opens nothing that may be shown. */
export function sendUnknownCode(exchange: Exchange): FastifyReply {
  const { why } = wordsOf(exchange.language);
  const said = html`<p class="wrong" role="alert">${why.unknown} ${why.unknownTodo}</p>`;
  const body = whyFormBody(exchange.language, undefined, said);
  return sendForm(exchange, { title: why.title, path: "/mengapa", body }, true);
}
