/** Nobody mistypes more letters than this in one word. */
const FARTHEST = 3;

/** Of the known words the one that was probably meant: at most a third of the letters differ. */
export function nearWord(word: string, known: readonly string[]): string | undefined {
  const plain = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, "");
  const near = known
    .map((one) => ({ one, edits: editsBetween(plain(word), plain(one)) }))
    .filter(({ one, edits }) => edits <= Math.min(FARTHEST, Math.ceil(one.length / 3)))
    .sort((a, b) => a.edits - b.edits);
  return near[0]?.one;
}

function editsBetween(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const swap = (above[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min(swap, (above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1));
    }
    above = row;
  }
  return above[b.length] ?? 0;
}
