import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import type { FastifyReply, FastifyRequest } from "fastify";
import { Type } from "typebox";
import { type Figure, type Publication, VersionDetail, VersionList } from "#contract/versions.ts";
import { PUBLICATION_KIND_WORDS } from "#domain/publication.ts";
import { drawKeyOf } from "#programs/draw-key.ts";
import { type Publication as Kept, readPublications } from "#publication/publications.ts";
import type { Tx } from "#store/transact.ts";
import { VERSION_COLUMNS, type VersionRow, writeVersion } from "./current-version.ts";
import type { RoutePlugin, ServerDeps } from "./deps.ts";
import { sendTagged } from "./etag.ts";
import { asOfficer } from "./guard.ts";
import { sendProblem } from "./problem.ts";
import { describe } from "./routes-doc.ts";

const VersionNo = Type.Object({ versionNo: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }) });

/** Versions and their figures: counts and quality, no personal data. */
export const versionsRoutes: RoutePlugin = async (root, deps) => {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.get(
    "/api/v1/versions",
    {
      schema: describe(
        {
          id: "listVersions",
          tag: "versions",
          summary: "Versions, newest first",
          needs: "a session",
        },
        VersionList,
      ),
    },
    async (request, reply) =>
      await answer(deps, request, reply, async (tx) => {
        const rows = await tx.query<VersionRow>(
          `select ${VERSION_COLUMNS} from dtsen.version v order by v.version_no desc`,
        );
        return { items: rows.map(writeVersion) };
      }),
  );
  app.get(
    "/api/v1/versions/:versionNo",
    {
      schema: {
        params: VersionNo,
        ...describe(
          {
            id: "readVersion",
            tag: "versions",
            summary: "One version: digests, parent, national figures",
            needs: "a session",
          },
          VersionDetail,
        ),
      },
    },
    async (request, reply) =>
      await answer(deps, request, reply, (tx) => readVersion(tx, request.params.versionNo)),
  );
};

async function answer(
  deps: ServerDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  read: (tx: Tx) => Promise<object | undefined>,
) {
  const found = await asOfficer(deps, request, reply, "account", read);
  if (!found.ok) return reply;
  if (found.value === undefined) return sendProblem(request, reply, "not-found");
  return sendTagged(request, reply, found.value);
}

type DetailRow = VersionRow & {
  readonly manifest_sha256: string | null;
  readonly content_hash: unknown;
  readonly parent_version_no: number | null;
  readonly published_at: Date | null;
  readonly seed: string;
};

async function readVersion(tx: Tx, versionNo: number): Promise<VersionDetail | undefined> {
  const [row] = await tx.query<DetailRow>(
    `select ${VERSION_COLUMNS}, v.manifest_sha256, v.content_hash, v.parent_version_no,
       v.published_at, v.seed
     from dtsen.version v where v.version_no = $1`,
    [versionNo],
  );
  if (row === undefined) return undefined;
  return {
    ...writeVersion(row),
    ...(row.manifest_sha256 === null ? {} : { manifestSha256: row.manifest_sha256 }),
    ...(row.content_hash === null ? {} : { contentHash: writeHash(row.content_hash) }),
    ...(row.parent_version_no === null ? {} : { parentVersionNo: row.parent_version_no }),
    ...(row.published_at === null ? {} : { publishedAt: row.published_at.toISOString() }),
    ...(row.state === "building" || row.state === "failed"
      ? {}
      : { drawKey: drawKeyOf(row.as_of, row.seed) }),
    publications: (await readPublications(tx, versionNo)).map(writePublication),
    figures: await readFigures(tx, versionNo),
  };
}

/** A period as the API says it. */
export function writePublication({ kind, from, until, by, isRebuilt }: Kept): Publication {
  return {
    kind,
    words: { ...PUBLICATION_KIND_WORDS[kind] },
    from: from.toISOString(),
    ...(until === undefined ? {} : { until: until.toISOString() }),
    by,
    rebuilt: isRebuilt,
  };
}

/** Figures of the nation; those of regions are on the map. */
async function readFigures(tx: Tx, versionNo: number): Promise<Figure[]> {
  const rows = await tx.query<{
    figure: string;
    area: string;
    dims: Record<string, unknown>;
    value: number;
    unit: string;
  }>(
    `select figure, area, dims, value, unit from dtsen.version_figure
     where version_no = $1 and area in ('ID', 'all')
     order by figure, area, dims`,
    [versionNo],
  );
  return rows.map(({ dims, ...row }) => ({
    ...row,
    value: Number(row.value),
    dims: Object.fromEntries(Object.entries(dims).map(([key, value]) => [key, String(value)])),
  }));
}

/** One digest over all tables where there is one. */
function writeHash(hash: unknown): string {
  const all = typeof hash === "object" && hash !== null ? (hash as { all?: unknown }).all : hash;
  return typeof all === "string" ? all : JSON.stringify(hash);
}
