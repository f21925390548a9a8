import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import { VersionMoves } from "#contract/version-moves.ts";
import { COMPARISON_PROBLEM_WORDS } from "#domain/comparison-problem.ts";
import type { KeptDiff } from "#jobs/keep-diff.ts";
import { recordAct } from "#store/audit.ts";
import type { Tx } from "#store/transact.ts";
import { VERSION_COLUMNS, type VersionRow, writeVersion } from "./current-version.ts";
import type { RoutePlugin } from "./deps.ts";
import { sendTagged } from "./etag.ts";
import { asOfficer, requireRight } from "./guard.ts";
import { sendProblem } from "./problem.ts";
import { readRegionNames } from "./region-names.ts";
import { describe } from "./routes-doc.ts";
import { areasOf, writeMoves } from "./version-move-rows.ts";

const VersionNo = Type.Object({ versionNo: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }) });
const Where = Type.Object(
  { area: Type.Optional(Type.String({ pattern: "^(ID|[0-9]{2}|[0-9]{4})$" })) },
  { additionalProperties: false },
);

/** What moved between a version and the one before it: figures that were kept, nothing is counted here. */
export const versionMovesRoutes: RoutePlugin = async (root, deps) => {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.get(
    "/api/v1/versions/:versionNo/moves",
    {
      schema: {
        params: VersionNo,
        querystring: Where,
        ...describe(
          {
            id: "readVersionMoves",
            tag: "versions",
            summary: "Who came, left and moved since the version before, and why",
            description:
              "Counted when the version was frozen; of the nation, a province or a regency. Not found where there is no version before it, nothing was counted yet, or the version has no family there.",
            needs: "read-figures under the purpose worklist",
          },
          VersionMoves,
        ),
      },
    },
    async (request, reply) => {
      const { versionNo } = request.params;
      const found = await asOfficer(deps, request, reply, "worklist", async (tx) => {
        await requireRight(tx, "read-figures");
        const moves = await readMoves(tx, versionNo, request.query.area ?? "ID");
        if (moves !== undefined) await noteRead(tx, moves, request.id);
        return moves;
      });
      if (!found.ok) return reply;
      if (found.value === undefined) return sendProblem(request, reply, "not-found");
      return sendTagged(request, reply, found.value);
    },
  );
};

/** Figures of nobody, and noted all the same, like a cross table's. */
async function noteRead(tx: Tx, { version, figures }: VersionMoves, requestId: string) {
  await recordAct(tx, {
    act: "read-version-moves",
    by: ["read-figures"],
    subjectKind: "version",
    subjectId: version.versionNo,
    versionNo: version.versionNo,
    fieldsClass: "figures",
    rowCount: figures?.parts.length ?? 0,
    requestId,
    detail: { area: figures?.area.code },
  });
}

type DiffRow = {
  readonly before_no: number;
  readonly figures: KeptDiff | null;
  readonly refused: string | null;
  readonly made_at: Date;
};

async function readMoves(
  tx: Tx,
  versionNo: number,
  area: string,
): Promise<VersionMoves | undefined> {
  const [row] = await tx.query<DiffRow>(
    "select before_no, figures, refused, made_at from dtsen.version_diff where version_no = $1",
    [versionNo],
  );
  if (row === undefined) return undefined;
  const versions = await tx.query<VersionRow>(
    `select ${VERSION_COLUMNS} from dtsen.version v where v.version_no = any ($1) order by v.version_no`,
    [[row.before_no, versionNo]],
  );
  const version = versions.find(({ version_no }) => version_no === versionNo);
  const before = versions.find(({ version_no }) => version_no === row.before_no);
  if (version === undefined || before === undefined) return undefined;
  const said = {
    version: writeVersion(version),
    before: writeVersion(before),
    countedAt: row.made_at.toISOString(),
  };
  if (row.figures === null) return { ...said, refused: refusalOf(row.refused ?? "") };
  const areas = areasOf(row.figures, area);
  const figures = writeMoves(row.figures, area, {
    asOf: version.as_of,
    names: await readRegionNames(tx, areas),
  });
  return figures === undefined ? undefined : { ...said, figures };
}

function refusalOf(code: string): NonNullable<VersionMoves["refused"]> {
  const words = Object.hasOwn(COMPARISON_PROBLEM_WORDS, code)
    ? COMPARISON_PROBLEM_WORDS[code as keyof typeof COMPARISON_PROBLEM_WORDS]
    : { id: code, en: code };
  return { code, words: { ...words } };
}
