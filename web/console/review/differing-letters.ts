/** A run of letters of a value, and whether the other value lacks it. */
export type Run = { readonly text: string; readonly differs: boolean };

/** Shorter islands of agreement between differing letters are chance, and marking round them is noise. */
const SHORTEST_ISLAND = 2;

/**
 * Both values cut into runs of letters that agree and that differ. Where less than half agrees the whole
 * value differs: single letters that happen to recur would only distract.
 */
export function differingLetters(
  left: string,
  right: string,
): { readonly left: readonly Run[]; readonly right: readonly Run[] } {
  const [a, b] = [[...left], [...right]];
  const { inLeft, inRight } = longestCommon(a, b);
  const common = inLeft.filter(Boolean).length;
  if (common * 2 < Math.max(a.length, b.length)) {
    return { left: whole(left), right: whole(right) };
  }
  return { left: runsOf(a, inLeft), right: runsOf(b, inRight) };
}

const whole = (text: string): readonly Run[] => (text === "" ? [] : [{ text, differs: true }]);

/** Which letters of each side belong to one longest common sequence. */
function longestCommon(a: readonly string[], b: readonly string[]) {
  const lengths = commonLengths(a, b);
  const lengthAt = (i: number, j: number) => lengths[i]?.[j] ?? 0;
  const inLeft: boolean[] = a.map(() => false);
  const inRight: boolean[] = b.map(() => false);
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) {
      inLeft[i++] = true;
      inRight[j++] = true;
    } else if (lengthAt(i + 1, j) >= lengthAt(i, j + 1)) i++;
    else j++;
  }
  return { inLeft, inRight };
}

/** Entry i, j: how long the longest common sequence of the tails from i and from j is. */
function commonLengths(a: readonly string[], b: readonly string[]): number[][] {
  const lengths = Array.from({ length: a.length + 1 }, () =>
    new Array<number>(b.length + 1).fill(0),
  );
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const [down, across] = [lengths[i + 1]?.[j] ?? 0, lengths[i]?.[j + 1] ?? 0];
      const row = lengths[i];
      if (row === undefined) continue;
      row[j] = a[i] === b[j] ? (lengths[i + 1]?.[j + 1] ?? 0) + 1 : Math.max(down, across);
    }
  }
  return lengths;
}

function runsOf(letters: readonly string[], agrees: readonly boolean[]): readonly Run[] {
  const runs: { text: string; differs: boolean }[] = [];
  letters.forEach((letter, i) => {
    const differs = agrees[i] !== true;
    const last = runs.at(-1);
    if (last?.differs === differs) last.text += letter;
    else runs.push({ text: letter, differs });
  });
  return withoutIslands(runs);
}

function withoutIslands(runs: readonly Run[]): readonly Run[] {
  const joined: { text: string; differs: boolean }[] = [];
  runs.forEach((run, i) => {
    const isInside = i > 0 && i < runs.length - 1;
    const isIsland = !run.differs && isInside && [...run.text].length < SHORTEST_ISLAND;
    const differs = run.differs || isIsland;
    const last = joined.at(-1);
    if (last?.differs === differs) last.text += run.text;
    else joined.push({ text: run.text, differs });
  });
  return joined;
}
