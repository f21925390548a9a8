import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import { Quarantine, type QuarantinedDelivery } from "#contract/quarantine.ts";
import { say, type Words } from "#domain/words.ts";
import { recordAct } from "#store/audit.ts";
import type { Tx } from "#store/transact.ts";
import type { RoutePlugin } from "./deps.ts";
import { same, saySource } from "./family-words.ts";
import { asOfficer, requireRight } from "./guard.ts";
import { sendProblem } from "./problem.ts";
import { returnFile } from "./quarantine-file.ts";
import { describe } from "./routes-doc.ts";

const SET_WORDS: Readonly<Record<string, Words>> = {
  person: say("individu", "persons"),
  family: say("keluarga", "families"),
  evidence: say("bukti", "evidence"),
  survey: say("survei", "survey"),
  identity: say("jawaban identitas", "answers on identity"),
};
const NEEDS = "read-quarantine under the purpose worklist";
const DeliveryNo = Type.Object({
  deliveryNo: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }),
});
/** Row numbers shown of each remedy. */
const EXAMPLES = 3;

/** Refused rows by remedy, and the file that goes back to the provider. */
export const quarantineRoutes: RoutePlugin = async (root, deps) => {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.get(
    "/api/v1/quarantine",
    {
      schema: describe(
        {
          id: "readQuarantine",
          tag: "quarantine",
          summary: "Refused rows of my region, grouped by what repairs them",
          description: "Rules, rows and columns; the values stay sealed in the lake.",
          needs: NEEDS,
        },
        Quarantine,
      ),
    },
    async (request, reply) => {
      const answer = await asOfficer(deps, request, reply, "worklist", async (tx) => {
        await requireRight(tx, "read-quarantine");
        const items = await readQuarantine(tx);
        await recordAct(tx, {
          act: "read-quarantine",
          by: ["read-quarantine"],
          subjectKind: "delivery",
          fieldsClass: "work",
          rowCount: items.length,
          requestId: request.id,
        });
        return { items };
      });
      return answer.ok ? reply.send(answer.value) : reply;
    },
  );
  app.get(
    "/api/v1/quarantine/:deliveryNo/return-file",
    {
      schema: {
        params: DeliveryNo,
        ...describe(
          {
            id: "readReturnFile",
            tag: "quarantine",
            summary: "CSV for the provider: row, column, code, sentence, remedy",
            needs: NEEDS,
          },
          Type.String({ description: "text/csv" }),
        ),
      },
    },
    async (request, reply) => {
      const { deliveryNo } = request.params;
      const file = await asOfficer(deps, request, reply, "worklist", async (tx) => {
        await requireRight(tx, "read-quarantine");
        const { csv, rows } = await returnFile(tx, deliveryNo);
        await recordAct(tx, {
          act: "read-return-file",
          by: ["read-quarantine"],
          subjectKind: "delivery",
          subjectId: deliveryNo,
          fieldsClass: "work",
          rowCount: rows,
          requestId: request.id,
        });
        return rows === 0 ? undefined : csv;
      });
      if (!file.ok) return reply;
      if (file.value === undefined) return sendProblem(request, reply, "not-found");
      reply.header(
        "content-disposition",
        `attachment; filename="pengembalian-kiriman-${deliveryNo}.csv"`,
      );
      return reply.type("text/csv; charset=utf-8").send(file.value);
    },
  );
};

type GroupRow = {
  readonly delivery_no: number;
  readonly rule_code: string;
  readonly sentence_id: string;
  readonly sentence_en: string;
  readonly remedy_id: string;
  readonly remedy_en: string;
  readonly rows: number;
  readonly example_rows: readonly number[];
  readonly example_columns: readonly string[];
};

type DeliveryRow = {
  readonly delivery_no: number;
  readonly source: string;
  readonly delivery_set: string;
  readonly as_of: string;
  readonly received_at: Date;
  readonly rows_received: number;
  readonly rows_accepted: number;
  readonly rows_refused: number;
};

async function readQuarantine(tx: Tx): Promise<QuarantinedDelivery[]> {
  const groups = await tx.query<GroupRow>(
    `select delivery_no, rule_code, min(sentence_id) as sentence_id, min(sentence_en) as sentence_en,
       min(remedy_id) as remedy_id, min(remedy_en) as remedy_en, count(distinct row_no)::int as rows,
       (array_agg(row_no order by row_no, column_name))[1:${EXAMPLES}] as example_rows,
       (array_agg(column_name order by row_no, column_name))[1:${EXAMPLES}] as example_columns
     from dtsen.quarantine_row group by delivery_no, rule_code
     order by delivery_no desc, rows desc, rule_code`,
  );
  const numbers = [...new Set(groups.map(({ delivery_no }) => delivery_no))];
  const deliveries = await tx.query<DeliveryRow>(
    `select delivery_no, source, delivery_set, as_of::text, received_at, rows_received,
       rows_accepted, rows_refused
     from dtsen.delivery where delivery_no = any ($1)`,
    [numbers],
  );
  return numbers.map((number) => {
    const own = groups.filter(({ delivery_no }) => delivery_no === number);
    return writeDelivery(
      number,
      deliveries.find(({ delivery_no }) => delivery_no === number),
      own,
    );
  });
}

/** A delivery whose row the caller may not read is still named, with what is refused of the region. */
function writeDelivery(
  deliveryNo: number,
  row: DeliveryRow | undefined,
  groups: readonly GroupRow[],
): QuarantinedDelivery {
  const refused = groups.reduce((sum, group) => sum + group.rows, 0);
  return {
    deliveryNo,
    source: { ...saySource(row?.source ?? "–") },
    set: { ...(SET_WORDS[row?.delivery_set ?? ""] ?? same("–")) },
    asOf: row?.as_of ?? "",
    receivedAt: row?.received_at.toISOString() ?? "",
    rowsReceived: row?.rows_received ?? 0,
    rowsAccepted: row?.rows_accepted ?? 0,
    rowsRefused: row?.rows_refused ?? refused,
    groups: groups.map((group) => ({
      rule: group.rule_code,
      words: { id: group.sentence_id || group.rule_code, en: group.sentence_en || group.rule_code },
      remedy: { id: group.remedy_id || "–", en: group.remedy_en || "–" },
      rows: group.rows,
      examples: group.example_rows.map((rowNo, i) => {
        const column = group.example_columns[i] ?? "";
        return column === "" ? { rowNo: Number(rowNo) } : { rowNo: Number(rowNo), column };
      }),
    })),
  };
}
