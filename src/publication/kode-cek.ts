import { randomBytes } from "node:crypto";
import { accept, type Result, refuse } from "#domain/result.ts";

declare const kodeCek: unique symbol;

/**
 * A family's key to the public answer: twelve random characters (60 bits) and a check character,
 * without hyphens. It says nothing about the family, can be revoked, and is the only secret asked.
 */
export type KodeCek = string & { readonly [kodeCek]: true };

export type KodeCekProblem = "wrong-length" | "unknown-character" | "check-mismatch";

/** Digits and letters without I, L, O and U: 32 of them, five bits each. */
export const KODE_CEK_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const PAYLOAD_LENGTH = 12;

/** What people write for a character that the alphabet leaves out. */
const READ_AS: Readonly<Record<string, string>> = { O: "0", I: "1", L: "1" };

/** A new code from a source of chance that returns so many random bytes. */
export function mintKodeCek(random: (bytes: number) => Uint8Array = randomBytes): KodeCek {
  const values = Array.from(random(PAYLOAD_LENGTH), (byte) => byte % KODE_CEK_ALPHABET.length);
  return [...values, checkOf(values)].map(characterOf).join("") as KodeCek;
}

/** Reads what a person typed: case, spaces and hyphens do not matter, O is 0, I and L are 1. */
export function parseKodeCek(text: string): Result<KodeCek, KodeCekProblem> {
  const plain = text
    .toUpperCase()
    .replaceAll(/[\s\-–—._]/g, "")
    .replaceAll(/[OIL]/g, (char) => READ_AS[char] ?? char);
  if (plain.length !== PAYLOAD_LENGTH + 1) return refuse("wrong-length");

  const values = Array.from(plain, (char) => KODE_CEK_ALPHABET.indexOf(char));
  if (values.includes(-1)) return refuse("unknown-character");
  const check = values.at(-1);
  if (checkOf(values.slice(0, PAYLOAD_LENGTH)) !== check) return refuse("check-mismatch");

  return accept(plain as KodeCek);
}

/** As it is printed: four, four, four and the check character. */
export function spellKodeCek(code: KodeCek): string {
  return [code.slice(0, 4), code.slice(4, 8), code.slice(8, 12), code.slice(12)].join("-");
}

const characterOf = (value: number): string => KODE_CEK_ALPHABET.charAt(value);

/** Powers of a generator of the field of 32, so that one wrong or two swapped characters show. */
function checkOf(values: readonly number[]): number {
  return values.reduce((sum, value) => timesGenerator(sum ^ value), 0);
}

/** Multiplication by x modulo x^5 + x^2 + 1. */
function timesGenerator(value: number): number {
  const doubled = value << 1;
  return doubled & 32 ? doubled ^ 0b100101 : doubled;
}
