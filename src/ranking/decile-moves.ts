/** Families that went from one decile to another; `from` is null for those the version before did not have. */
export type MoveRow = {
  readonly from: number | null;
  readonly to: number;
  readonly families: number;
  readonly persons: number;
};

/** Weight and families by thousandths of log rupiah. */
export type Spread = readonly {
  readonly bin: number;
  readonly weight: number;
  readonly families: number;
}[];

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
  readonly psi: Psi;
};

/** Population stability index of the score, over the deciles of the version before. */
export type Psi = {
  readonly value: number;
  readonly bins: number;
  /** What chance alone makes of it at these sizes. */
  readonly noise: number;
};

/** Everything about the version before that is not in a cell. */
export type BeforeAndNow = {
  readonly before: readonly { readonly decile: number; readonly families: number }[];
  readonly spreadBefore: Spread;
  readonly spreadNow: Spread;
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
    psi: stabilityIndex(of.spreadBefore, of.spreadNow),
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

const TEN = 10;
/** Added to every bin, so that an empty one has a logarithm. */
const SMOOTHING = 0.5;

/**
 * How far the scores have drifted: sum over bins of (p - q) ln(p / q). Bins are the tenths of the reference, cut at
 * whole thousandths of log rupiah so that both sides are cut at the same place.
 */
export function stabilityIndex(reference: Spread, now: Spread): Psi {
  const edges = tenths(reference);
  const q = shares(reference, edges);
  const p = shares(now, edges);
  const value = sum(p.map((share, k) => (share - (q[k] ?? 0)) * Math.log(share / (q[k] ?? 1))));
  const bins = edges.length + 1;
  const [before, after] = [reference, now].map((of) => sum(of.map(({ families }) => families)));
  const noise = (bins - 1) * (1 / Math.max(1, before ?? 0) + 1 / Math.max(1, after ?? 0));
  return { value, bins, noise };
}

/** The bins at whose end each tenth of the weight has been passed; fewer than nine where many score alike. */
function tenths(spread: Spread): readonly number[] {
  const all = sum(spread.map(({ weight }) => weight));
  const edges = new Set<number>();
  let reached = 0;
  let cut = 1;
  for (const { bin, weight } of spread.toSorted((a, b) => a.bin - b.bin)) {
    reached += weight;
    while (cut < TEN && reached * TEN >= all * cut) {
      edges.add(bin);
      cut++;
    }
  }
  return [...edges];
}

function shares(spread: Spread, edges: readonly number[]): readonly number[] {
  const weights = Array.from({ length: edges.length + 1 }, () => 0);
  for (const { bin, weight } of spread) {
    const place = edges.findIndex((edge) => bin <= edge);
    const k = place < 0 ? edges.length : place;
    weights[k] = (weights[k] ?? 0) + weight;
  }
  const all = sum(weights);
  const smooth = all + SMOOTHING * weights.length;
  return weights.map((weight) => (weight + SMOOTHING) / smooth);
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
