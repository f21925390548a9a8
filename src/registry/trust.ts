import { ABSENT } from "#domain/absent.ts";
import { SOURCES, type Source } from "#domain/source.ts";
import type { FieldGroup, Variable } from "#domain/variables/variable.ts";

/**
 * The one order of trust: the registry on identity, then confirmed corrections, then lists. A correction
 * holds against what was observed up to its day; what lists observed later comes before it, field by
 * field (see `shifted` in survivorship.ts).
 */
export const TRUST_ORDER: readonly Source[] = [
  "dukcapil",
  "feedback",
  "dtsen",
  "regsosek",
  "p3ke",
  "dtks",
];

/** Leaves room for a thousand observations of one source about one person. */
export const FRESHNESS_STEPS = 1_000;

/** Added to the place of what a later correction holds against; above every place. */
export const CORRECTED_STEPS = 10_000;

/** Facts are below a thousand million, so that place and value fit one whole number. */
export const VALUE_STEPS = 1_000_000_000n;

/** SQL: the place of a record's source in the order of trust; sources outside it come last. */
export function trustRank(source: string): string {
  const whens = TRUST_ORDER.map((name, place) => `when '${name}' then ${place}`).join(" ");
  return `case ${source} ${whens} else ${TRUST_ORDER.length} end`;
}

/** Places whose sources may answer this variable at all, as the catalogue says. */
export function allowedRanks(variable: Variable): readonly number[] {
  const ranks = variable.sources.map((source) => TRUST_ORDER.indexOf(source));
  if (ranks.some((rank, i) => rank < 0 || rank < (ranks[i - 1] ?? -1))) {
    const order = `${variable.sources.join(", ")} of ${SOURCES.length} sources`;
    throw new Error(`"${variable.id}" trusts ${order}, against the one order of trust`);
  }
  return ranks;
}

/** Variables of one unit by the group in which they are asked, in catalogue order. */
export function byGroup(variables: readonly Variable[]): ReadonlyMap<FieldGroup, Variable[]> {
  const groups = new Map<FieldGroup, Variable[]>();
  for (const variable of variables) {
    groups.set(variable.group, [...(groups.get(variable.group) ?? []), variable]);
  }
  return groups;
}

/** What a fact says where no source answered. */
export const UNANSWERED = ABSENT["not-asked"];
