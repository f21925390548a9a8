import type { KeyObject } from "node:crypto";
import { type Checkpoint, openSigningKey, publicPem, signCheckpoint } from "./checkpoint.ts";
import { leafDigest, merkleRoot } from "./merkle.ts";
import type { Desk } from "./open.ts";
import type { Tables } from "./tables.ts";
import { inTransaction, type Tx } from "./transact.ts";
import { tellWitness } from "./witness.ts";

/** A checkpoint is written after this many rows or this many seconds, whichever comes first. */
const ROWS_PER_CHECKPOINT = 10_000;
const SECONDS_PER_CHECKPOINT = 60;
const SEAL_LOCK = 7402605;

type Unsealed = {
  readonly entry_no: number;
  readonly seq: number;
  readonly line: string;
  readonly next_xid: string;
};

/**
 * Numbers what has come since the last time, signs the root, and tells the witnesses. Rows of open
 * transactions wait: an entry is sealed once nothing older can still appear. Answers new checkpoints.
 */
export async function seal(
  desk: Desk,
  witnesses: readonly string[],
  now: () => Date,
): Promise<readonly Checkpoint[]> {
  const signing = openSigningKey(desk.settings.keyFolder);
  const made: Checkpoint[] = [];
  for (;;) {
    const next = await inTransaction(desk.sealer, (tx) => sealOnce(tx, signing, now()));
    if (next === undefined) break;
    made.push(next);
  }
  for (const witness of witnesses) await catchUp(desk, witness, publicPem(signing));
  return made;
}

async function sealOnce(tx: Tx, signing: KeyObject, at: Date): Promise<Checkpoint | undefined> {
  const [lock] = await tx.query<{ held: boolean }>("select pg_try_advisory_xact_lock($1) as held", [
    SEAL_LOCK,
  ]);
  if (lock?.held !== true) return undefined;
  const rows = await tx.query<Unsealed>("select * from dtsen.unsealed_entries($1)", [
    ROWS_PER_CHECKPOINT,
  ]);
  const [first, last] = [rows[0], rows.at(-1)];
  if (first === undefined || last === undefined) return undefined;

  const before = await lastCheckpoint(tx);
  const leaves = rows.map(({ line }) => leafDigest(line));
  const checkpoint = signCheckpoint(
    {
      no: (before?.checkpoint_no ?? 0) + 1,
      from: first.seq,
      to: last.seq,
      root: merkleRoot(leaves),
      previous: before?.body ?? "",
      at,
    },
    signing,
  );
  await keep(tx, checkpoint, rows, leaves);
  return checkpoint;
}

async function keep(
  tx: Tx,
  checkpoint: Checkpoint,
  rows: readonly Unsealed[],
  leaves: readonly Buffer[],
): Promise<void> {
  await tx.query(
    `insert into dtsen.audit_leaf (seq, entry_no, leaf, checkpoint_no)
     select seq, entry_no, leaf, $4 from unnest($1::bigint[], $2::bigint[], $3::bytea[]) as t (seq, entry_no, leaf)`,
    [rows.map(({ seq }) => seq), rows.map(({ entry_no }) => entry_no), leaves, checkpoint.no],
  );
  await tx.query(
    `insert into dtsen.audit_checkpoint (checkpoint_no, from_seq, to_seq, body, signature, signed_at)
     values ($1, $2, $3, $4, $5, now())`,
    [checkpoint.no, checkpoint.from, checkpoint.to, checkpoint.body, checkpoint.signature],
  );
  await tx.query(
    "update dtsen.audit_watermark set sealed_xid = $1::xid8, sealed_seq = $2, sealed_at = now()",
    [rows[0]?.next_xid, checkpoint.to],
  );
}

type LastCheckpoint = Pick<Tables["audit_checkpoint"], "checkpoint_no" | "body">;

async function lastCheckpoint(tx: Tx): Promise<LastCheckpoint | undefined> {
  const [row] = await tx.query<LastCheckpoint>(
    "select checkpoint_no, body from dtsen.audit_checkpoint order by checkpoint_no desc limit 1",
  );
  return row;
}

/** A witness may have been away: it gets every checkpoint it lacks, in order. */
async function catchUp(desk: Desk, witness: string, key: string): Promise<void> {
  await tellWitness(witness, key, async (known) => {
    const { rows } = await desk.sealer.query<Checkpoint>(
      `select checkpoint_no as no, from_seq as "from", to_seq as "to", body, signature
       from dtsen.audit_checkpoint where checkpoint_no > $1 order by checkpoint_no`,
      [known],
    );
    return rows;
  });
}

export type Sealer = { stop(): Promise<void> };

/** Seals now and then every minute, until stopped. A failure is reported and tried again. */
export function startSealer(
  desk: Desk,
  witnesses: readonly string[],
  now: () => Date,
  report: (error: unknown) => void,
): Sealer {
  let running: Promise<unknown> = Promise.resolve();
  const round = () => {
    running = running.then(() => seal(desk, witnesses, now)).catch(report);
  };
  round();
  const timer = setInterval(round, SECONDS_PER_CHECKPOINT * 1000);
  timer.unref();
  return {
    stop: async () => {
      clearInterval(timer);
      round();
      await running;
    },
  };
}
