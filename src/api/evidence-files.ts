import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import type { FastifyReply } from "fastify";
import { Type } from "typebox";
import { CaseId, CaseKey } from "#contract/cases.ts";
import { GroundPhotoFilter } from "#contract/ground-checks.ts";
import { EvidenceReceipt, ScanFilter } from "#contract/meetings.ts";
import {
  EVIDENCE_PROBLEM_WORDS,
  EVIDENCE_REMEDIES,
  type EvidenceProblem,
  MOST_SCAN_BYTES,
} from "#domain/evidence-file.ts";
import { recordAct } from "#store/audit.ts";
import { type FieldKeys, openFieldKeys } from "#store/field-cipher.ts";
import type { Tx } from "#store/transact.ts";
import {
  type EvidenceMessage,
  keepEvidence,
  type OpenEvidence,
  openEvidence,
} from "#verification/evidence-book.ts";
import { plainKey } from "./aid-proposal-acts.ts";
import { refuseCase } from "./case-refusals.ts";
import type { RoutePlugin, ServerDeps } from "./deps.ts";
import { asOfficer, refuseWith, requireRight } from "./guard.ts";
import { describe } from "./routes-doc.ts";

const PURPOSE = "verification";
const SENT = ["application/pdf", "image/jpeg", "image/png"];
const Bytes = Type.Unsafe<Buffer>(Type.Any({ description: "The file itself" }));
const Body = {
  content: Object.fromEntries(SENT.map((media) => [media, { schema: Bytes }])),
} as unknown as typeof Bytes;
const SentSha256 = Type.Object({
  ...CaseKey.properties,
  "content-sha256": Type.Optional(
    Type.String({
      pattern: "^[0-9a-fA-F]{64}$",
      description: "SHA-256 taken where the file was made; what differs on arrival is refused",
    }),
  ),
});
const OneScan = Type.Object({ deliberationNo: CaseId, fileNo: CaseId });
const OnePhoto = Type.Object({ checkNo: CaseId, fileNo: CaseId });
type App = Parameters<RoutePlugin>[0];

/** Files of evidence: scans of what was signed at a meeting, photos of a visit. Kept sealed, never overwritten, given as downloads. */
export const evidenceFileRoutes: RoutePlugin = async (root, deps) => {
  const keys = openFieldKeys(deps.settings.keyFolder);
  // Files have their own limit, and no other route takes them.
  await root.register(async (app) => {
    const options = { parseAs: "buffer", bodyLimit: MOST_SCAN_BYTES } as const;
    app.addContentTypeParser(SENT, options, (_request, body, done) => done(null, body));
    addScans(app, deps, keys);
    addPhotos(app, deps, keys);
  });
  addReading(root, deps, keys);
};

type Sent = {
  readonly headers: {
    readonly "idempotency-key": string;
    readonly "content-sha256"?: string | undefined;
  };
  readonly body: Buffer;
  readonly id: string;
};

async function keep(
  tx: Tx,
  keys: FieldKeys,
  of: EvidenceMessage["of"],
  { headers, body, now }: Sent & { readonly now: Date },
): Promise<EvidenceReceipt> {
  const kept = await keepEvidence(tx, keys, {
    clientId: plainKey(headers["idempotency-key"]),
    of,
    bytes: body,
    sentSha256: headers["content-sha256"],
    now: now.toISOString(),
  });
  if (!kept.ok) return refuseFile(kept.problem);
  const { fileNo, cameSha256, bytes } = kept.value;
  return { fileNo: String(fileNo), cameSha256, bytes };
}

function addScans(root: App, deps: ServerDeps, keys: FieldKeys): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.post(
    "/api/v1/deliberations/:deliberationNo/scans",
    {
      schema: {
        headers: SentSha256,
        params: Type.Object({ deliberationNo: CaseId }),
        querystring: ScanFilter,
        body: Body,
        ...describe(
          {
            id: "keepScan",
            tag: "verification",
            summary: "The scan of a signed paper of a meeting, as PDF, JPEG or PNG",
            description:
              "At most 8 MiB, told by its content. Pictures are drawn anew without what a camera writes into them. A second scan is one more; none is overwritten. Refused: file-not-readable, file-has-actions, file-changed-on-the-way, file-too-large, key-reused.",
            needs: "hold-deliberation in that village, under the purpose verification",
          },
          EvidenceReceipt,
        ),
      },
    },
    async (request, reply) => {
      const deliberationNo = Number(request.params.deliberationNo);
      const { kind } = request.query;
      const answer = await asOfficer(deps, request, reply, PURPOSE, async (tx) => {
        await requireRight(tx, "hold-deliberation");
        const sent = { headers: request.headers, body: request.body, id: request.id };
        const kept = await keep(tx, keys, { deliberationNo, kind }, { ...sent, now: deps.clock() });
        await recordAct(tx, {
          ...{ act: "keep-scan", by: ["hold-deliberation"] as const, subjectKind: "none" as const },
          ...{ fieldsClass: "work", requestId: request.id },
          detail: { deliberation: deliberationNo, file: kept.fileNo, kind },
        });
        return kept;
      });
      return answer.ok ? reply.send(answer.value) : reply;
    },
  );
}

type CheckPlace = { readonly family_id: number; readonly village_no: number };

