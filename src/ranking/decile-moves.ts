import { type Bin, type Stability, stabilityOf } from "./population-stability.ts";

/** Families that went from one decile to another; `from` is null for those the version before did not have. */
export type MoveRow = {
  readonly from: number | null;
  readonly to: number;
  readonly families: number;
  readonly persons: number;
};

/** Deciles of one version against those of the version before it. */
export type Moves = {
  /** Families in both, by decile before and now; only cells that hold somebody. */
  readonly matrix: readonly (MoveRow & { readonly from: number })[];
  /** Families of the version before, and those of now that it did not have. */
  readonly before: number;
  readonly came: number;
  /** Families that only the version before had. */
  readonly left: number;
  /** One less the share that stayed: 0 where nobody moved. */
  readonly mobility: number;
  /** Deciles that a family in both moved, on average, either way. */
  readonly meanSteps: number;
  /** Of the score, in families, over the deciles that the version before cut. */
  readonly stability: Stability;
};

/** Everything about the version before that is not in a cell. */
export type BeforeAndNow = {
  readonly before: readonly { readonly decile: number; readonly families: number }[];
  readonly scoreBins: readonly Bin[];
};

/** The transition matrix and what it comes to. */
export function movesBetween(cells: readonly MoveRow[], of: BeforeAndNow): Moves {
  const matrix = foldCells(cells);
  const both = sum(matrix.map(({ families }) => families));
  const before = sum(of.before.map(({ families }) => families));
  const stayed = sum(matrix.filter(({ from, to }) => from === to).map(({ families }) => families));
  const steps = sum(matrix.map(({ from, to, families }) => Math.abs(to - from) * families));
  return {
    matrix,
    before,
    came: sum(cells.filter(({ from }) => from === null).map(({ families }) => families)),
    left: before - both,
    mobility: both === 0 ? 0 : 1 - stayed / both,
    meanSteps: both === 0 ? 0 : steps / both,
    stability: stabilityOf(of.scoreBins),
  };
}

function foldCells(cells: readonly MoveRow[]): Moves["matrix"] {
  const folded = Map.groupBy(
    cells.filter((cell): cell is MoveRow & { from: number } => cell.from !== null),
    ({ from, to }) => from * 100 + to,
  );
  return [...folded.values()]
    .flatMap((of) => {
      const [first] = of;
      if (first === undefined) return [];
      const families = sum(of.map((cell) => cell.families));
      return [{ from: first.from, to: first.to, families, persons: sum(of.map((c) => c.persons)) }];
    })
    .sort((a, b) => a.from - b.from || a.to - b.to);
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
