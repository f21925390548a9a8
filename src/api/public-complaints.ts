import { createHash, randomUUID } from "node:crypto";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { COMPLAINT_PARTIES, COMPLAINT_TOPICS } from "#domain/complaint.ts";
import { parsePlainDate } from "#domain/plain-date.ts";
import { isInForce } from "#domain/program.ts";
import { readPublicBook } from "#programs/program-book.ts";
import { type KodeCek, parseKodeCek } from "#publication/kode-cek.ts";
import { openLookupKeys } from "#publication/lookup-keys.ts";
import { openFieldKeys } from "#store/field-cipher.ts";
import {
  type ComplaintSaid,
  type ComplaintTold,
  openingOfComplaint,
  saidOfComplaint,
  sealComplaint,
} from "#verification/complaint-book.ts";
import type { ServerDeps } from "./deps.ts";
import { fieldOf } from "./form-body.ts";
import { todayOf } from "./office-day.ts";
import { type Exchange, HTML, noticeOf, sendForm, siteOf, visitOf } from "./own-exchange.ts";
import { COMPLAINT_WORDS, complaintBody, type TypedComplaint } from "./pages/complaint-form.ts";
import { LANGUAGES, pathIn } from "./pages/language.ts";
import { statusOf, statusPage } from "./pages/proposal-status.ts";
import { readNeutralStanding } from "./public-proposal-rows.ts";

/** Somebody complains by the own Kode Cek, on one page without script; always POST, so that no address carries a code. */
export async function publicComplaintRoutes(app: FastifyInstance, deps: ServerDeps): Promise<void> {
  const keys = await openLookupKeys(deps.settings.keyFolder);
  for (const language of LANGUAGES) {
    const on =
      (answer: (exchange: Exchange) => Promise<FastifyReply>) =>
      (request: FastifyRequest, reply: FastifyReply) =>
        answer({ deps, keys, language, request, reply });
    app.get(
      pathIn(language, "/aduan"),
      on((exchange) => showForm(exchange)),
    );
    app.post(pathIn(language, "/aduan"), on(takeComplaint));
  }
}

async function showForm(
  exchange: Exchange,
  wrong?: { readonly said: string; readonly typed: TypedComplaint },
): Promise<FastifyReply> {
  const { language, deps } = exchange;
  const today = todayOf(deps.clock());
  const book = await readPublicBook(deps.desk.app);
  const programs = book
    .filter((program) => isInForce(program, today))
    .map(({ id, name }) => ({ id, name }));
  const clientId = CLIENT_ID.test(wrong?.typed["kiriman"] ?? "")
    ? (wrong?.typed["kiriman"] ?? "")
    : randomUUID();
  const body = complaintBody(language, { programs, clientId, today, ...wrong });
  const { title } = COMPLAINT_WORDS[language];
  return sendForm(exchange, { title, path: "/aduan", body }, wrong !== undefined);
}

const CLIENT_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const NAMES = ["kiriman", "kode", "pihak", "program", "hari", "rupiah", "kontak", "terancam"];

/** What was typed, each at most as long as its field. */
function typedOf(body: unknown): TypedComplaint {
  const names = [...NAMES, ...COMPLAINT_TOPICS.map((topic) => `hal-${topic}`)];
  const short = names.map((name) => [name, fieldOf(body, name, 40)] as const);
  return Object.fromEntries([...short, ["cerita", fieldOf(body, "cerita", 600)]]);
}

/** A complaint as it was filled in; undefined where something is missing or wrong. */
function readComplaint(
  typed: TypedComplaint,
  today: string,
):
  | { readonly code: KodeCek; readonly said: ComplaintSaid; readonly told: ComplaintTold }
  | undefined {
  const code = parseKodeCek(typed["kode"] ?? "");
  const topics = COMPLAINT_TOPICS.filter((topic) => typed[`hal-${topic}`] === "ya");
  const party = COMPLAINT_PARTIES.find((one) => one === typed["pihak"]);
  const day = typed["hari"] === "" ? undefined : parsePlainDate(typed["hari"] ?? "");
  const digits = (typed["rupiah"] ?? "").replaceAll(".", "");
  const isDay = day === undefined || (day.ok && day.value <= today);
  if (!code.ok || topics.length === 0 || party === undefined || !isDay) return undefined;
  if (digits !== "" && !/^[1-9][0-9]{0,8}$/.test(digits)) return undefined;
  const { program = "", cerita = "", kontak = "" } = typed;
  return {
    code: code.value,
    said: {
      ...{ topics, party, channel: "web", outsideNumber: undefined },
      program: /^[a-z][a-z0-9-]{1,39}$/.test(program) ? program : undefined,
      happenedOn: day?.ok ? day.value : undefined,
      amountRupiah: digits === "" ? undefined : Number(digits),
      isThreatened: typed["terancam"] === "ya",
    },
    told: {
      ...(cerita === "" ? {} : { text: cerita }),
      ...(kontak === "" ? {} : { contact: kontak }),
    },
  };
}

async function takeComplaint(exchange: Exchange): Promise<FastifyReply> {
  const { request, reply, language, deps, keys } = exchange;
  const words = COMPLAINT_WORDS[language];
  const typed = typedOf(request.body);
  const read = readComplaint(typed, todayOf(deps.clock()));
  const clientId = typed["kiriman"] ?? "";
  if (read === undefined || !CLIENT_ID.test(clientId))
    return await showForm(exchange, { said: words.wrong, typed });
  const number = keys.codeOf("receipt", clientId);
  const verdict = await send(exchange, clientId, number, read);
  if (verdict === "over-budget") return noticeOf(exchange, "too-many");
  if (verdict === "unknown") return await showForm(exchange, { said: words.unknown, typed });
  const { caller: pool, ...visit } = visitOf(exchange);
  const row = await readNeutralStanding({ ...visit, pool }, number);
  const status = statusOf(language, number, row, todayOf(deps.clock()));
  if (status === undefined) return noticeOf(exchange, "too-many");
  return reply.type(HTML).send(statusPage(language, { ...status, isNew: true }, siteOf(exchange)));
}

async function send(
  exchange: Exchange,
  clientId: string,
  number: KodeCek,
  { code, said, told }: NonNullable<ReturnType<typeof readComplaint>>,
): Promise<"sent" | "unknown" | "over-budget"> {
  const { deps, keys } = exchange;
  const { address, limits, requestId } = visitOf(exchange);
  const now = deps.clock().toISOString();
  const pool = deps.desk.app;
  const query = async <Row>(sql: string, values: readonly unknown[] = []) =>
    (await pool.query(sql, [...values])).rows as Row[];
  const [next] = await query<{ case_id: number }>("select dtsen.public_next_proposal() as case_id");
  if (next === undefined) throw new Error("the desk gave no number");
  const fields = openFieldKeys(deps.settings.keyFolder);
  const [row] = await query<{ verdict: "sent" | "unknown" | "over-budget" }>(
    "select dtsen.public_send_complaint($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) as verdict",
    [
      ...[keys.codeIndex(code), address, limits.proposalsPerAddress, limits.proposalsPerFamily],
      ...[next.case_id, clientId, createHash("sha256").update(JSON.stringify(said)).digest()],
      JSON.stringify(saidOfComplaint(said)),
      Object.keys(told).length === 0 ? null : sealComplaint(fields, next.case_id, told),
      ...[keys.receiptIndex(number), now],
      JSON.stringify(await openingOfComplaint({ query }, said, now)),
      requestId,
    ],
  );
  return row?.verdict ?? "unknown";
}
