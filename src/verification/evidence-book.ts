import { createHash } from "node:crypto";
import type { Instant } from "#domain/case-clock.ts";
import {
  type EvidenceProblem,
  MOST_PHOTO_BYTES,
  mediaOf,
  type PhotoKind,
  pdfActs,
  type ScanKind,
} from "#domain/evidence-file.ts";
import { accept, type Result, refuse } from "#domain/result.ts";
import { decryptBytes, encryptField, type FieldKeys } from "#store/field-cipher.ts";
import type { Tx } from "#store/transact.ts";
import { cleanImage } from "./clean-image.ts";
import { oneAtATime } from "./one-at-a-time.ts";

/** A file as it came, and of what: a meeting's signed paper, or a visit. */
export type EvidenceMessage = {
  /** A UUID made by the sender: the same for ever is the same file. */
  readonly clientId: string;
  readonly of:
    | { readonly deliberationNo: number; readonly kind: ScanKind }
    | { readonly checkNo: number; readonly kind: PhotoKind };
  readonly bytes: Buffer;
  /** SHA-256 that the sender's device took when the file was made, where it took one. */
  readonly sentSha256: string | undefined;
  readonly now: Instant;
};

export type KeptEvidence = {
  readonly fileNo: number;
  readonly cameSha256: string;
  readonly bytes: number;
};

/** A page on paper stays readable at this many points, a photo of a house shows its walls. */
const SCAN_SIDE = 2200;
const PHOTO_SIDE = 1600;

const sha256 = (bytes: Buffer) => createHash("sha256").update(bytes).digest();
const placeOf = (clientId: string) => ({
  table: "evidence_file",
  column: "sealed",
  rowId: clientId.replaceAll("-", "").toLowerCase(),
});

/**
 * Keeps a file by whoever acts: told by its content, pictures drawn anew, sealed with the desk's key. The same message again changes
 * nothing; nothing is ever overwritten.
 */
export async function keepEvidence(
  tx: Tx,
  keys: FieldKeys,
  { clientId, of, bytes, sentSha256, now }: EvidenceMessage,
): Promise<Result<KeptEvidence, EvidenceProblem | "not-found">> {
  const came = sha256(bytes);
  if (sentSha256 !== undefined && sentSha256.toLowerCase() !== came.toString("hex"))
    return refuse("file-changed-on-the-way");
  const prepared = await prepare(bytes, "checkNo" in of);
  if (!prepared.ok) return prepared;
  const { media, kept } = prepared.value;
  await oneAtATime(tx, clientId);
  const [deliberationNo, checkNo] =
    "checkNo" in of ? [null, of.checkNo] : [of.deliberationNo, null];
  const about = createHash("sha256").update(JSON.stringify(of)).update(came).digest();
  const [row] = await tx.query<{
    verdict: "kept" | "key-reused" | "not-found" | "photos-enough";
    number: number | null;
  }>("select * from dtsen.keep_evidence($1, $2, $3, $4, $5, $6, $7, $8, $9)", [
    clientId,
    about,
    deliberationNo,
    checkNo,
    JSON.stringify({ kind: of.kind, media, byte_count: kept.length }),
    came,
    sha256(kept),
    encryptField(keys, placeOf(clientId), kept),
    now,
  ]);
  if (row?.verdict !== "kept") return refuse(row?.verdict ?? "not-found");
  if (row.number === null) return refuse("not-found");
  return accept({ fileNo: row.number, cameSha256: came.toString("hex"), bytes: kept.length });
}

async function prepare(
  bytes: Buffer,
  isPhoto: boolean,
): Promise<Result<{ readonly media: string; readonly kept: Buffer }, EvidenceProblem>> {
  const media = mediaOf(bytes);
  if (media === undefined || (isPhoto && media === "application/pdf"))
    return refuse("file-not-readable");
  if (media === "application/pdf")
    return pdfActs(bytes) ? refuse("file-has-actions") : accept({ media, kept: bytes });
  const fit = isPhoto ? { side: PHOTO_SIDE, mostBytes: MOST_PHOTO_BYTES } : { side: SCAN_SIDE };
  const kept = await cleanImage(bytes, fit);
  return kept.ok ? accept({ media: "image/jpeg", kept: kept.value }) : kept;
}

export type OpenEvidence = { readonly media: string; readonly bytes: Buffer };

/** A file of what the reader may see, opened. Undefined where there is none, or it was erased. */
export async function openEvidence(
  tx: Tx,
  keys: FieldKeys,
  of: { readonly fileNo: number; readonly deliberationNo?: number; readonly checkNo?: number },
): Promise<OpenEvidence | undefined> {
  const [row] = await tx.query<{ client_id: string; media: string; sealed: Buffer | null }>(
    `select client_id, media, sealed from dtsen.evidence_file
     where file_no = $1 and deliberation_no is not distinct from $2 and check_no is not distinct from $3`,
    [of.fileNo, of.deliberationNo ?? null, of.checkNo ?? null],
  );
  if (row?.sealed == null) return undefined;
  return { media: row.media, bytes: decryptBytes(keys, placeOf(row.client_id), row.sealed) };
}
