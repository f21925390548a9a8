import { createHash } from "node:crypto";
import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import { programInstitutionWords } from "#domain/program-terms.ts";
import { candidatesAsCsv, candidatesAsXlsx } from "#programs/candidate-file.ts";
import { writeHandoverNote } from "#programs/handover-note.ts";
import { getProgram } from "#programs/programs.ts";
import { openFieldKeys } from "#store/field-cipher.ts";
import type { Tx } from "#store/transact.ts";
import { ListNo, requireList } from "./candidate-lists.ts";
import { candidateRefusal } from "./candidate-refusal.ts";
import { type ListRow, readCandidates } from "./candidate-rows.ts";
import type { RoutePlugin, ServerDeps } from "./deps.ts";
import { verifyPath } from "./determination-rows.ts";
import { asOfficer, refuseWith } from "./guard.ts";
import { dayInWords } from "./pages/language.ts";
import { namedRegion, readRegionNames } from "./region-names.ts";
import { describe } from "./routes-doc.ts";

const PURPOSE = "program-determination";
const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** The file of a list of candidates, and its note of handover. Made for whoever asks and kept nowhere. */
export const candidateFileRoutes: RoutePlugin = async (root, deps) => {
  addFile(root, deps);
  addNote(root, deps);
};

function addFile(root: Parameters<RoutePlugin>[0], deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  const keys = openFieldKeys(deps.settings.keyFolder);
  app.get(
    "/api/v1/candidate-lists/:number/file",
    {
      schema: {
        params: ListNo,
        querystring: Type.Object(
          { format: Type.Enum(["csv", "xlsx"]) },
          { additionalProperties: false },
        ),
        ...describe(
          {
            id: "downloadCandidates",
            tag: "versions",
            summary: "The list of candidates as CSV or XLSX, with whole numbers as text",
            description:
              "For either side; the receiving side once it has received. Every download has its audit row. Who is hidden for safety is left out. Two columns are empty: filled in, the file is the result that is sent back.",
            needs:
              "receive-candidates under the purpose program-determination, on either side of it",
          },
          Type.Unsafe<Buffer>(Type.String({ description: "text/csv or a workbook" })),
        ),
      },
    },
    async (request, reply) => {
      const { number } = request.params;
      const { format } = request.query;
      const made = await asOfficer(deps, request, reply, PURPOSE, async (tx) => {
        const list = await requireList(tx, number);
        if (!list.is_giver && list.state !== "received") {
          return refuseWith(candidateRefusal("not-received", "Daftar belum dibuka"));
        }
        const reading = { how: format, requestId: request.id };
        const rows = await readCandidates(tx, keys, number, reading);
        return format === "csv" ? candidatesAsCsv(rows) : await candidatesAsXlsx(rows);
      });
      if (!made.ok) return reply;
      const sha256 = createHash("sha256").update(made.value).digest("hex");
      reply.header(
        "content-disposition",
        `attachment; filename="daftar-calon-${number}.${format}"`,
      );
      reply.header("cache-control", "no-store");
      reply.header("x-content-sha256", sha256);
      return reply.type(format === "csv" ? "text/csv; charset=utf-8" : XLSX).send(made.value);
    },
  );
}

function addNote(root: Parameters<RoutePlugin>[0], deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.get(
    "/api/v1/candidate-lists/:number/note",
    {
      schema: {
        params: ListNo,
        ...describe(
          {
            id: "makeHandoverNote",
            tag: "versions",
            summary:
              "The note of handover of a list (berita acara serah terima) as PDF; of nobody on it",
            needs:
              "receive-candidates under the purpose program-determination, on either side of it",
          },
          Type.Unsafe<Buffer>(Type.String({ description: "application/pdf" })),
        ),
      },
    },
    async (request, reply) => {
      const { number } = request.params;
      const site = `${deps.secure === true ? "https" : "http"}://${request.host}`;
      const made = await asOfficer(deps, request, reply, PURPOSE, async (tx) => {
        const list = await requireList(tx, number);
        return await noteOf(tx, list, { site, isExample: reply.server.isExample });
      });
      if (!made.ok) return reply;
      reply.header("content-disposition", `attachment; filename="berita-acara-${number}.pdf"`);
      reply.header("cache-control", "no-store");
      return reply.type("application/pdf").send(made.value);
    },
  );
}

async function noteOf(
  tx: Tx,
  list: ListRow,
  { site, isExample }: { readonly site: string; readonly isExample: boolean },
): Promise<Buffer> {
  const program = getProgram(list.program_code);
  const names = await readRegionNames(tx, [list.area]);
  return await writeHandoverNote({
    number: list.note_number,
    handedOn: list.handed_on,
    dayInWords: dayInWords("id", list.handed_on),
    program: program.name.id,
    unit: program.unit,
    determiner: programInstitutionWords(list.determiner).id,
    act: program.act.id,
    legalBasis: program.legalBasis,
    area: list.area === "ID" ? "seluruh Indonesia" : namedRegion(list.area, names).name,
    version: list.label,
    determination: Number(list.determination_no),
    units: list.units,
    villages: list.villages,
    listSha256: list.list_sha256,
    outcomeSha256: list.outcome_sha256,
    giver: { name: list.giver_name, office: list.giver_office },
    receiver: { name: list.receiver_name, office: list.receiver_office },
    state: list.state,
    verifyAt: `${site}${verifyPath(list.public_code)}`,
    isExample,
  });
}