/** A photo is of a family: whoever sends or opens one stands in the family's log. */
async function notePhoto(
  tx: Tx,
  act: "keep-photo" | "read-photo",
  checkNo: number,
  { requestId, kind }: { readonly requestId: string; readonly kind?: string },
): Promise<void> {
  const [row] = await tx.query<CheckPlace>(
    "select family_id, village_no from dtsen.ground_check where check_no = $1",
    [checkNo],
  );
  await recordAct(tx, {
    act,
    by: act === "keep-photo" ? ["visit-family"] : ["read-proposal", "read-objection"],
    subjectKind: "family",
    ...{ subjectId: row?.family_id, familyId: row?.family_id, villageNo: row?.village_no },
    ...{ fieldsClass: "facts", requestId, detail: { check: checkNo, kind } },
  });
}

function addPhotos(root: App, deps: ServerDeps, keys: FieldKeys): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.post(
    "/api/v1/ground-checks/:checkNo/photos",
    {
      schema: {
        headers: SentSha256,
        params: Type.Object({ checkNo: CaseId }),
        querystring: GroundPhotoFilter,
        body: Body,
        ...describe(
          {
            id: "keepPhoto",
            tag: "verification",
            summary: "A photo of a visit that met the family, as JPEG or PNG",
            description:
              "By whoever made the visit, at most ten. Drawn anew at 150 kB at most, with nothing of place, device or preview in it. No visit is refused for want of a photo. Refused: file-not-readable, file-changed-on-the-way, file-too-large, photos-enough, key-reused.",
            needs: "visit-family where the family lives, under the purpose verification",
          },
          EvidenceReceipt,
        ),
      },
    },
    async (request, reply) => {
      const checkNo = Number(request.params.checkNo);
      const { kind } = request.query;
      const answer = await asOfficer(deps, request, reply, PURPOSE, async (tx) => {
        await requireRight(tx, "visit-family");
        const sent = { headers: request.headers, body: request.body, id: request.id };
        const kept = await keep(tx, keys, { checkNo, kind }, { ...sent, now: deps.clock() });
        await notePhoto(tx, "keep-photo", checkNo, { requestId: request.id, kind });
        return kept;
      });
      return answer.ok ? reply.send(answer.value) : reply;
    },
  );
}

function addReading(root: App, deps: ServerDeps, keys: FieldKeys): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  const file = Type.Unsafe<Buffer>(Type.String({ description: "application/pdf or image/jpeg" }));
  const about = (id: string, summary: string, needs = "read-proposal") =>
    ({
      id,
      tag: "verification",
      summary,
      needs: `${needs} under the purpose ${PURPOSE}`,
    }) as const;
  app.get(
    "/api/v1/deliberations/:deliberationNo/scans/:fileNo",
    { schema: { params: OneScan, ...describe(about("readScan", "A scan, as it is kept"), file) } },
    async (request, reply) => {
      const of = {
        deliberationNo: Number(request.params.deliberationNo),
        fileNo: Number(request.params.fileNo),
      };
      const found = await asOfficer(deps, request, reply, PURPOSE, async (tx) => {
        await requireRight(tx, "read-proposal");
        const opened = await openEvidence(tx, keys, of);
        if (opened === undefined) return refuseWith("not-found");
        await recordAct(tx, {
          ...{ act: "read-scan", by: ["read-proposal"] as const, subjectKind: "none" as const },
          ...{ fieldsClass: "work", requestId: request.id, detail: of },
        });
        return opened;
      });
      return found.ok ? download(reply, `pindaian-${of.fileNo}`, found.value) : reply;
    },
  );
  app.get(
    "/api/v1/ground-checks/:checkNo/photos/:fileNo",
    {
      schema: {
        params: OnePhoto,
        ...describe(
          about("readPhoto", "A photo of a visit", "read-proposal or read-objection"),
          file,
        ),
      },
    },
    async (request, reply) => {
      const of = { checkNo: Number(request.params.checkNo), fileNo: Number(request.params.fileNo) };
      const found = await asOfficer(deps, request, reply, PURPOSE, async (tx) => {
        const opened = await openEvidence(tx, keys, of);
        if (opened === undefined) return refuseWith("not-found");
        await notePhoto(tx, "read-photo", of.checkNo, { requestId: request.id });
        return opened;
      });
      return found.ok ? download(reply, `foto-${of.fileNo}`, found.value) : reply;
    },
  );
}

/** Never shown within a page: a file that somebody brought is opened by the reader's own program. */
function download(reply: FastifyReply, name: string, { media, bytes }: OpenEvidence) {
  const ending = media === "application/pdf" ? "pdf" : "jpg";
  reply.header("content-disposition", `attachment; filename="${name}.${ending}"`);
  reply.header("cache-control", "no-store");
  return reply.type(media).send(bytes);
}

function refuseFile(problem: EvidenceProblem | "not-found"): never {
  if (problem === "not-found") return refuseWith("not-found");
  const isLater = problem === "key-reused" || problem === "photos-enough";
  const status = isLater ? 409 : problem === "file-too-large" ? 413 : 400;
  return refuseCase(problem, status, EVIDENCE_PROBLEM_WORDS[problem], EVIDENCE_REMEDIES[problem]);
}
