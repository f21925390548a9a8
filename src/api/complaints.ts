import { createHash } from "node:crypto";
import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import { CaseKey } from "#contract/cases.ts";
import { ComplaintDraft, ComplaintMove, ComplaintReceipt } from "#contract/complaints.ts";
import { CASE_STATE_WORDS } from "#domain/case-state.ts";
import { COMPLAINT, type ComplaintStep } from "#domain/complaint-procedure.ts";
import { say } from "#domain/words.ts";
import { findProgram } from "#programs/programs.ts";
import { spellKodeCek } from "#publication/kode-cek.ts";
import { openLookupKeys } from "#publication/lookup-keys.ts";
import { openFieldKeys } from "#store/field-cipher.ts";
import type { Tx } from "#store/transact.ts";
import { readBook } from "#verification/case-book.ts";
import { noteComplaint, openComplaint } from "#verification/complaint-book.ts";
import { plainKey } from "./aid-proposal-acts.ts";
import { refuseCase, refuseMove } from "./case-refusals.ts";
import { type ComplaintRow, complaintReading } from "./complaint-rows.ts";
import type { RoutePlugin, ServerDeps } from "./deps.ts";
import { asOfficer, refuseWith, requireRight } from "./guard.ts";
import type { CaseKeys } from "./reactivation-acts.ts";
import { describe } from "./routes-doc.ts";
import type { ServiceKind } from "./service-case-kind.ts";
import { addServiceCase, dayOf, noteService } from "./service-case-routes.ts";

const PURPOSE = "complaint";

const kindOf = (keys: CaseKeys): ServiceKind<ComplaintStep, ComplaintRow, ComplaintMove> => ({
  ...complaintReading(keys.fields),
  procedure: COMPLAINT,
  path: "complaints",
  noun: "complaint",
  names: { one: "Complaint", many: "Complaints" },
  purpose: PURPOSE,
  move: ComplaintMove,
  moveSummary: "Examine, act on it, send back, wait, refuse with a reason, take back",
  moveDescription:
    "Whoever examined does not act on it. What was done is chosen and has the number of a letter. About the social office itself, the province examines and the ministry acts; that office sees none of it.",
  before,
});

/** Pengaduan: taken on any line, examined outside the village and above the office it is about. */
export const complaintRoutes: RoutePlugin = async (root, deps) => {
  const keys = {
    fields: openFieldKeys(deps.settings.keyFolder),
    lookup: await openLookupKeys(deps.settings.keyFolder),
  };
  addServiceCase(root, deps, kindOf(keys));
  addTaking(root, deps, keys);
};

async function before(
  tx: Tx,
  caseId: number,
  { act, familyId, redress }: ComplaintMove,
): Promise<void> {
  if (act !== "pass" || (familyId === undefined && redress === undefined)) return;
  const noted = await noteComplaint(tx, caseId, {
    familyId: familyId === undefined ? undefined : Number(familyId),
    redress,
  });
  if (!noted.ok) return refuseMove(noted.problem);
}

const REUSED = [
  say("Kunci ini sudah dipakai untuk isi lain.", "This key was used for something else."),
  say("Kirim lagi dengan kunci baru.", "Send again with a new key."),
] as const;

function addTaking(root: Parameters<RoutePlugin>[0], deps: ServerDeps, keys: CaseKeys): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  const doc = {
    id: "openComplaint",
    tag: "verification",
    summary: "Take a complaint from the counter, the hotline, SP4N-LAPOR or WhatsApp",
    needs: "take-complaint in the village, under the purpose complaint",
    description:
      "The same key is the same case for ever; the same number of the same line is the same case too (wasKnown). The village never sees it.",
  } as const;
  app.post(
    "/api/v1/complaints",
    { schema: { headers: CaseKey, body: ComplaintDraft, ...describe(doc, ComplaintReceipt) } },
    async (request, reply) => {
      const answer = await asOfficer(deps, request, reply, PURPOSE, async (tx) => {
        await requireRight(tx, "take-complaint");
        const key = request.headers["idempotency-key"];
        return await take(tx, keys, request.body, { key, now: deps.clock(), id: request.id });
      });
      return answer.ok ? reply.send(answer.value) : reply;
    },
  );
}

async function take(
  tx: Tx,
  keys: CaseKeys,
  draft: ComplaintDraft,
  { key, now, id }: { readonly key: string; readonly now: Date; readonly id: string },
): Promise<ComplaintReceipt> {
  const { village, topics, party, program, channel, outsideNumber, told: text, contact } = draft;
  if (program !== undefined && findProgram(program) === undefined)
    return refuseWith("malformed-request");
  const receiptOf = (clientId: string) => keys.lookup.codeOf("receipt", clientId);
  const opened = await openComplaint(tx, keys.fields, {
    clientId: plainKey(key),
    digest: createHash("sha256").update(JSON.stringify(draft)).digest(),
    receiptIndexOf: (clientId) => keys.lookup.receiptIndex(receiptOf(clientId)),
    villageNo: Number(village),
    said: {
      ...{ topics, party, program, channel, outsideNumber, amountRupiah: draft.amountRupiah },
      happenedOn: dayOf(draft.happenedOn, now),
      isThreatened: draft.isThreatened === true,
    },
    told: {
      ...(text === undefined ? {} : { text }),
      ...(contact === undefined ? {} : { contact }),
    },
    now: now.toISOString(),
  });
  if (!opened.ok)
    return opened.problem === "not-found"
      ? refuseWith("not-found")
      : refuseCase("key-reused", 409, ...REUSED);
  const { caseId, clientId, wasKnown } = opened.value;
  await noteService(tx, { procedure: COMPLAINT }, "open-complaint", caseId, id);
  const state = (await readBook(tx, COMPLAINT, caseId))?.standing.state ?? "open";
  return {
    ...{ caseId: String(caseId), state, words: { ...CASE_STATE_WORDS[state] }, wasKnown },
    receipt: spellKodeCek(receiptOf(clientId)),
  };
}
