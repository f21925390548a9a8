import { createHash } from "node:crypto";
import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import { CaseId, CaseKey } from "#contract/cases.ts";
import {
  MeetingDraft,
  MeetingFilter,
  MeetingPage,
  MeetingReceipt,
  PaperFilter,
} from "#contract/meetings.ts";
import { MEETING_PROBLEM_WORDS, MEETING_REMEDIES } from "#domain/meeting.ts";
import { parsePlainDate } from "#domain/plain-date.ts";
import { recordAct } from "#store/audit.ts";
import type { Tx } from "#store/transact.ts";
import { callMeeting } from "#verification/meeting-book.ts";
import { writeMeetingPapers } from "#verification/meeting-papers.ts";
import { writeMinutes } from "#verification/minutes-paper.ts";
import { noteProposal, plainKey } from "./aid-proposal-acts.ts";
import { refuseCase } from "./case-refusals.ts";
import type { RoutePlugin, ServerDeps } from "./deps.ts";
import { asOfficer, refuseWith, requireRight } from "./guard.ts";
import { listMeetings, readMeetingTerms, readMinutesTerms } from "./meeting-rows.ts";
import { todayOf } from "./office-day.ts";
import { describe } from "./routes-doc.ts";

const PURPOSE = "verification";
const Pdf = Type.Unsafe<Buffer>(Type.String({ description: "application/pdf" }));
type App = Parameters<RoutePlugin>[0];
const about = (id: string, summary: string, needs: string) =>
  ({ id, tag: "verification", summary, needs: `${needs} under the purpose verification` }) as const;

/** Village meetings: called under a number of their own, their papers, and the minutes of those that were held. */
export const meetingRoutes: RoutePlugin = async (root, deps) => {
  addList(root, deps);
  addCall(root, deps);
  addPapers(root, deps);
  addMinutes(root, deps);
};

function addList(root: App, deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  const doc = about(
    "listMeetings",
    "Meetings called and held in my region, the latest first, with what was signed and scanned",
    "read-proposal",
  );
  app.get(
    "/api/v1/meetings",
    { schema: { querystring: MeetingFilter, ...describe(doc, MeetingPage) } },
    async (request, reply) => {
      const answer = await asOfficer(deps, request, reply, PURPOSE, async (tx) => {
        await requireRight(tx, "read-proposal");
        const { page, villages } = await listMeetings(tx, request.query);
        await recordAct(tx, {
          ...{ act: "list-meetings", by: ["read-proposal"] as const, subjectKind: "none" as const },
          ...{ fieldsClass: "work", requestId: request.id, rowCount: page.items.length },
          ...{ villageNo: villages.length === 1 ? villages[0] : undefined },
        });
        return page;
      });
      return answer.ok ? reply.send(answer.value) : reply;
    },
  );
}

function addCall(root: App, deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  const doc = {
    ...about(
      "callMeeting",
      "Call a village meeting: its papers get their number",
      "hold-deliberation in that village,",
    ),
    description:
      "The number is the village's next of that year and is given once: the same key is the same meeting for ever. Refused: day-past, day-too-far, key-reused.",
  };
  app.post(
    "/api/v1/meetings",
    { schema: { headers: CaseKey, body: MeetingDraft, ...describe(doc, MeetingReceipt) } },
    async (request, reply) => {
      const answer = await asOfficer(deps, request, reply, PURPOSE, async (tx) => {
        await requireRight(tx, "hold-deliberation");
        const key = request.headers["idempotency-key"];
        return await call(tx, request.body, { key, now: deps.clock(), requestId: request.id });
      });
      return answer.ok ? reply.send(answer.value) : reply;
    },
  );
}

