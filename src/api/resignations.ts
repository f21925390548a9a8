import { createHash } from "node:crypto";
import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import { CaseKey, CaseReceipt } from "#contract/cases.ts";
import { ResignationDraft, ResignationMove } from "#contract/resignations.ts";
import { CASE_STATE_WORDS } from "#domain/case-state.ts";
import { RESIGNATION, type ResignationStep } from "#domain/resignation-procedure.ts";
import { say, type Words } from "#domain/words.ts";
import type { Tx } from "#store/transact.ts";
import { readBook } from "#verification/case-book.ts";
import {
  type MeetingProblem,
  meetResigning,
  openResignation,
  type ResignationProblem,
} from "#verification/resignation-book.ts";
import { plainKey } from "./aid-proposal-acts.ts";
import { refuseCase, refuseMove } from "./case-refusals.ts";
import type { RoutePlugin, ServerDeps } from "./deps.ts";
import { asOfficer, refuseWith, requireRight } from "./guard.ts";
import { RESIGNATION_READING, type ResignationRow } from "./resignation-rows.ts";
import { describe } from "./routes-doc.ts";
import type { ServiceAsk, ServiceKind } from "./service-case-kind.ts";
import { addServiceCase, dayOf, noteService } from "./service-case-routes.ts";

const PURPOSE = "verification";

/** Resignations (pengunduran diri): the family is met twice by two officers with days between; until then its aid goes on. */
const KIND: ServiceKind<ResignationStep, ResignationRow, ResignationMove> = {
  ...RESIGNATION_READING,
  procedure: RESIGNATION,
  path: "resignations",
  noun: "resignation",
  names: { one: "Resignation", many: "Resignations" },
  purpose: PURPOSE,
  move: ResignationMove,
  moveSummary: "Meet the family, confirm after the days to think, send back, refuse, take back",
  moveDescription:
    "Both meetings name a grown member whose KTP and KK were seen; the second is by another officer, after the days to think, and with another grown member where there is one. Refused: not-grown, another-adult, cooling-open, own-family, same-person, meeting-missing, day-wrong.",
  before: meet,
};

export const resignationRoutes: RoutePlugin = async (root, deps) => {
  addServiceCase(root, deps, KIND);
  addOpening(root, deps);
};

async function meet(
  tx: Tx,
  caseId: number,
  { act, meeting }: ResignationMove,
  { now }: ServiceAsk,
): Promise<void> {
  if (act !== "pass" || meeting === undefined) return;
  const on = dayOf(meeting.on, now);
  if (on === undefined) return refuseWith("malformed-request");
  const { personId, at } = meeting;
  const met = await meetResigning(
    tx,
    caseId,
    { personId: Number(personId), at, on },
    now.toISOString(),
  );
  if (met.ok) return;
  const { problem } = met;
  if (Object.hasOwn(MEETING_PROBLEMS, problem)) {
    const own = problem as keyof typeof MEETING_PROBLEMS;
    return refuseCase(own, 409, ...MEETING_PROBLEMS[own]);
  }
  return refuseMove(problem as Exclude<MeetingProblem, keyof typeof MEETING_PROBLEMS>);
}

const MEETING_PROBLEMS = {
  "own-family": [
    say("Ini keluarga Anda sendiri.", "This is your own family."),
    say("Minta rekan lain menanganinya.", "Ask a colleague to do it."),
  ],
  "not-grown": [
    say("Orang itu bukan anggota dewasa keluarga ini.", "That is no grown member of this family."),
    say("Pilih orang dewasa dari Kartu Keluarganya.", "Choose a grown member of its card."),
  ],
  "another-adult": [
    say(
      "Pertemuan kedua dengan orang dewasa yang lain: keluarga ini punya lebih dari satu.",
      "The second meeting is with another grown member: this family has more than one.",
    ),
    say("Temui anggota dewasa yang lain.", "Meet another grown member."),
  ],
  "day-wrong": [
    say(
      "Hari pertemuannya sebelum permintaan atau sesudah hari ini.",
      "The day of the meeting lies before the request or after today.",
    ),
    say("Perbaiki tanggalnya.", "Mend the date."),
  ],
} as const satisfies Partial<Record<MeetingProblem, readonly [Words, Words]>>;

const OPENING_PROBLEMS = {
  "own-family": MEETING_PROBLEMS["own-family"],
  "no-place": [
    say("Keluarga ini tidak menerima bantuan itu.", "This family does not receive that aid."),
    say("Periksa programnya.", "Check the program."),
  ],
  "open-already": [
    say("Permintaan keluarga ini sudah berjalan.", "This family's request is under way."),
    say("Buka permintaan yang berjalan.", "Open the one that is under way."),
  ],
  "key-reused": [
    say("Kunci ini sudah dipakai untuk isi lain.", "This key was used for something else."),
    say("Kirim lagi dengan kunci baru.", "Send again with a new key."),
  ],
} as const satisfies Record<Exclude<ResignationProblem, "not-found">, readonly [Words, Words]>;

function addOpening(root: Parameters<RoutePlugin>[0], deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  const doc = {
    id: "openResignation",
    tag: "verification",
    summary: "A family asks at the counter to give places back",
    needs: "take-resignation in the family's village, under the purpose verification",
    description:
      "The same key is the same case for ever. It ends nothing: the family is met twice first. Refused: own-family, no-place, open-already, key-reused.",
  } as const;
  app.post(
    "/api/v1/resignations",
    { schema: { headers: CaseKey, body: ResignationDraft, ...describe(doc, CaseReceipt) } },
    async (request, reply) => {
      const { body } = request;
      const answer = await asOfficer(deps, request, reply, PURPOSE, async (tx) => {
        await requireRight(tx, "take-resignation");
        const opened = await openResignation(tx, {
          clientId: plainKey(request.headers["idempotency-key"]),
          digest: createHash("sha256").update(JSON.stringify(body)).digest(),
          familyId: Number(body.familyId),
          programs: body.programs,
          now: deps.clock().toISOString(),
        });
        if (!opened.ok) {
          if (opened.problem === "not-found") return refuseWith("not-found");
          return refuseCase(opened.problem, 409, ...OPENING_PROBLEMS[opened.problem]);
        }
        const { caseId } = opened.value;
        await noteService(tx, KIND, "open-resignation", caseId, request.id);
        const state = (await readBook(tx, RESIGNATION, caseId))?.standing.state ?? "open";
        return { caseId: String(caseId), state, words: { ...CASE_STATE_WORDS[state] } };
      });
      return answer.ok ? reply.send(answer.value) : reply;
    },
  );
}
