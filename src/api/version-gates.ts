import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import {
  type Gate,
  GateOverrideDraft,
  GateOverrideReceipt,
  VersionGates,
} from "#contract/version-gates.ts";
import {
  GATE_OUTCOME_WORDS,
  type JudgedGate,
  mayGiveReason,
  OVERRIDE_PROBLEM_WORDS,
  type OverrideProblem,
  QUALITY_GATE_WORDS,
  QUALITY_GATES,
} from "#domain/quality-gate.ts";
import type { Tx } from "#store/transact.ts";
import { actOnce, KeyHeader } from "./act-once.ts";
import { VERSION_COLUMNS, type VersionRow, writeVersion } from "./current-version.ts";
import type { RoutePlugin, ServerDeps } from "./deps.ts";
import { sendTagged } from "./etag.ts";
import { asOfficer, requireRight } from "./guard.ts";
import { sendProblem } from "./problem.ts";
import { describe } from "./routes-doc.ts";

const Version = { versionNo: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }) };
const VersionNo = Type.Object(Version);
const OneGate = Type.Object({ ...Version, gate: Type.Enum([...QUALITY_GATES]) });
/** People who answer for a version whose gate failed. */
const PEOPLE = 2;

/** What a version was judged by, and the words of those who answer for a gate that failed. */
export const versionGatesRoutes: RoutePlugin = async (root, deps) => {
  addRead(root, deps);
  addOverride(root, deps);
};

function addRead(root: Parameters<RoutePlugin>[0], deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.get(
    "/api/v1/versions/:versionNo/gates",
    {
      schema: {
        params: VersionNo,
        ...describe(
          {
            id: "readVersionGates",
            tag: "versions",
            summary: "Quality gates of a version: figure, bound, outcome, who answers for it",
            needs: "read-figures under the purpose worklist",
          },
          VersionGates,
        ),
      },
    },
    async (request, reply) => {
      const found = await asOfficer(deps, request, reply, "worklist", async (tx) => {
        await requireRight(tx, "read-figures");
        return await readGates(tx, request.params.versionNo);
      });
      if (!found.ok) return reply;
      if (found.value === undefined) return sendProblem(request, reply, "not-found");
      return sendTagged(request, reply, found.value);
    },
  );
}

function addOverride(root: Parameters<RoutePlugin>[0], deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.post(
    "/api/v1/versions/:versionNo/gates/:gate/overrides",
    {
      schema: {
        headers: KeyHeader,
        params: OneGate,
        body: GateOverrideDraft,
        ...describe(
          {
            id: "overrideGate",
            tag: "versions",
            summary: "Answer for a version in spite of a failed gate, as one of two people",
            description:
              "The first word waits, a second of another account puts it in force; neither is changed or taken back.",
            needs: "publish-version under the purpose publication",
          },
          GateOverrideReceipt,
        ),
      },
    },
    async (request, reply) => {
      const { versionNo, gate } = request.params;
      const said = mayGiveReason(request.body.reason);
      const ask = {
        key: request.headers["idempotency-key"],
        request: ["override-gate", versionNo, gate, request.body],
      };
      const done = await asOfficer(deps, request, reply, "publication", async (tx) => {
        await requireRight(tx, "publish-version");
        if (!said.ok) return { verdict: said.problem as string };
        return await actOnce(
          tx,
          ask,
          () => override(tx, versionNo, gate, said.value, request.id),
          isDone,
        );
      });
      if (!done.ok) return reply;
      const { verdict } = done.value;
      if (verdict === "waits" || verdict === "in-force") return reply.send({ state: verdict });
      return sendProblem(request, reply, refusalOf(verdict));
    },
  );
}

const isDone = ({ verdict }: { readonly verdict: string }): boolean =>
  verdict === "waits" || verdict === "in-force";

async function override(
  tx: Tx,
  versionNo: number,
  gate: string,
  reason: string,
  requestId: string,
): Promise<{ readonly verdict: string }> {
  const [row] = await tx.query<{ verdict: string }>(
    "select dtsen.override_gate_here($1, $2, $3, $4) as verdict",
    [versionNo, gate, reason, requestId],
  );
  return { verdict: row?.verdict ?? "version-unknown" };
}

const STATUS = {
  "version-unknown": 404,
  "gate-unknown": 404,
  "overriding-right-not-held": 403,
  "reason-too-short": 400,
  "reason-names-somebody": 400,
  "gate-not-failed": 409,
  "version-is-published": 409,
  "overridden-already": 409,
} as const satisfies Record<OverrideProblem, number>;

function refusalOf(verdict: string): Exclude<Parameters<typeof sendProblem>[2], string> {
  const code = Object.hasOwn(STATUS, verdict) ? (verdict as OverrideProblem) : undefined;
  if (code === undefined) throw new Error(`override_gate_here answered "${verdict}"`);
  const { id, en } = OVERRIDE_PROBLEM_WORDS[code];
  const remedy =
    STATUS[code] === 400
      ? "Perbaiki alasannya, lalu kirim lagi. / Mend the reason and send again."
      : "Muat ulang halaman ini. / Load this page again.";
  return { code, entry: [STATUS[code], "Belum dapat ditanggung", id, en, remedy] };
}

async function readGates(tx: Tx, versionNo: number): Promise<VersionGates | undefined> {
  const [version] = await tx.query<VersionRow>(
    `select ${VERSION_COLUMNS} from dtsen.version v where v.version_no = $1`,
    [versionNo],
  );
  if (version === undefined) return undefined;
  const judged = await tx.query<JudgedGate>(
    "select gate, figure, bound, outcome, basis from dtsen.version_gate where version_no = $1",
    [versionNo],
  );
  const answers = await tx.query<AnswerRow>(
    "select * from dtsen.gate_answers($1) order by at, username",
    [versionNo],
  );
  const gates = QUALITY_GATES.flatMap((gate) => judged.filter((one) => one.gate === gate));
  return {
    version: writeVersion(version),
    isOpen: version.state === "frozen" || version.state === "projected",
    gates: gates.map((gate) =>
      writeGate(
        gate,
        answers.filter((answer) => answer.gate === gate.gate),
      ),
    ),
  };
}

type AnswerRow = {
  readonly gate: string;
  readonly username: string | null;
  readonly is_mine: boolean;
  readonly reason: string;
  readonly at: Date;
};

function writeGate({ gate, figure, ...judged }: JudgedGate, answers: readonly AnswerRow[]): Gate {
  const { outcome } = judged;
  return {
    ...judged,
    gate,
    figure: figure === null ? null : Number(figure),
    bound: Number(judged.bound),
    words: { ...QUALITY_GATE_WORDS[gate] },
    outcomeWords: { ...GATE_OUTCOME_WORDS[outcome] },
    answers: answers.map(({ username, is_mine: isMine, reason, at }) => ({
      ...(username === null ? {} : { by: username }),
      isMine,
      reason,
      at: at.toISOString(),
    })),
    waitsFor: outcome === "failed" ? Math.max(0, PEOPLE - answers.length) : 0,
  };
}
