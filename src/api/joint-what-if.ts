import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import { JointWhatIf, JointWhatIfList } from "#contract/joint-what-if.ts";
import type { DecileBasis } from "#domain/decile-basis.ts";
import type { JointProgram } from "#domain/joint-scenario.ts";
import { say, type Words } from "#domain/words.ts";
import { findProgram } from "#programs/programs.ts";
import { recordAct } from "#store/audit.ts";
import type { Tx } from "#store/transact.ts";
import type { RoutePlugin } from "./deps.ts";
import { sendTagged } from "./etag.ts";
import { asOfficer, refuseWith, requireRight } from "./guard.ts";
import { readRegionNames } from "./region-names.ts";
import { describe } from "./routes-doc.ts";

const PURPOSE = "statistics";
const NEEDS = "tabulate under the purpose statistics, for the nation";

/** What if several programs changed at once: answers as they were brought to the desk, no personal data. */
export const jointWhatIfRoutes: RoutePlugin = async (root, deps) => {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.get(
    "/api/v1/what-if/reforms",
    {
      schema: describe(
        {
          id: "listJointWhatIf",
          tag: "programs",
          summary: "Answers about several programs at once, of the nation, the newest first",
          needs: "tabulate under the purpose statistics; elsewhere than for the nation it is empty",
        },
        JointWhatIfList,
      ),
    },
    async (request, reply) => {
      const found = await asOfficer(deps, request, reply, PURPOSE, async (tx) => {
        await requireRight(tx, "tabulate");
        const rows = await tx.query<HeadRow>(`select ${HEAD} order by j.joint_no desc limit 200`);
        return { items: rows.map(headOf) };
      });
      return found.ok ? sendTagged(request, reply, found.value) : reply;
    },
  );
  app.get(
    "/api/v1/what-if/reforms/:reform",
    {
      schema: {
        params: Type.Object({ reform: Type.String({ pattern: "^[0-9]{1,15}$" }) }),
        ...describe(
          {
            id: "readJointWhatIf",
            tag: "programs",
            summary:
              "Several programs given otherwise at once: each before and after, who gains and loses in sum, cost, poverty gap and Gini",
            description:
              "A simulation, counted to the last family. Small cells are withheld by the rule of cross tables.",
            needs: NEEDS,
          },
          JointWhatIf,
        ),
      },
    },
    async (request, reply) => {
      const found = await asOfficer(deps, request, reply, PURPOSE, async (tx) => {
        await requireRight(tx, "tabulate");
        const [row] = await tx.query<HeadRow & { answer: Kept }>(
          `select j.answer, ${HEAD} where j.joint_no = $1`,
          [request.params.reform],
        );
        if (row === undefined) return refuseWith("not-found");
        const { order, notes, tables } = row.answer;
        await recordAct(tx, {
          act: "ask-what-if",
          by: ["tabulate"],
          subjectKind: "none",
          versionNo: row.version_no,
          fieldsClass: "figures",
          rowCount: tables.reduce((sum, { rows }) => sum + rows.length, 0),
          requestId: request.id,
          detail: { area: "ID" },
        });
        return { ...headOf(row), order, notes, tables: await named(tx, tables) };
      });
      return found.ok ? sendTagged(request, reply, found.value) : reply;
    },
  );
};

/** Provinces by their names. */
async function named(tx: Tx, tables: Kept["tables"]): Promise<Kept["tables"]> {
  const codes = (table: Kept["tables"][number]) => table.rows.map(([code]) => String(code));
  const ofProvinces = tables.find(({ name }) => name === "by_province");
  if (ofProvinces === undefined) return tables;
  const names = await readRegionNames(tx, codes(ofProvinces));
  const rows = ofProvinces.rows.map(([code, ...figures]) => [
    names.get(String(code)) ?? code ?? null,
    ...figures,
  ]);
  return tables.map((table) => (table === ofProvinces ? { ...table, rows } : table));
}

type Kept = Pick<JointWhatIf, "order" | "notes" | "tables">;

type HeadRow = {
  readonly joint_no: number;
  readonly name: string;
  readonly version_no: number;
  readonly label: string;
  readonly basis: DecileBasis;
  readonly programs: readonly JointProgram[];
  readonly kept_at: Date;
};

const HEAD = `j.joint_no, j.name, j.version_no, v.label, v.basis, j.answer -> 'programs' as programs, j.kept_at
  from dtsen.joint_what_if j join dtsen.version v on v.version_no = j.version_no`;

/** A program that is no longer in the book is called by its id. */
const nameOf = (id: string): Words => findProgram(id)?.name ?? say(id, id);

const headOf = (row: HeadRow) => ({
  reform: String(row.joint_no),
  name: row.name,
  version: row.label,
  decileBasis: row.basis,
  programs: row.programs.map(({ program, reform }) => ({
    program,
    name: { ...nameOf(program) },
    becomes: typeof reform === "string" ? reform : ("terms" as const),
  })),
  keptAt: row.kept_at.toISOString(),
});
