/**
 * Counts of a table with all its margins, flat and row by row: along every axis the last place is
 * the sum of the places before it.
 */
export type CountCube = {
  /** Places along each axis, the sum included. */
  readonly sizes: readonly number[];
  readonly counts: readonly number[];
};

/** What was decided elsewhere about a cell, or undefined where it is to be decided here. */
export type Decided = readonly (boolean | undefined)[];

/**
 * Which cells may not be shown. First those that are small: above nothing and below `least`, or made
 * by too few contributors. Then, along every line whose sum is shown, others until at least two cells
 * are hidden and together reach `least`, in counts and in contributors; and where a sum is hidden, at
 * least one of its parts. Along one line nobody can then reckon a hidden cell from what is shown. Cells
 * that were decided elsewhere stay as they are; where they leave no way out, everything else that is
 * not nought is hidden.
 */
export function hideSmallCells(
  cube: CountCube,
  least: number,
  contributors: readonly number[] = cube.counts,
  decided: Decided = [],
): readonly boolean[] {
  const { counts } = cube;
  const hidden = counts.map(
    (count, i) => decided[i] ?? (count > 0 && (count < least || (contributors[i] ?? 0) < least)),
  );
  const lines = linesOf(cube.sizes);
  const isFixed = fixedCells(lines, counts, hidden, decided);
  let isStuck = false;
  for (let changed = true; changed; ) {
    changed = false;
    for (const line of lines) {
      const next = nextToHide(line, { counts, contributors, hidden, least, isFixed });
      if (next === "nothing") continue;
      if (next === "stuck") isStuck = true;
      else hidden[next] = changed = true;
    }
  }
  return isStuck ? hidden.map((is, i) => (isFixed[i] ? is : (counts[i] ?? 0) > 0)) : hidden;
}

/** Cells that hiding cannot change: decided ones, and the only one that a sum shown elsewhere is made of. */
function fixedCells(
  lines: readonly (readonly number[])[],
  counts: readonly number[],
  hidden: readonly boolean[],
  decided: Decided,
): readonly boolean[] {
  const isFixed = counts.map((_, i) => decided[i] !== undefined);
  for (const line of lines) {
    const sum = line.at(-1) ?? 0;
    const [only, another] = line.slice(0, -1).filter((i) => (counts[i] ?? 0) > 0);
    if (decided[sum] !== false || only === undefined || another !== undefined) continue;
    if (hidden[only] === false) isFixed[only] = true;
  }
  return isFixed;
}

type Hiding = {
  readonly counts: readonly number[];
  readonly contributors: readonly number[];
  readonly hidden: readonly boolean[];
  readonly isFixed: readonly boolean[];
  readonly least: number;
};

/** The cell of a line that must go too; nothing where it gives nothing away, stuck where none can go. */
function nextToHide(
  line: readonly number[],
  { counts, contributors, hidden, isFixed, least }: Hiding,
): number | "nothing" | "stuck" {
  const parts = line.slice(0, -1);
  const sum = line.at(-1) ?? 0;
  const gone = parts.filter((i) => hidden[i]);
  const isSumHidden = hidden[sum] === true;
  if (gone.length === 0 && !isSumHidden) return "nothing";
  const isEnough = [counts, contributors].every((of) => heldBy(line, hidden, of) >= least);
  const isSafe = isSumHidden ? gone.length > 0 : gone.length > 1 && isEnough;
  if (isSafe) return "nothing";
  const shown = parts.filter((i) => !hidden[i] && !isFixed[i] && (counts[i] ?? 0) > 0);
  const smallest = shown.reduce<number | undefined>(
    (best, i) => (best === undefined || (counts[i] ?? 0) < (counts[best] ?? 0) ? i : best),
    undefined,
  );
  return smallest ?? (isSumHidden || isFixed[sum] ? "stuck" : sum);
}

/**
 * How many the hidden cells of a line hold at least: all but those in shown cells, and never fewer than
 * the largest of them. A contributor may be in several cells, so their numbers cannot be added up.
 */
function heldBy(
  line: readonly number[],
  hidden: readonly boolean[],
  of: readonly number[],
): number {
  const parts = line.slice(0, -1);
  const shown = parts.reduce((all, i) => all + (hidden[i] ? 0 : (of[i] ?? 0)), 0);
  const gone = parts.map((i) => (hidden[i] ? (of[i] ?? 0) : 0));
  return Math.max((of[line.at(-1) ?? 0] ?? 0) - shown, ...gone);
}

/** Places of every line along every axis, its sum last. */
function linesOf(sizes: readonly number[]): readonly (readonly number[])[] {
  const all = sizes.reduce((product, size) => product * size, 1);
  return sizes.flatMap((size, axis) => {
    const step = sizes.slice(axis + 1).reduce((product, each) => product * each, 1);
    const starts = Array.from({ length: all }, (_, i) => i).filter(
      (i) => Math.floor(i / step) % size === 0,
    );
    return starts.map((start) => Array.from({ length: size }, (_, place) => start + place * step));
  });
}
