import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import { CrossTable, CrossTableDraft, CrossTableReceipt, JobId } from "#contract/cross-tables.ts";
import { recordAct } from "#store/audit.ts";
import type { Tx } from "#store/transact.ts";
import { actOnce, KeyHeader } from "./act-once.ts";
import { askTable } from "./cross-table-ask.ts";
import { writeCsv } from "./cross-table-csv.ts";
import { readCrossTable } from "./cross-table-rows.ts";
import type { RoutePlugin, ServerDeps } from "./deps.ts";
import { sendTagged } from "./etag.ts";
import { asOfficer } from "./guard.ts";
import { sendProblem } from "./problem.ts";
import { describe } from "./routes-doc.ts";

const PURPOSE = "statistics";
const NEEDS = "tabulate under the purpose statistics";
const OneJob = Type.Object({ job: JobId });

/** Tables that the lake worker counts: asked for here, counted elsewhere, read here again. */
export const crossTableRoutes: RoutePlugin = async (root, deps) => {
  addAsk(root, deps);
  addRead(root, deps);
  addFile(root, deps);
};

function addAsk(root: Parameters<RoutePlugin>[0], deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  const { response, ...doc } = describe(
    {
      id: "askCrossTable",
      tag: "tables",
      summary: "Asks for a cross table of one's region; answers the job that counts it",
      needs: NEEDS,
    },
    CrossTableReceipt,
  );
  const { 200: receipt, ...refusals } = response;
  app.post(
    "/api/v1/cross-tables",
    {
      schema: {
        headers: KeyHeader,
        body: CrossTableDraft,
        ...doc,
        response: { 202: receipt, ...refusals },
      },
    },
    async (request, reply) => {
      const key = request.headers["idempotency-key"];
      const asked = await asOfficer(deps, request, reply, PURPOSE, (tx) =>
        // A refusal is noted as much as a job is: nothing is thrown, so that the note is kept.
        actOnce(
          tx,
          { key, request: ["ask-table", request.body] },
          () => askTable(tx, request.body, request.id),
          (answer) => !("code" in answer),
        ),
      );
      if (!asked.ok) return reply;
      if ("code" in asked.value) return sendProblem(request, reply, asked.value);
      return reply.code(202).header("location", asked.value.href).send(asked.value);
    },
  );
}

function addRead(root: Parameters<RoutePlugin>[0], deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.get(
    "/api/v1/cross-tables/:job",
    {
      schema: {
        params: OneJob,
        ...describe(
          {
            id: "readCrossTable",
            tag: "tables",
            summary: "How far a table has come, and the table once it is counted",
            needs: NEEDS,
          },
          CrossTable,
        ),
      },
    },
    async (request, reply) => {
      const found = await asOfficer(deps, request, reply, PURPOSE, (tx) =>
        readNoted(tx, request.params.job, request.id),
      );
      if (!found.ok) return reply;
      if (found.value === undefined) return sendProblem(request, reply, "not-found");
      return sendTagged(request, reply, found.value);
    },
  );
}

function addFile(root: Parameters<RoutePlugin>[0], deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.get(
    "/api/v1/cross-tables/:job/csv",
    {
      schema: {
        params: OneJob,
        ...describe(
          {
            id: "readCrossTableFile",
            tag: "tables",
            summary: "A counted table as CSV; withheld numbers are an asterisk",
            needs: NEEDS,
          },
          Type.String(),
        ),
      },
    },
    async (request, reply) => {
      const found = await asOfficer(deps, request, reply, PURPOSE, (tx) =>
        readNoted(tx, request.params.job, request.id),
      );
      if (!found.ok) return reply;
      if (found.value?.table === undefined) return sendProblem(request, reply, "not-found");
      const name = `tabel-${found.value.version}-${found.value.job}.csv`;
      reply.header("content-disposition", `attachment; filename="${name}"`);
      return reply.type("text/csv; charset=utf-8").send(writeCsv(found.value, found.value.table));
    },
  );
}

/** The job, with an audit row where its counts are given out; waiting for them leaves none. */
async function readNoted(tx: Tx, job: string, requestId: string): Promise<CrossTable | undefined> {
  const found = await readCrossTable(tx, Number(job));
  if (found?.table === undefined) return found;
  await recordAct(tx, {
    act: "read-table",
    by: ["tabulate"],
    subjectKind: "lake-job",
    subjectId: Number(job),
    versionNo: found.question.versionNo,
    fieldsClass: "figures",
    rowCount: found.table.rows.length,
    requestId,
  });
  return found;
}
