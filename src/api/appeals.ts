import { createHash } from "node:crypto";
import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import { AppealDraft, AppealMove } from "#contract/appeals.ts";
import { CaseKey, CaseReceipt } from "#contract/cases.ts";
import type { ServiceFact } from "#contract/service-cases.ts";
import { APPEAL, type AppealStep } from "#domain/appeal-procedure.ts";
import { CASE_KIND_WORDS, PROCEDURES } from "#domain/case-kinds.ts";
import { reasonIn, stepOf } from "#domain/case-procedure.ts";
import { CASE_STATE_WORDS } from "#domain/case-state.ts";
import { say, type Words } from "#domain/words.ts";
import type { Tx } from "#store/transact.ts";
import {
  type AppealBar,
  noteReopening,
  openAppeal,
  readAppealed,
} from "#verification/appeal-book.ts";
import { readBook } from "#verification/case-book.ts";
import { plainKey } from "./aid-proposal-acts.ts";
import { refuseCase } from "./case-refusals.ts";
import type { RoutePlugin, ServerDeps } from "./deps.ts";
import { asOfficer, refuseWith, requireRight } from "./guard.ts";
import { dayInWords } from "./pages/language.ts";
import { describe } from "./routes-doc.ts";
import type { ServiceFacts, ServiceKind } from "./service-case-kind.ts";
import { addServiceCase, noteService } from "./service-case-routes.ts";

const PURPOSE = "complaint";

type AppealRow = {
  readonly case_id: number;
  readonly of_case: number;
  readonly channel: "web" | "counter";
  readonly of_kind: keyof typeof CASE_KIND_WORDS | null;
  readonly head_name: string | null;
};

/** Keberatan atas keputusan: another office, other people; upheld, the case is opened again. */
const KIND: ServiceKind<AppealStep, AppealRow, AppealMove> = {
  procedure: APPEAL,
  path: "appeals",
  noun: "appeal",
  names: { one: "Appeal", many: "Appeals" },
  purpose: PURPOSE,
  move: AppealMove,
  moveSummary: "Review, decide, refuse with a reason, take back",
  moveDescription:
    "Nobody who had a hand in the case reviews or decides. Upheld, the case goes on where it was refused, and whoever refused it says no more there. Refused: same-person, opened-anew.",
  from: "dtsen.appeal",
  columns: "x.of_case, x.channel",
  people: "(select dtsen.appealed_case(y.case_id) as found)",
  peopleColumns: "h.found ->> 'kind' as of_kind, h.found ->> 'head_name' as head_name",
  nameOf: ({ head_name, of_case }) => head_name ?? `#${of_case}`,
  aboutOf: ({ of_kind }) => (of_kind === null ? APPEALED : CASE_KIND_WORDS[of_kind]),
  marksOf: () => [],
  factsOf: (tx, row) => factsOf(tx, row),
  before: async (tx, caseId, { act }, { now }) => {
    if (act === "pass") await noteReopening(tx, caseId, now.toISOString());
  },
};

const APPEALED = say("Perkara yang ditolak", "A case that was refused");

export const appealRoutes: RoutePlugin = async (root, deps) => {
  addServiceCase(root, deps, KIND);
  addOpening(root, deps);
};

async function factsOf(tx: Tx, row: AppealRow): Promise<ServiceFacts> {
  const found = await readAppealed(tx, row.case_id);
  if (found === undefined) return { facts: [] };
  const way = PROCEDURES[found.kind];
  const last = found.events.findLast(({ act }) => act === "refuse");
  const why = reasonIn(way.refusals, last?.reason ?? undefined);
  const kind = CASE_KIND_WORDS[found.kind];
  const fact = (label: Words, value: Words | undefined): readonly ServiceFact[] =>
    value === undefined ? [] : [{ label: { ...label }, value: { ...value } }];
  const day = found.refused_on;
  return {
    facts: [
      ...fact(
        say("Perkara asal", "The case"),
        say(`${kind.id} #${found.case_id}`, `${kind.en} #${found.case_id}`),
      ),
      ...fact(
        say("Ditolak pada langkah", "Refused at"),
        last === undefined ? undefined : stepOf(way, last.step).words,
      ),
      ...fact(say("Alasannya", "Why"), why?.words),
      ...fact(say("Sejak", "Since"), say(dayInWords("id", day), dayInWords("en", day))),
    ],
  };
}

const BARS = {
  "not-refused": [
    say("Perkara itu tidak ditolak.", "That case was not refused."),
    say("Periksa nomornya.", "Check the number."),
  ],
  "too-late": [
    say("Tiga puluh hari sejak penolakan sudah lewat.", "Thirty days since the refusal are over."),
    say("Ajukan yang baru bila keadaannya berubah.", "Bring a new one if things have changed."),
  ],
  "appealed-already": [
    say("Keberatan atas perkara itu sudah ada.", "That case is under appeal, or was."),
    say("Buka keberatannya.", "Open the appeal."),
  ],
  "key-reused": [
    say("Kunci ini sudah dipakai untuk isi lain.", "This key was used for something else."),
    say("Kirim lagi dengan kunci baru.", "Send again with a new key."),
  ],
} as const satisfies Record<AppealBar | "key-reused", readonly [Words, Words]>;

function addOpening(root: Parameters<RoutePlugin>[0], deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  const doc = {
    id: "openAppeal",
    tag: "verification",
    summary: "Somebody asks at the counter that another office review what was refused",
    needs: "take-appeal where the case belongs, under the purpose complaint",
    description:
      "Within thirty days of the refusal, once. Refused: not-refused, too-late, appealed-already, key-reused.",
  } as const;
  app.post(
    "/api/v1/appeals",
    { schema: { headers: CaseKey, body: AppealDraft, ...describe(doc, CaseReceipt) } },
    async (request, reply) => {
      const { body } = request;
      const answer = await asOfficer(deps, request, reply, PURPOSE, async (tx) => {
        await requireRight(tx, "take-appeal");
        const opened = await openAppeal(tx, {
          clientId: plainKey(request.headers["idempotency-key"]),
          digest: createHash("sha256").update(JSON.stringify(body)).digest(),
          ofCase: Number(body.ofCase),
          now: deps.clock().toISOString(),
        });
        if (!opened.ok) {
          if (opened.problem === "not-found") return refuseWith("not-found");
          return refuseCase(opened.problem, 409, ...BARS[opened.problem]);
        }
        const { caseId } = opened.value;
        await noteService(tx, KIND, "open-appeal", caseId, request.id);
        const state = (await readBook(tx, APPEAL, caseId))?.standing.state ?? "open";
        return { caseId: String(caseId), state, words: { ...CASE_STATE_WORDS[state] } };
      });
      return answer.ok ? reply.send(answer.value) : reply;
    },
  );
}