async function call(
  tx: Tx,
  draft: MeetingDraft,
  { key, now, requestId }: { readonly key: string; readonly now: Date; readonly requestId: string },
): Promise<MeetingReceipt> {
  const plannedOn = parsePlainDate(draft.plannedOn);
  if (!plannedOn.ok) return refuseWith("malformed-request");
  const called = await callMeeting(tx, {
    clientId: plainKey(key),
    digest: createHash("sha256").update(JSON.stringify(draft)).digest(),
    villageNo: Number(draft.village),
    plannedOn: plannedOn.value,
    startsAt: draft.startsAt,
    place: draft.place,
    today: todayOf(now),
    now: now.toISOString(),
  });
  if (!called.ok) {
    const { problem } = called;
    if (problem === "not-found") return refuseWith("not-found");
    const status = problem === "key-reused" ? 409 : 400;
    return refuseCase(problem, status, MEETING_PROBLEM_WORDS[problem], MEETING_REMEDIES[problem]);
  }
  const { meetingNo, number, isAgain } = called.value;
  if (!isAgain)
    await recordAct(tx, {
      ...{ act: "call-meeting", by: ["hold-deliberation"] as const, subjectKind: "none" as const },
      ...{ villageNo: Number(draft.village), fieldsClass: "work", requestId },
      detail: { meeting: meetingNo },
    });
  return { meetingNo: String(meetingNo), number };
}

function addPapers(root: App, deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  const doc = {
    ...about(
      "printMeetingPapers",
      "Papers of a meeting as PDF: invitation, attendance list, what is discussed, the head's statement",
      "hold-deliberation and read-proposal, in that village,",
    ),
    description:
      "Filled in from the proposals that wait for it, without any decile; who is hidden for safety is left out. Made in memory and kept nowhere; each family's printing stands in the log.",
  };
  app.get(
    "/api/v1/meetings/:meetingNo/papers",
    {
      schema: {
        params: Type.Object({ meetingNo: CaseId }),
        querystring: PaperFilter,
        ...describe(doc, Pdf),
      },
    },
    async (request, reply) => {
      const { paper } = request.query;
      const made = await asOfficer(deps, request, reply, PURPOSE, async (tx) => {
        await requireRight(tx, "hold-deliberation");
        await requireRight(tx, "read-proposal");
        const number = Number(request.params.meetingNo);
        const found = await readMeetingTerms(tx, number, reply.server.isExample);
        if (found === undefined) return refuseWith("not-found");
        for (const caseId of found.cases)
          await noteProposal(tx, "print-meeting-papers", caseId, request.id, { paper });
        return { pdf: await writeMeetingPapers(found.terms, paper), number };
      });
      if (!made.ok) return reply;
      const name = `musyawarah-${made.value.number}-${paper}.pdf`;
      reply.header("content-disposition", `attachment; filename="${name}"`);
      reply.header("cache-control", "no-store");
      return reply.type("application/pdf").send(made.value.pdf);
    },
  );
}

function addMinutes(root: App, deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  const doc = {
    ...about(
      "printMinutes",
      "Minutes of a meeting that was held (berita acara) as PDF, to be signed by hand",
      "read-proposal",
    ),
    description:
      "The same record and the same reader give the same bytes. The digest below is that of the decisions as they were recorded.",
  };
  app.get(
    "/api/v1/deliberations/:deliberationNo/minutes",
    {
      schema: { params: Type.Object({ deliberationNo: CaseId }), ...describe(doc, Pdf) },
    },
    async (request, reply) => {
      const number = Number(request.params.deliberationNo);
      const made = await asOfficer(deps, request, reply, PURPOSE, async (tx) => {
        await requireRight(tx, "read-proposal");
        const found = await readMinutesTerms(tx, number, reply.server.isExample);
        if (found === undefined) return refuseWith("not-found");
        for (const caseId of found.cases)
          await noteProposal(tx, "print-minutes", caseId, request.id);
        return await writeMinutes(found.terms);
      });
      if (!made.ok) return reply;
      reply.header("content-disposition", `attachment; filename="berita-acara-${number}.pdf"`);
      reply.header("cache-control", "no-store");
      return reply.type("application/pdf").send(made.value);
    },
  );
}
