import { type DuckDb, text } from "#engine/duckdb/database.ts";
import type { LinkResult } from "./link-draft.ts";

/** How many pairs have a weight in a step of one bit; `bits` is its lower end. */
export type WeightStep = { readonly bits: number; readonly pairs: number };

/** Records that know the same fields, and the weight of the best agreement they could ever reach. */
export type KnownPattern = {
  /** Columns of which nothing is known. */
  readonly missing: readonly string[];
  readonly records: number;
  readonly bestBits: number;
  readonly isLinkable: boolean;
};

/** A link taken apart: how each field moved the weight. */
export type LinkExample = {
  readonly bits: number;
  readonly probability: number;
  readonly steps: readonly {
    readonly column: string;
    readonly says: string;
    readonly bits: number;
  }[];
};

/** What the report draws beside the result itself. No value of any record is among it. */
export type LinkFigures = {
  readonly weights: readonly WeightStep[];
  readonly clusterSizes: readonly { readonly size: number; readonly clusters: number }[];
  readonly patterns: readonly KnownPattern[];
  readonly examples: readonly LinkExample[];
};

export type FiguresDraft = {
  readonly recordFile: string;
  readonly scoredFile: string;
  readonly linkFile: string;
  readonly clusterFile: string;
  readonly columns: readonly string[];
  readonly result: LinkResult;
};

const log2odds = (probability: number): number => Math.log2(probability / (1 - probability));

/** The weight from which a pair is linked; probabilities of 0 and 1 have none. */
export function thresholdBits(probability: number): number {
  return log2odds(Math.min(Math.max(probability, 1e-9), 1 - 1e-9));
}

/** Gathers the counts that the report draws. */
export async function linkFigures(db: DuckDb, draft: FiguresDraft): Promise<LinkFigures> {
  const weights = await db.all<{ bits: bigint; pairs: bigint }>(
    `select floor(weight / 1000.0)::bigint as bits, count(*) as pairs
    from read_parquet(${text(draft.scoredFile)}) group by 1 order by 1`,
  );
  const sizes = await db.all<{ size: bigint; clusters: bigint }>(
    `select size, count(*) as clusters from (
      select count(*) as size from read_parquet(${text(draft.clusterFile)}) group by cluster)
    group by size order by size`,
  );
  return {
    weights: weights.map(({ bits, pairs }) => ({ bits: Number(bits), pairs: Number(pairs) })),
    clusterSizes: sizes.map(({ size, clusters }) => ({
      size: Number(size),
      clusters: Number(clusters),
    })),
    patterns: await knownPatterns(db, draft),
    examples: await linkExamples(db, draft),
  };
}

async function knownPatterns(
  db: DuckDb,
  { recordFile, columns, result }: FiguresDraft,
): Promise<readonly KnownPattern[]> {
  const known = columns.map((_, i) => `f${i} is not null`).join(", ");
  const rows = await db.all<{ known: { readonly items: readonly boolean[] }; records: bigint }>(
    `select [${known}] as known, count(*) as records from read_parquet(${text(recordFile)})
    group by 1 order by records desc, known desc`,
  );
  const best = columns.map((column) => {
    const levels = result.weights.find((field) => field.column === column)?.levels ?? [];
    // Two swapped names count once for both columns, so only equality is added up.
    const equal = levels.filter(({ says }) => says === "equal");
    return Math.max(0, ...equal.map(({ milliBits }) => milliBits)) / 1000;
  });
  const needed = thresholdBits(result.threshold);
  return rows.map(({ known: { items }, records }) => {
    const bestBits = best.reduce(
      (sum, bits, i) => sum + (items[i] ? bits : 0),
      log2odds(result.prior),
    );
    const missing = columns.filter((_, i) => !items[i]);
    return { missing, records: Number(records), bestBits, isLinkable: bestBits >= needed };
  });
}

/** The strongest link, the one in the middle and the weakest: three ways to read the weights. */
async function linkExamples(
  db: DuckDb,
  { linkFile, columns, result }: FiguresDraft,
): Promise<readonly LinkExample[]> {
  const rows = await db.all<{
    weight: number;
    probability: number;
    levels: { readonly items: readonly number[] };
  }>(`\
with placed as (select *, row_number() over (order by weight desc, a, b) as place, count(*) over () as n
  from read_parquet(${text(linkFile)}))
select weight::int as weight, probability, levels from placed
where place in (1, (n + 1) // 2, n) order by place`);
  return rows.map(({ weight, probability, levels }) => {
    const steps = columns.map((column, i) => {
      const level = result.weights
        .find((field) => field.column === column)
        ?.levels.find((one) => one.level === Number(levels.items[i]));
      return { column, says: level?.says ?? "not known", bits: (level?.milliBits ?? 0) / 1000 };
    });
    const start = {
      column: "before looking",
      says: "any two records",
      bits: log2odds(result.prior),
    };
    const sum = [start, ...steps].reduce((total, { bits }) => total + bits, 0);
    const rest = {
      column: "rarity",
      says: "of the values that agree, and what the engine corrects",
      bits: weight / 1000 - sum,
    };
    return { bits: weight / 1000, probability, steps: [start, ...steps, rest] };
  });
}
