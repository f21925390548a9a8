import { REMOVAL_CAUSES, type RemovalCause } from "#domain/removal.ts";
import type { LeavingCount } from "#domain/removal-budget.ts";
import { type DuckDb, text } from "#engine/duckdb/database.ts";
import { type RegionTable, regionTables } from "#publication/move-tables.ts";
import { SMALLEST_CELL } from "#publication/read-figures.ts";

/** What becomes of those who leave: the place held by a review, looked at one by one, or noticed with others. */
export const TREATMENTS = ["held", "reviewed", "noticed"] as const;

/** Of one program: recipients before, and tables of who leaves, by the places of REMOVAL_CAUSES and of TREATMENTS. */
export type ProgramRemovals = {
  readonly program: string;
  /** Null where fewer than ten would be told of. */
  readonly recipients: number | null;
  readonly leaving: number | null;
  readonly held: number | null;
  readonly causes: readonly RegionTable[];
  readonly treatments: readonly RegionTable[];
  /** By rule, the most first; those with fewer than ten are left out. */
  readonly rules: readonly { readonly rule: string; readonly leaving: number }[];
};

export type RemovalFigures = { readonly programs: readonly ProgramRemovals[] };

/** One count of the comparison. */
export type RemovalCount = LeavingCount & {
  readonly cells: readonly {
    readonly treatment: number;
    readonly cause: number;
    readonly units: number;
  }[];
  readonly rules: Readonly<Record<string, number>>;
};

type Counted = {
  readonly program: string;
  readonly regency_no: bigint;
  readonly cause: string;
  readonly treatment: string;
  readonly detail: string;
  readonly units: bigint;
};

/** Reads the counts of a comparison: one a program and regency. */
export async function countsOf(db: DuckDb, file: string): Promise<readonly RemovalCount[]> {
  const rows = await db.all<Counted>(
    `select * from read_parquet(${text(file)}) order by program, regency_no, cause, treatment, detail`,
  );
  const areas = new Map<string, Counted[]>();
  for (const row of rows) {
    const key = `${row.program} ${row.regency_no}`;
    const own = areas.get(key);
    if (own === undefined) areas.set(key, [row]);
    else own.push(row);
  }
  return [...areas.values()].map(countOf);
}

function countOf(rows: readonly Counted[]): RemovalCount {
  const leavers = rows.filter(({ cause }) => cause !== "recipients");
  const sumBy = (of: (row: Counted) => string) =>
    leavers.reduce<Record<string, number>>((sums, row) => {
      sums[of(row)] = (sums[of(row)] ?? 0) + Number(row.units);
      return sums;
    }, {});
  const [first] = rows;
  return {
    program: first?.program ?? "",
    regencyNo: Number(first?.regency_no ?? 0n),
    recipients: Number(rows.find(({ cause }) => cause === "recipients")?.units ?? 0n),
    leaving: sumBy(({ cause }) => cause) as Partial<Record<RemovalCause, number>>,
    rules: sumBy(({ detail }) => detail),
    cells: leavers.map(({ treatment, cause, units }) => ({
      treatment: (TREATMENTS as readonly string[]).indexOf(treatment),
      cause: (REMOVAL_CAUSES as readonly string[]).indexOf(cause),
      units: Number(units),
    })),
  };
}

/** Figures that tell of nobody: small counts withheld, and what would give them away. */
export function readRemovalFigures(counts: readonly RemovalCount[]): RemovalFigures {
  const programs = [...new Set(counts.map(({ program }) => program))].sort();
  return {
    programs: programs.map((program) => figuresOf(program, counts)),
  };
}

const every = (list: readonly unknown[]): readonly number[] => list.map((_, place) => place);

export const orWithheld = (count: number): number | null =>
  count > 0 && count < SMALLEST_CELL ? null : count;

function figuresOf(program: string, counts: readonly RemovalCount[]): ProgramRemovals {
  const own = counts.filter((count) => count.program === program);
  const by = (of: "cause" | "treatment") =>
    own.flatMap(({ regencyNo, cells }) =>
      cells.map(({ units, ...cell }) => ({
        regency: String(regencyNo).padStart(4, "0"),
        values: [cell[of]],
        families: units,
      })),
    );
  const cells = own.flatMap((count) => count.cells);
  const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);
  const rules = new Map<string, number>();
  for (const { rules: inArea } of own) {
    for (const [rule, units] of Object.entries(inArea))
      rules.set(rule, (rules.get(rule) ?? 0) + units);
  }
  return {
    program,
    recipients: orWithheld(sum(own.map(({ recipients }) => recipients))),
    leaving: orWithheld(sum(cells.map(({ units }) => units))),
    held: orWithheld(
      sum(cells.filter(({ treatment }) => treatment === 0).map(({ units }) => units)),
    ),
    causes: regionTables(by("cause"), [every(REMOVAL_CAUSES)]),
    treatments: regionTables(by("treatment"), [every(TREATMENTS)]),
    rules: [...rules]
      .filter(([, leaving]) => leaving >= SMALLEST_CELL)
      .sort(([a, more], [b, less]) => less - more || (a < b ? -1 : 1))
      .map(([rule, leaving]) => ({ rule, leaving })),
  };
}
