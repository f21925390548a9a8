import { createHash } from "node:crypto";

/** Digest of one line of the log; leaves and nodes are told apart by their first byte (RFC 6962). */
export function leafDigest(line: string): Buffer {
  return createHash("sha256").update(Buffer.of(0)).update(line).digest();
}

/** Root of the leaves in order; of none, the digest of nothing. */
export function merkleRoot(leaves: readonly Buffer[]): Buffer {
  if (leaves.length === 0) return createHash("sha256").digest();
  let level = leaves;
  while (level.length > 1) level = level.flatMap((_, at) => parentAt(level, at));
  return level[0] ?? Buffer.alloc(0);
}

/** An odd one at the end goes up as it is, which gives RFC 6962's tree. */
function parentAt(level: readonly Buffer[], at: number): Buffer[] {
  if (at % 2 === 1) return [];
  const [left, right] = [level[at], level[at + 1]];
  if (left === undefined) return [];
  if (right === undefined) return [left];
  return [createHash("sha256").update(Buffer.of(1)).update(left).update(right).digest()];
}
