/** How often pairs of one score were right; counts may be weighted, so they need not be whole. */
export type ScoreCount = {
  readonly score: number;
  readonly right: number;
  readonly wrong: number;
};

export type ScoreChance = { readonly score: number; readonly chance: number };

/**
 * The never-falling curve from score to P(match) nearest to the counts: neighbours that fall are pooled
 * until none is left (pool adjacent violators). The order in which counts come does not matter.
 */
export function isotonic(counts: readonly ScoreCount[]): readonly ScoreChance[] {
  const blocks: { scores: number[]; right: number; all: number }[] = [];
  for (const { score, right, wrong } of merged(counts)) {
    blocks.push({ scores: [score], right, all: right + wrong });
    for (;;) {
      const last = blocks.at(-1);
      const before = blocks.at(-2);
      if (last === undefined || before === undefined) break;
      if (before.right * last.all < last.right * before.all) break;
      blocks.splice(-2, 2, {
        scores: [...before.scores, ...last.scores],
        right: before.right + last.right,
        all: before.all + last.all,
      });
    }
  }
  return blocks.flatMap(({ scores, right, all }) =>
    scores.map((score) => ({ score, chance: right / all })),
  );
}

/** One count a score, in rising order; scores without pairs say nothing. */
function merged(counts: readonly ScoreCount[]): readonly ScoreCount[] {
  const ordered = [...counts].sort(
    (a, b) => a.score - b.score || a.right - b.right || a.wrong - b.wrong,
  );
  const found = new Map<number, ScoreCount>();
  for (const { score, right, wrong } of ordered) {
    if (right + wrong <= 0) continue;
    const had = found.get(score) ?? { right: 0, wrong: 0 };
    found.set(score, { score, right: had.right + right, wrong: had.wrong + wrong });
  }
  return [...found.values()];
}
