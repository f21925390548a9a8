import type { ReadField } from "./standardise.ts";

/** One thing two records must agree in: a part of a field, or two names in either order. */
export type Term =
  | { readonly field: ReadField; readonly part: number }
  | { readonly either: readonly [ReadField, ReadField]; readonly part: number };

/** Records that agree in every term are compared. */
export type Key = { readonly name: string; readonly terms: readonly Term[] };

export const fieldsOfTerm = (term: Term): readonly ReadField[] =>
  "field" in term ? [term.field] : term.either;

export function nameOf(terms: readonly Term[]): string {
  return terms
    .map((term) => {
      const [one, other] = fieldsOfTerm(term);
      const part = one?.parts[term.part] ?? "whole";
      const of =
        part === "whole" ? "" : `:${/^\d+$/.test(part) ? part : part.replaceAll(" ", "-")}`;
      return other === undefined ? `${one?.column}${of}` : `${one?.column}/${other.column}${of}`;
    })
    .join(" + ");
}

/** SQL: the digest of a term of a record whose forms are joined as f0, f1, …; 0 where not known. */
export function termDigest(term: Term): string {
  if ("field" in term) return `coalesce(f${term.field.no}.p${term.part}, 0)`;
  const [one, other] = term.either.map(({ no }) => `coalesce(f${no}.p${term.part}, 0)`);
  return `case when ${one} = 0 or ${other} = 0 then 0 else ${mix(`least(${one}, ${other})`, `greatest(${one}, ${other})`)} end`;
}

/** SQL: one number for several digests, null where one is not known. */
export function keyDigest(digests: readonly string[]): string {
  const known = digests.map((digest) => `${digest} <> 0`).join(" and ");
  return `case when ${known} then ${digests.reduce(mix)} end`;
}

/** Two digests of 52 bits in one number; the multiplier keeps it below 2^62. */
const mix = (one: string, other: string): string =>
  `xor(${one}, ((${other}) % 549755813888) * 8388593)`;

/** SQL: joins of the forms that these terms read to the records `r`. */
export function formJoins(terms: readonly Term[]): string {
  const numbers = new Set(terms.flatMap((term) => fieldsOfTerm(term).map(({ no }) => no)));
  return [...numbers]
    .sort((a, b) => a - b)
    .map((no) => `left join form${no} f${no} on f${no}.v = r.v${no}`)
    .join("\n");
}
