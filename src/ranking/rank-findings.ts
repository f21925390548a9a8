import { join } from "node:path";
import { type DecileBasis, otherBasis } from "#domain/decile-basis.ts";
import { type DuckDb, openDuckDb, text } from "#engine/duckdb/database.ts";
import {
  type CutRow,
  type Differing,
  differingByBasis,
  type Ties,
  tiesAtCuts,
} from "./cut-findings.ts";
import { type MoveRow, type Moves, movesBetween } from "./decile-moves.ts";
import {
  type CountRow,
  type JudgedPlaces,
  type StabilityFindings,
  stabilityFindings,
} from "./errors/stability-findings.ts";
import type { JudgedLayers } from "./judge-layers.ts";
import type { Bin } from "./population-stability.ts";

/** What a version's ranking comes to, in counts: `ranking.json` of its folder. */
export type RankFindings = {
  readonly basis: DecileBasis;
  readonly otherBasis: DecileBasis;
  readonly families: number;
  readonly persons: number;
  readonly deciles: readonly {
    readonly decile: number;
    readonly families: number;
    readonly persons: number;
  }[];
  /** Families whose decile the other basis would make another. */
  readonly differing: Differing;
  /** Families with exactly the score of a cut: all of them go to its poorer side. */
  readonly ties: Ties;
  /** Against the version before; absent where there is none. */
  readonly moves?: Moves & { readonly previousVersionNo: number };
  /** How clear places are, and how true the chances; absent where the models say nothing of their errors. */
  readonly stability?: StabilityFindings;
  readonly checks: readonly SumCheck[];
  /** Ways to rank, judged on the version's survey; absent in versions that are older than this. */
  readonly layers?: JudgedLayers;
};

/** Two ways to count the same; a version whose ways differ is not made. */
export type SumCheck = { readonly says: string; readonly left: number; readonly right: number };

type FindingDraft = {
  readonly basis: DecileBasis;
  readonly previous?: { readonly versionNo: number };
};

type Area = { readonly area: bigint; readonly persons: bigint; readonly families: bigint };
type Cells = readonly (MoveRow & { readonly other: number })[];

/** Reads the small tables that a run left, and adds them up two ways. */
export async function readFindings(
  folder: string,
  draft: FindingDraft,
  judged?: JudgedPlaces,
): Promise<RankFindings> {
  const db = await openDuckDb({
    threads: 1,
    memory: "512MB",
    workFolder: join(folder, "findings"),
  });
  try {
    const { basis, previous } = draft;
    const cuts = await readCuts(db, folder);
    const areas = await read<Area>(db, folder, "area_total");
    const cells = await readCells(db, folder);
    const nation = areas.find(({ area }) => area === 0n);
    const families = Number(nation?.families ?? 0n);
    const persons = Number(nation?.persons ?? 0n);
    const differing = differingByBasis(cuts, basis);
    const moves = previous === undefined ? undefined : await readMoves(db, folder, cells);
    const findings: Omit<RankFindings, "checks"> = {
      basis,
      otherBasis: otherBasis(basis),
      families,
      persons,
      deciles: decilesOf(cells),
      differing,
      ties: tiesAtCuts(cuts, basis, { families, persons }[basis]),
      ...(moves === undefined || previous === undefined
        ? {}
        : { moves: { previousVersionNo: previous.versionNo, ...moves } }),
      ...(await readStability(db, folder, judged)),
    };
    const [ids] = await read<{ families: bigint }>(db, folder, "previous_id_count");
    const idsBefore = Number(ids?.families ?? 0n);
    return { ...findings, checks: checked(sumChecks(findings, cells, idsBefore)) };
  } finally {
    db.close();
  }
}

const read = <T>(db: DuckDb, folder: string, table: string): Promise<readonly T[]> =>
  db.all<T>(`select * from read_parquet(${text(join(folder, `${table}.parquet`))})`);

