import { createHmac, hash, type KeyObject, randomBytes, timingSafeEqual } from "node:crypto";
import { accept, type Result, refuse } from "#domain/result.ts";

export type WorkProblem = "malformed-work" | "forged-work" | "expired-work" | "wrong-work";

const VALID_MS = 10 * 60_000;

/** A little work instead of distorted letters. A new challenge as one line of text for a hidden field; half of `most` is tried on average. */
export function poseWork(secret: KeyObject, now: Date, most: number): string {
  const salt = randomBytes(12).toString("base64url");
  const answer = randomBytes(4).readUInt32LE(0) % most;
  const body = [salt, most, now.getTime() + VALID_MS, digest(`${salt}.${answer}`)].join(".");
  return `${body}.${sign(secret, body)}`;
}

/** The salt to be marked as spent, or why this work does not count. */
export function judgeWork(
  secret: KeyObject,
  now: Date,
  line: string,
  answer: string,
): Result<string, WorkProblem> {
  const parts = line.split(".");
  if (parts.length !== 5 || !/^\d{1,10}$/.test(answer)) return refuse("malformed-work");
  const [salt, , expires, target, signature] = parts as [string, string, string, string, string];

  const signed = sign(secret, parts.slice(0, 4).join("."));
  if (!sameText(signed, signature)) return refuse("forged-work");
  if (now.getTime() > Number(expires)) return refuse("expired-work");
  if (digest(`${salt}.${Number(answer)}`) !== target) return refuse("wrong-work");

  return accept(salt);
}

const digest = (text: string): string => hash("sha256", text);
const sign = (secret: KeyObject, body: string): string =>
  createHmac("sha256", secret).update(`work.${body}`).digest("base64url");

/** Compared without telling where they differ. */
export function sameText(left: string, right: string): boolean {
  const a = Buffer.from(left);
  const b = Buffer.from(right);
  return a.length === b.length && timingSafeEqual(a, b);
}
