import type { SealStatus } from "#contract/audit.ts";
import type { Desk } from "#store/open.ts";

const LATE_AFTER_MS = 5 * 60_000;
const STOPPED_AFTER_MS = 15 * 60_000;

type Row = {
  readonly sealed: number;
  readonly unsealed: number;
  readonly sealed_at: Date;
  readonly oldest: Date | null;
  readonly checkpoints: number;
  readonly body: string | null;
};

/** How far the sealer has come, read with the auditor's own login. Counts only. */
export async function readSealStatus(desk: Desk, now: Date): Promise<SealStatus> {
  const { rows } = await desk.auditor.query<Row>(
    `select w.sealed_seq as sealed, w.sealed_at,
       (select count(*)::int from dtsen.audit_entry e where e.xid >= w.sealed_xid) as unsealed,
       (select min(e.at) from dtsen.audit_entry e where e.xid >= w.sealed_xid) as oldest,
       (select count(*)::int from dtsen.audit_checkpoint) as checkpoints,
       (select c.body from dtsen.audit_checkpoint c order by c.checkpoint_no desc limit 1) as body
     from dtsen.audit_watermark w`,
  );
  const [row] = rows;
  if (row === undefined) throw new Error("the audit watermark is missing: migrations make its row");
  const waited = row.oldest === null ? 0 : now.getTime() - row.oldest.getTime();
  const root = row.body === null ? undefined : rootOf(row.body);
  return {
    sealedEntries: row.sealed,
    unsealedEntries: row.unsealed,
    ...(row.checkpoints === 0 ? {} : { lastSealedAt: row.sealed_at.toISOString() }),
    ...(row.oldest === null ? {} : { oldestUnsealedAt: row.oldest.toISOString() }),
    treeSize: row.sealed,
    ...(root === undefined ? {} : { rootHash: root }),
    checkpoints: row.checkpoints,
    state: waited > STOPPED_AFTER_MS ? "stopped" : waited > LATE_AFTER_MS ? "late" : "fresh",
  };
}

/** The digest in a checkpoint's text: 64 hex digits, or base64 of 32 bytes. */
function rootOf(body: string): string | undefined {
  return /\b[0-9a-f]{64}\b/.exec(body)?.[0] ?? /[A-Za-z0-9+/]{43}=/.exec(body)?.[0];
}
