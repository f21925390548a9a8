/** Families of one province and national decile by how many programs they hold a place in: none, one, two, three or more. */
export type CoverageRow = {
  readonly provinceNo: number;
  /** 0 where a family has no decile. */
  readonly decile: number;
  readonly none: number;
  readonly one: number;
  readonly two: number;
  readonly more: number;
};

/** Overlaps and gaps of a determination: aggregates, nobody is named. */
export type Coverage = {
  /** Families of each decile of the nation that hold a place, by program. */
  readonly deciles: readonly {
    readonly decile: number;
    readonly families: number;
    readonly byProgram: readonly { readonly program: string; readonly families: number }[];
  }[];
  /** Families that hold places in both. */
  readonly pairs: readonly {
    readonly programs: readonly [string, string];
    readonly families: number;
  }[];
  readonly areas: readonly CoverageRow[];
};

/** One row of `holding_count`: bit i of `programs` is the i-th program. */
export type HoldingCount = {
  readonly province_no: bigint;
  readonly decile: number;
  readonly programs: bigint;
  readonly families: bigint;
};

/** Adds the counts up the ways they are read: programs by decile, pairs, and how many programs by area. */
export function coverageOf(rows: readonly HoldingCount[], programs: readonly string[]): Coverage {
  const holds = (mask: bigint, i: number) => ((mask >> BigInt(i)) & 1n) === 1n;
  const sum = (of: readonly HoldingCount[]) =>
    of.reduce((all, row) => all + Number(row.families), 0);
  const deciles = [...Map.groupBy(rows, ({ decile }) => decile)].sort(([a], [b]) => a - b);
  const pairs = programs.flatMap((one, i) =>
    programs.slice(i + 1).map((other, k) => ({
      programs: [one, other] as const,
      families: sum(rows.filter((row) => holds(row.programs, i) && holds(row.programs, i + 1 + k))),
    })),
  );
  return {
    deciles: deciles.map(([decile, of]) => ({
      decile,
      families: sum(of),
      byProgram: programs.map((program, i) => ({
        program,
        families: sum(of.filter((row) => holds(row.programs, i))),
      })),
    })),
    pairs: pairs.filter(({ families }) => families > 0),
    areas: [...Map.groupBy(rows, ({ province_no, decile }) => `${province_no}|${decile}`).values()]
      .map(areaRow)
      .sort((a, b) => a.provinceNo - b.provinceNo || a.decile - b.decile),
  };
}

function areaRow(rows: readonly HoldingCount[]): CoverageRow {
  const [first] = rows as readonly [HoldingCount];
  const counted = [0, 0, 0, 0];
  for (const { programs, families } of rows) {
    const held = Math.min(3, programs.toString(2).replaceAll("0", "").length);
    counted[held] = (counted[held] ?? 0) + Number(families);
  }
  const [none = 0, one = 0, two = 0, more = 0] = counted;
  return { provinceNo: Number(first.province_no), decile: first.decile, none, one, two, more };
}
