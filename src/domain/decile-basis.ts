import { say, type Words } from "./words.ts";

/** Whether the ten parts of a version are equal in persons (jiwa) or in families (keluarga); each version says which. */
export const DECILE_BASES = ["persons", "families"] as const;
export type DecileBasis = (typeof DECILE_BASES)[number];

/** What stands beside whatever shows deciles or quotas, after the word for what is counted: "Desil dihitung menurut orang". */
export const DECILE_BASIS_WORDS = {
  persons: say("dihitung menurut orang", "counted by persons"),
  families: say("dihitung menurut keluarga", "counted by families"),
} as const satisfies Record<DecileBasis, Words>;

/** Of which the ten parts hold as many each. */
export const DECILE_BASIS_UNITS = {
  persons: say("orang", "persons"),
  families: say("keluarga", "families"),
} as const satisfies Record<DecileBasis, Words>;

/** The basis that a version does not have: worked out beside, so that families who differ can be counted. */
export const otherBasis = (basis: DecileBasis): DecileBasis =>
  basis === "persons" ? "families" : "persons";

/** "Desil dihitung menurut orang": over every table with deciles. */
export function sayDecileBasis(basis: DecileBasis): Words {
  const { id, en } = DECILE_BASIS_WORDS[basis];
  return say(`Desil ${id}`, `Deciles ${en}`);
}

/**
 * How often a model misses somebody is told at quotas of persons, whatever the deciles of its version count, so that
 * models of different versions stand side by side.
 */
export const ERROR_QUOTA_BASIS: DecileBasis = "persons";

/** "Kuota dihitung menurut orang": over every table of such errors. */
export function sayQuotaBasis(): Words {
  const { id, en } = DECILE_BASIS_WORDS[ERROR_QUOTA_BASIS];
  return say(`Kuota ${id}`, `Quotas ${en}`);
}

/** What the other basis would change, in a sentence: families nationally, as they were counted. */
export function sayDiffering(basis: DecileBasis, families: string): Words {
  const { id, en } = DECILE_BASIS_WORDS[otherBasis(basis)];
  return say(
    `Bila ${id}, ${families} keluarga akan berada di desil nasional yang lain.`,
    `If they were ${en}, ${families} families would be in another national decile.`,
  );
}
