import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { TOLD_LATER_DAYS } from "#domain/told-reading.ts";
import { type KodeCek, parseKodeCek, spellKodeCek } from "#publication/kode-cek.ts";
import { openLookupKeys } from "#publication/lookup-keys.ts";
import type { ServerDeps } from "./deps.ts";
import { fieldOf } from "./form-body.ts";
import { type Exchange, HTML, noticeOf, siteOf, visitOf } from "./own-exchange.ts";
import { sendUnknownCode } from "./own-explanation.ts";
import type { Visit } from "./own-explanation-rows.ts";
import { LANGUAGES, pathIn } from "./pages/language.ts";
import { MOST_READINGS, type OwnReading, readersPage } from "./pages/own-readers.ts";

/** A family reads who opened its data, by the code of its explanation; always POST, so that no address carries a code. */
export async function ownReaderRoutes(app: FastifyInstance, deps: ServerDeps): Promise<void> {
  const keys = await openLookupKeys(deps.settings.keyFolder);
  for (const language of LANGUAGES)
    app.post(pathIn(language, "/mengapa/siapa"), (request: FastifyRequest, reply: FastifyReply) =>
      showReaders({ deps, keys, language, request, reply }),
    );
}

async function showReaders(exchange: Exchange): Promise<FastifyReply> {
  const { request, reply, language, deps } = exchange;
  const code = parseKodeCek(fieldOf(request.body, "kode", 40));
  if (!code.ok) return noticeOf(exchange, "malformed-request");
  const { verdict, told } = await readOwnReaders(visitOf(exchange), code.value, deps.clock());
  if (verdict === "over-budget") return noticeOf(exchange, "too-many");
  if (told === null) return sendUnknownCode(exchange);
  return reply
    .type(HTML)
    .send(readersPage(language, spellKodeCek(code.value), told, siteOf(exchange)));
}

type Told = { readonly all: number; readonly lines: readonly OwnReading[] };

async function readOwnReaders(
  { caller, keys, limits, address, requestId }: Visit,
  code: KodeCek,
  now: Date,
): Promise<{ readonly verdict: string; readonly told: Told | null }> {
  const { rows } = await caller.query<{ answer: { verdict: string; told: Told | null } }>(
    "select dtsen.public_read_readers($1, $2, $3, $4, $5, $6, $7) as answer",
    [
      ...[keys.explanationIndex(code), address, limits.codePerAddress, now.toISOString()],
      ...[TOLD_LATER_DAYS, MOST_READINGS, requestId],
    ],
  );
  const [row] = rows;
  if (row === undefined) throw new Error("the desk answers every public question with one row");
  return row.answer;
}
