import type { Engine } from "./engine.ts";

/**
 * Engines that share what one was given, for as long as the work lasts: several of few threads, or the one itself where it
 * cannot be parted or there is one piece of work alone.
 */
export async function withLanes<T>(
  engine: Engine,
  { pieces }: { readonly pieces: number },
  work: (lanes: readonly Engine[]) => Promise<T>,
): Promise<T> {
  if (engine.lanes === undefined || pieces < 2) return work([engine]);
  const lanes = engine.lanes();
  try {
    return await work(lanes);
  } finally {
    await Promise.all(lanes.map((lane) => lane.close()));
  }
}

/**
 * Does pieces of work that know nothing of each other on several engines at once: each engine takes the next piece when it
 * has ended one. Answers in the order of the pieces; where one fails no further is begun, and the first failure is thrown.
 */
export async function sideBySide<Piece, Answer>(
  lanes: readonly Engine[],
  pieces: readonly Piece[],
  act: (engine: Engine, piece: Piece) => Promise<Answer>,
): Promise<readonly Answer[]> {
  const left = pieces.entries();
  const answers: Answer[] = [];
  const failures: unknown[] = [];
  const takeTurns = async (engine: Engine): Promise<void> => {
    for (const [place, piece] of left) {
      if (failures.length > 0) return;
      try {
        answers[place] = await act(engine, piece);
      } catch (error) {
        failures.push(error);
      }
    }
  };
  await Promise.all(lanes.map(takeTurns));
  if (failures.length > 0) throw failures[0];
  return answers;
}
