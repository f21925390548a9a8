import type { Chosen } from "./choose-threshold.ts";
import type { Crossing } from "./compare.ts";
import { equalLevel, LEVELS, swappedLevel } from "./comparison-levels.ts";
import type { FieldWeights, KeyReport, LinkDraft, LinkResult } from "./link-draft.ts";
import type { Model } from "./model.ts";
import type { ReadField } from "./standardise.ts";

/** Rows of what was written. */
export type Written = {
  readonly links: number;
  readonly clusters: number;
  readonly largest: number;
};

export type Found = {
  readonly draft: LinkDraft;
  readonly fields: readonly ReadField[];
  readonly crossed: readonly Crossing[];
  readonly records: number;
  readonly keys: readonly KeyReport[];
  readonly model: Model;
  readonly chosen: Chosen;
  /** Share of the true pairs that some key finds, as far as can be told. */
  readonly found: number;
  readonly written: Written;
  /** Records that were compared, all but third and later copies, and those of them in which each field is known. */
  readonly compared: number;
  readonly known: readonly number[];
  readonly partedGroups: number;
};

/** A share of true pairs below which it is said that keys miss some. */
const MOST_FOUND = 0.97;
/** A field known in fewer records than this share is worth a word. */
const SELDOM_KNOWN = 0.05;

/** What was done, in the words of the report. */
export function linkResult(found: Found): LinkResult {
  const { keys, written, chosen, model, records } = found;
  return {
    records,
    pairsCompared: keys.reduce((sum, { pairs }) => sum + pairs, 0),
    links: written.links,
    clusters: written.clusters,
    largestCluster: written.largest,
    threshold: Number(chosen.probability.toFixed(6)),
    thresholdReason: chosen.reason,
    weights: found.fields.map((field) => fieldWeights(field, found)),
    prior: model.prior,
    keys,
    curve: chosen.curve,
    warnings: warningsOf(found),
  };
}

function fieldWeights(
  { no, kind, column }: ReadField,
  { model, crossed, fields }: Found,
): FieldWeights {
  const learned = model.fields[no];
  const swap = crossed.find(({ one, other }) => one.no === no || other.no === no);
  const partner = swap?.one.no === no ? swap.other : swap?.one;
  const says = LEVELS[kind].map((level) => level.says);
  if (partner !== undefined) says.push(`swapped with ${fields[partner.no]?.column}`);
  const levels = says.map((words, level) => ({
    level,
    says: words,
    m: learned?.m[level] ?? 0,
    u: learned?.u[level] ?? 0,
    milliBits: learned?.milliBits[level] ?? 0,
  }));
  return {
    column,
    levels: levels.slice(0, partner === undefined ? equalLevel(kind) + 1 : swappedLevel(kind) + 1),
  };
}

function warningsOf({
  draft,
  fields,
  keys,
  model,
  records,
  compared,
  known,
  partedGroups,
  found,
}: Found): readonly string[] {
  const warnings: string[] = [];
  if (found < MOST_FOUND) {
    warnings.push(
      `About ${((1 - found) * 100).toFixed(0)} % of the true pairs, probably rather more, agree in no key and were not compared; the curve counts them as missed.`,
    );
  }
  for (const { name, leftOut } of keys) {
    if (leftOut > 0) {
      warnings.push(
        `Blocks of key "${name}" stayed too large after refining: ${leftOut} pairs were not compared under it.`,
      );
    }
  }
  for (const { no, column } of fields) {
    const share = (known[no] ?? 0) / Math.max(1, compared);
    if (records > 0 && share < SELDOM_KNOWN) {
      warnings.push(
        `Field "${column}" is known in ${(share * 100).toFixed(1)} % of the records and says little.`,
      );
    }
  }
  for (const { child, parent, agree } of model.dependences) {
    if (agree < 600) continue;
    warnings.push(
      `Field "${fields[child]?.column}" repeats most of what "${fields[parent]?.column}" says; it counts for ${((1000 - agree) / 10).toFixed(0)} % where both agree.`,
    );
  }
  for (const { pairs, apart, q } of model.kin) {
    if (Math.round(pairs) === 0) continue;
    const shared = fields.filter(({ no, kind }) => (q[no]?.[equalLevel(kind)] ?? 0) > 0.4);
    const columns = shared.map(({ column }) => `"${column}"`).join(", ");
    warnings.push(
      `About ${Math.round(pairs)} pairs seem to share ${columns === "" ? "some values" : columns} for a reason, as a household or sister firms do, and not "${fields[apart]?.column}": that is not taken for being one.`,
    );
  }
  if (partedGroups > 0) {
    warnings.push(
      `${partedGroups} groups of more than 250 records were too large to be looked at whole: they were parted at a stricter threshold, and joined again where a few records of each part speak for it.`,
    );
  }
  if (records > 0 && model.expected < 1) warnings.push("Hardly any pair looks like one entity.");
  if (draft.inputs.length === 1 && draft.inputs[0]?.oneRecordPerEntity === true) {
    warnings.push("The only input is said to hold nobody twice: there is nothing to link.");
  }
  return warnings;
}