async function readCuts(db: DuckDb, folder: string): Promise<readonly CutRow[]> {
  const rows = await read<Record<keyof CutRow, bigint | string>>(db, folder, "area_cut");
  return rows.map(({ basis, ...row }) => ({
    basis: basis as DecileBasis,
    area: Number(row.area),
    parts: Number(row.parts),
    cut_no: Number(row.cut_no),
    score: Number(row.score),
    persons_upto: Number(row.persons_upto),
    families_upto: Number(row.families_upto),
    persons_at: Number(row.persons_at),
    families_at: Number(row.families_at),
  }));
}

type MoveCell = {
  readonly previous_decile: number | null;
  readonly decile_national: number;
  readonly decile_other_basis: number;
  readonly persons: bigint;
  readonly families: bigint;
};

async function readCells(db: DuckDb, folder: string): Promise<Cells> {
  const rows = await read<MoveCell>(db, folder, "decile_move");
  return rows.map((row) => ({
    from: row.previous_decile,
    to: row.decile_national,
    other: row.decile_other_basis,
    persons: Number(row.persons),
    families: Number(row.families),
  }));
}

async function readMoves(db: DuckDb, folder: string, cells: Cells): Promise<Moves> {
  const before = await read<{ decile: number; families: bigint }>(
    db,
    folder,
    "previous_decile_count",
  );
  return movesBetween(cells, {
    before: before.map(({ decile, families }) => ({ decile, families: Number(families) })),
    scoreBins: await readScoreBins(db, folder),
  });
}

async function readScoreBins(db: DuckDb, folder: string): Promise<readonly Bin[]> {
  const bins = await read<{ before: bigint; after: bigint }>(db, folder, "score_bin");
  return bins.map(({ before, after }) => ({ before: Number(before), after: Number(after) }));
}

async function readStability(
  db: DuckDb,
  folder: string,
  judged: JudgedPlaces | undefined,
): Promise<Pick<RankFindings, "stability">> {
  if (judged === undefined) return {};
  const [row = {}] = await read<CountRow>(db, folder, "cut_state_count");
  return { stability: stabilityFindings(judged, row) };
}

const decilesOf = (cells: Cells): RankFindings["deciles"] =>
  Array.from({ length: 10 }, (_, k) => ({
    decile: k + 1,
    families: sum(cells.filter(({ to }) => to === k + 1).map(({ families }) => families)),
    persons: sum(cells.filter(({ to }) => to === k + 1).map(({ persons }) => persons)),
  }));

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

function sumChecks(
  findings: Omit<RankFindings, "checks">,
  cells: Cells,
  idsBefore: number,
): readonly SumCheck[] {
  const { families, persons, deciles, differing, moves } = findings;
  return [
    {
      says: "families of all deciles",
      left: sum(deciles.map((one) => one.families)),
      right: families,
    },
    {
      says: "persons of all deciles",
      left: sum(deciles.map((one) => one.persons)),
      right: persons,
    },
    {
      says: "families with another decile by the other basis: rows, and between the cuts",
      left: sum(cells.filter(({ to, other }) => to !== other).map((cell) => cell.families)),
      right: differing.national,
    },
    ...(moves === undefined
      ? []
      : [
          {
            says: "families of the version before: rows, and ids",
            left: moves.before,
            right: idsBefore,
          },
          {
            says: "families that stayed, moved or came",
            left: sum(moves.matrix.map((cell) => cell.families)) + moves.came,
            right: families,
          },
          {
            says: "families that stayed, moved or left",
            left: sum(moves.matrix.map((cell) => cell.families)) + moves.left,
            right: moves.before,
          },
        ]),
  ];
}

function checked(checks: readonly SumCheck[]): readonly SumCheck[] {
  const wrong = checks.find(({ left, right }) => left !== right);
  if (wrong !== undefined)
    throw new Error(
      `ranking: "${wrong.says}" is ${wrong.left} one way and ${wrong.right} the other`,
    );
  return checks;
}
