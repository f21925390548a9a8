import { createHash } from "node:crypto";
import type { DuckDb } from "#engine/duckdb/database.ts";

/**
 * Chance of the synthetic nation: a digest of (seed, key, purpose), so that the same seed gives the
 * same nation whatever the number of threads. See docs/decisions/0021-synthetic-chance.md.
 */
export type Chance = {
  /** SQL: 64 bits for a bigint key; `purpose` 0-63 tells draws of one key apart. */
  draw(key: string, purpose: number): string;
  /** A number in [0, 1) for a text, for the few things TypeScript draws itself. */
  share(text: string): number;
};

/** Bits of the seed that shift every key; leaves room for keys up to 2^34 * 64. */
const SEED_BITS = 20;

export function chanceOf(seed: string): Chance {
  const digest = createHash("sha256").update(`synthetic ${seed}`).digest();
  const offset = (digest.readBigUInt64BE() >> BigInt(64 - SEED_BITS)) << 41n;
  return {
    draw: (key, purpose) => `hash(cast(${key} as bigint) * 64 + ${offset + BigInt(purpose)})`,
    share: (text) =>
      createHash("sha256").update(`${seed}|${text}`).digest().readUIntBE(0, 6) / 2 ** 48,
  };
}

/** A roughly normal number with mean 0 and deviation 1 from a text. */
export function bell(chance: Chance, text: string): number {
  let sum = -2;
  for (let i = 0; i < 4; i++) sum += chance.share(`${text}|${i}`);
  return sum * Math.sqrt(3);
}

/**
 * Macros over a draw: u16 a share in (0, 1) from 16 bits, tri a triangular number with mean 0 and
 * deviation 1 from 32 bits, byte a number 0-255. `k` is the first bit used.
 */
export async function makeChanceMacros(db: DuckDb): Promise<void> {
  await db.run(
    "create or replace macro u16(h, k) as (((h >> k) & 65535)::double + 0.5::double) * 1.52587890625e-5::double",
  );
  await db.run(
    "create or replace macro tri(h, k) as (((h >> k) & 65535)::int + ((h >> (k + 16)) & 65535)::int - 65535)::double * 3.737758839799656e-5::double",
  );
  await db.run("create or replace macro byte(h, k) as ((h >> k) & 255)::int");
}

/** SQL: where in a list of 65536 the sixteen bits of a draw from `first` on point to. */
export const fromBits = (draw: string, first: number): string =>
  `((${draw} >> ${first}) & 65535)::int + 1`;

/**
 * SQL: sixteen bits of a draw from `first` on are below a share, as u16(draw, first) < share is, in whole
 * numbers: comparing doubles costs several times as much.
 */
export const isBelow = (draw: string, first: number, share: number): string =>
  `((${draw} >> ${first}) & 65535) < ${Math.ceil(share * 65536 - 0.5)}`;

/** SQL: straight lines through points (share, value), for drawing from a published distribution. */
export function piecewise(share: string, points: readonly (readonly [number, number])[]): string {
  const first = points[0];
  const last = points.at(-1);
  if (first === undefined || last === undefined) throw new Error("piecewise needs points");
  const whens = points.slice(1).map(([x, y], i) => {
    const [x0, y0] = points[i] ?? first;
    const slope = x === x0 ? 0 : (y - y0) / (x - x0);
    return `when ${share} < ${x} then ${y0} + (${share} - ${x0}) * ${slope.toFixed(9)}`;
  });
  return `(case when ${share} < ${first[0]} then ${first[1]} ${whens.join(" ")} else ${last[1]} end)`;
}

/** SQL: the code whose cumulated share (in thousandths, in the given order) a latent share falls into. */
export function cut(
  share: string,
  codes: readonly (readonly [code: number, thousandths: number])[],
): string {
  const total = codes.reduce((sum, [, weight]) => sum + weight, 0);
  let reached = 0;
  const whens = codes.slice(0, -1).map(([code, weight]) => {
    reached += weight / total;
    return `when ${share} < ${reached.toFixed(6)} then ${code}`;
  });
  return `(case ${whens.join(" ")} else ${codes.at(-1)?.[0]} end)`;
}

/** Where a standard normal number has this share below it, by the logistic approximation. */
export const latentBelow = (share: number): number => Math.log(share / (1 - share)) / 1.702;

/** SQL: as `cut`, for a latent normal number. */
export function cutLatent(
  latent: string,
  codes: readonly (readonly [code: number, thousandths: number])[],
): string {
  const total = codes.reduce((sum, [, weight]) => sum + weight, 0);
  let reached = 0;
  const whens = codes.slice(0, -1).map(([code, weight]) => {
    reached += weight / total;
    return `when ${latent} < ${latentBelow(reached).toFixed(6)} then ${code}`;
  });
  return `(case ${whens.join(" ")} else ${codes.at(-1)?.[0]} end)`;
}
