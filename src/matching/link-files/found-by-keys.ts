import { dice } from "#domain/dice.ts";
import { fieldsOfTerm, type Key, type Term } from "./blocking-key.ts";
import { equalLevel, swappedLevel } from "./comparison-levels.ts";
import type { Model } from "./model.ts";
import type { Sample } from "./sample-parts.ts";

const IMAGINED = 4_000;
const UNASKED = 2;
/** How often a part of a value survives an error: where the values stay nearly equal, and where less is left. */
const SURVIVES = { near: 0.6, far: 0.3 };

/**
 * The share of true pairs that some key finds, as far as can be told without knowing them: pairs are imagined
 * that miss what records of these files miss and err as the likely pairs err. Errors that no key survives are seen
 * nowhere, so that the truth is rather below.
 */
export function foundByKeys(
  sample: Sample,
  keys: readonly Key[],
  model: Pick<Model, "fields">,
  seed: number,
): number {
  const roll = dice(seed);
  const draw = (): number => roll(2 ** 32) / 2 ** 32;
  const rows = sample.inputNo.length;
  if (rows === 0) return 1;
  const columnOf = new Map(
    sample.terms.flatMap((term, t) =>
      "field" in term && term.part === 0 ? [[term.field.no, sample.columns[t]] as const] : [],
    ),
  );
  const parts = 1 + Math.max(0, ...sample.terms.map(({ part }) => part));
  const holds = new Uint8Array(model.fields.length * parts);
  let [found, sought] = [0, 0];
  for (let i = 0; i < IMAGINED; i++) {
    const two = [roll(rows), roll(rows)];
    const levels = model.fields.map(({ m }, no) =>
      two.every((row) => (columnOf.get(no)?.[row] ?? 0) !== 0) ? drawLevel(m, draw) : 0,
    );
    // Pairs that know nothing in common are no loss of the keys: nothing would find them.
    if (levels.every((level) => level === 0)) continue;
    sought++;
    holds.fill(UNASKED);
    const agrees = (no: number, part: number): boolean => {
      const at = no * parts + part;
      if (holds[at] === UNASKED) {
        holds[at] = survives(model.fields[no], levels[no] ?? 0, part, draw) ? 1 : 0;
      }
      return holds[at] === 1;
    };
    if (keys.some(({ terms }) => terms.every((term) => termAgrees(term, model, levels, agrees)))) {
      found++;
    }
  }
  return sought === 0 ? 1 : found / sought;
}

function drawLevel(m: readonly number[], draw: () => number): number {
  let left = draw() * m.slice(1).reduce((sum, share) => sum + share, 0);
  for (let level = 1; level < m.length; level++) {
    left -= m[level] ?? 0;
    if (left < 0) return level;
  }
  return 1;
}

function survives(
  field: Model["fields"][number] | undefined,
  level: number,
  part: number,
  draw: () => number,
): boolean {
  if (field === undefined || level <= 1) return false;
  const equal = equalLevel(field.kind);
  if (level >= equal) return level === equal;
  return part > 0 && draw() < (level >= equal - 2 ? SURVIVES.near : SURVIVES.far);
}

function termAgrees(
  term: Term,
  { fields }: Pick<Model, "fields">,
  levels: readonly number[],
  agrees: (no: number, part: number) => boolean,
): boolean {
  const numbers = fieldsOfTerm(term).map(({ no }) => no);
  if (numbers.every((no) => agrees(no, term.part))) return true;
  return numbers.length > 1 && numbers.some((no) => isSwap(fields[no], levels[no] ?? 0));
}

const isSwap = (field: Model["fields"][number] | undefined, level: number): boolean =>
  field !== undefined && level === swappedLevel(field.kind);
