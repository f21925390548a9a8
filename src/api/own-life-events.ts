import { createHash, randomUUID } from "node:crypto";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { AID_PROPOSAL } from "#domain/aid-proposal-procedure.ts";
import {
  LIFE_EVENT_TERMS,
  LIFE_EVENT_TIMES,
  LIFE_EVENTS,
  type LifeEvent,
  type LifeEventTime,
} from "#domain/life-event.ts";
import { type KodeCek, parseKodeCek, spellKodeCek } from "#publication/kode-cek.ts";
import { openLookupKeys } from "#publication/lookup-keys.ts";
import { openingOf } from "#verification/proposal-book.ts";
import type { ServerDeps } from "./deps.ts";
import { fieldOf } from "./form-body.ts";
import { todayOf } from "./office-day.ts";
import { type Exchange, HTML, noticeOf, siteOf, visitOf } from "./own-exchange.ts";
import { openSheet } from "./own-explanation.ts";
import { LANGUAGES, pathIn } from "./pages/language.ts";
import { eventPage, eventsPage, joinedPage } from "./pages/life-event.ts";
import { statusOf, statusPage } from "./pages/proposal-status.ts";
import { calendarOfPublic, readNeutralStanding } from "./public-proposal-rows.ts";

/** A family tells in three taps what has happened; by the code of its explanation, without script, always POST. */
export async function ownLifeEventRoutes(app: FastifyInstance, deps: ServerDeps): Promise<void> {
  const keys = await openLookupKeys(deps.settings.keyFolder);
  for (const language of LANGUAGES) {
    const on =
      (answer: (exchange: Exchange) => Promise<FastifyReply>) =>
      (request: FastifyRequest, reply: FastifyReply) =>
        answer({ deps, keys, language, request, reply });
    app.post(pathIn(language, "/mengapa/kejadian"), on(choose));
    app.post(pathIn(language, "/mengapa/kejadian/kirim"), on(send));
  }
}

const eventIn = (body: unknown): LifeEvent | undefined =>
  LIFE_EVENTS.find((event) => event === fieldOf(body, "kejadian", 20));

async function choose(exchange: Exchange): Promise<FastifyReply> {
  const { request, reply, language } = exchange;
  const code = parseKodeCek(fieldOf(request.body, "kode", 40));
  if (!code.ok) return noticeOf(exchange, "malformed-request");
  const [event, spelled] = [eventIn(request.body), spellKodeCek(code.value)];
  const site = siteOf(exchange);
  return reply
    .type(HTML)
    .send(
      event === undefined
        ? eventsPage(language, spelled, site)
        : eventPage(language, { code: spelled, event, clientId: randomUUID() }, site),
    );
}

const CLIENT_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

async function send(exchange: Exchange): Promise<FastifyReply> {
  const { request, reply, language, deps } = exchange;
  const event = eventIn(request.body);
  const happened = LIFE_EVENT_TIMES.find((time) => time === fieldOf(request.body, "kapan", 20));
  const clientId = fieldOf(request.body, "kiriman", 40);
  if (event === undefined || happened === undefined || !CLIENT_ID.test(clientId))
    return noticeOf(exchange, "malformed-request");
  const opened = await openSheet(exchange);
  if (opened === undefined) return reply;
  const told = { code: opened.code, villageNo: opened.sheet.village_no, event, happened, clientId };
  const { verdict, number } = await tellEvent(exchange, told);
  if (verdict === "over-budget") return noticeOf(exchange, "too-many");
  if (verdict === "unknown") return noticeOf(exchange, "malformed-request");
  const code = spellKodeCek(opened.code);
  if (verdict === "joined")
    return reply.type(HTML).send(joinedPage(language, code, siteOf(exchange)));
  const { caller: pool, ...visit } = visitOf(exchange);
  const row = await readNeutralStanding({ ...visit, pool }, number);
  const status = statusOf(language, number, row, todayOf(deps.clock()));
  if (status === undefined) throw new Error("a case that was opened has a standing");
  return reply.type(HTML).send(statusPage(language, { ...status, isNew: true }, siteOf(exchange)));
}

type Verdict = "opened" | "joined" | "unknown" | "over-budget";

/** Tells one event; the same form twice is one, and gets the same number. */
async function tellEvent(
  exchange: Exchange,
  told: {
    readonly code: KodeCek;
    readonly villageNo: number;
    readonly event: LifeEvent;
    readonly happened: LifeEventTime;
    readonly clientId: string;
  },
): Promise<{ readonly verdict: Verdict; readonly number: KodeCek }> {
  const { deps } = exchange;
  const { keys, limits, address, requestId } = visitOf(exchange);
  const { code, villageNo, event, happened, clientId } = told;
  const pool = deps.desk.app;
  const number = keys.codeOf("receipt", clientId);
  const now = deps.clock().toISOString();
  const opening = openingOf(AID_PROPOSAL, now, await calendarOfPublic(pool, villageNo));
  const said = {
    ...{ asked_for: "data-update", program: null, proposer: "self", channel: "web" },
    grounds: [LIFE_EVENT_TERMS[event].ground],
  };
  const { rows } = await pool.query<{ verdict: Verdict }>(
    `select dtsen.public_tell_event($1, $2, $3, $4, $5, $6, dtsen.public_next_proposal(), $7, $8, $9, $10, $11, $12) as verdict`,
    [
      ...[keys.explanationIndex(code), address],
      ...[[limits.proposalsPerAddress, limits.proposalsPerFamily], clientId, event, happened],
      createHash("sha256").update(`${event} ${happened}`).digest(),
      ...[JSON.stringify(said), keys.receiptIndex(number), now, JSON.stringify(opening), requestId],
    ],
  );
  return { verdict: rows[0]?.verdict ?? "unknown", number };
}
