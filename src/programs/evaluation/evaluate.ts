import {
  BALANCED,
  type Balanced,
  EVALUATED,
  type Evaluated,
  type EvaluationProblem,
  type EvaluationTerms,
} from "#domain/evaluation.ts";
import { accept, type Result, refuse } from "#domain/result.ts";
import { type DuckDb, text } from "#engine/duckdb/database.ts";
import { holm } from "./chances.ts";
import { type Compared, compareAtLine, verdictOf } from "./compare.ts";
import { densityCheck, densityTerms } from "./density.ts";
import type { Drawing } from "./drawn-lots.ts";
import { compareLots, type LotEstimate } from "./drawn-lots.ts";
import { type SampleDraft, sampleTables } from "./sample.ts";

export type EvaluateDraft = SampleDraft & {
  readonly terms: EvaluationTerms;
  /** Whether any payment of the program was reported between the two versions. */
  readonly hasPayments: boolean;
  /** Counts the plans of the families of each side, when these are known. */
  countPlans(): Promise<Evaluation["plans"]>;
};

export type SideCounts = { readonly inside: number; readonly outside: number };

export type Evaluation = {
  /** Families with a line, by how their regency's line is drawn. */
  readonly lines: readonly {
    readonly kind: "quota" | "decile";
    readonly regencies: number;
    readonly families: SideCounts;
  }[];
  /** Who was determined among those inside, and who was paid on both sides. */
  readonly takeUp: { readonly determined: number; readonly paid: SideCounts | null };
  readonly density: {
    readonly jump: number;
    readonly chance: number;
    readonly isSound: boolean;
  } | null;
  /** The most families with one and the same distance, as a share of those near. */
  readonly heap: number;
  readonly balance: readonly (Compared & { readonly id: Balanced })[];
  readonly others: readonly (Compared & { readonly program: string })[];
  readonly outcomes: readonly (Compared & { readonly id: Evaluated })[];
  readonly lots: readonly { readonly id: Evaluated; readonly estimate: LotEstimate }[];
  /** Plans of the sample: only whoever receives has one, so that these are told and not compared. */
  readonly plans: Readonly<Record<"opened" | "graduated" | "shocks", SideCounts>>;
};

/** From two versions, as tables of `db`, to what happened at the line. */
export async function evaluate(
  db: DuckDb,
  draft: EvaluateDraft,
): Promise<Result<Evaluation, EvaluationProblem>> {
  for (const { table, sql } of sampleTables(draft)) {
    await db.run(`create or replace table ${table} as ${sql}`);
  }
  const lines = await readLines(db);
  if (lines.length === 0) return refuse("program-not-ranked");
  const { fewestFamilies } = draft.terms;
  const total = (side: keyof SideCounts) =>
    lines.reduce((sum, { families }) => sum + families[side], 0);
  if (total("inside") < fewestFamilies || total("outside") < fewestFamilies) {
    return refuse("too-little-evidence");
  }
  const density = await checkDensity(db, draft.terms);
  const compare = (measure: string) => compareAtLine(db, measure, draft);
  const balance = await inTurn(BALANCED, (id) => compare(`"b_${id}"`));
  const programs = await db.all<{ program: string }>(
    "select distinct program from other_receipt order by program",
  );
  const others = await inTurn(
    programs.map(({ program }) => program),
    (program) =>
      compare(
        `case when family_id in (select family_id from other_receipt where program = ${text(program)}) then 1000 else 0 end`,
      ),
  );
  const outcomes = await inTurn(EVALUATED, (id) => compare(`"y_${id}"`));
  const isSelected = outcomes.some(
    ({ id, found }) =>
      id === "seen-anew" &&
      found !== undefined &&
      found.estimate.chance * 1000 < draft.terms.unsoundMilli,
  );
  const judge = { terms: draft.terms, isDense: density?.isSound === false, isSelected };
  const judged = withAdjusted(outcomes).map((one) => ({ ...one, verdict: verdictOf(one, judge) }));
  return accept({
    lines,
    takeUp: await readTakeUp(db, draft.hasPayments),
    density,
    heap: await readHeap(db),
    balance: withAdjusted(balance),
    others: withAdjusted(others).map(({ id, ...one }) => ({ ...one, program: id })),
    outcomes: judged,
    lots: await readLots(db, draft.terms),
    plans: await draft.countPlans(),
  });
}

async function inTurn<Id extends string>(
  ids: readonly Id[],
  compare: (id: Id) => Promise<Compared>,
): Promise<readonly (Compared & { readonly id: Id })[]> {
  const found: (Compared & { readonly id: Id })[] = [];
  for (const id of ids) found.push({ id, ...(await compare(id)) });
  return found;
}

/** Each with its chance after all questions of its table are counted. */
function withAdjusted<One extends Compared>(compared: readonly One[]): readonly One[] {
  const asked = compared.flatMap(({ found }) =>
    found === undefined ? [] : [found.estimate.chance],
  );
  const adjusted = holm(asked);
  let next = 0;
  return compared.map((one) =>
    one.found === undefined
      ? one
      : { ...one, found: { ...one.found, adjusted: adjusted[next++] ?? 1 } },
  );
}

async function readLines(db: DuckDb): Promise<Evaluation["lines"]> {
  const rows = await db.all<{
    kind: "quota" | "decile";
    regencies: bigint;
    inside: bigint;
    outside: bigint;
  }>(
    `select kind, count(distinct regency_no) as regencies, count(*) filter (is_in = 1) as inside, count(*) filter (is_in = 0) as outside
from near_line group by kind order by kind desc`,
  );
  return rows.map(({ kind, regencies, inside, outside }) => ({
    kind,
    regencies: Number(regencies),
    families: { inside: Number(inside), outside: Number(outside) },
  }));
}

async function readTakeUp(db: DuckDb, hasPayments: boolean): Promise<Evaluation["takeUp"]> {
  const [row] = await db.all<{ determined: bigint; inside: bigint; outside: bigint }>(
    `select count(*) filter (is_determined = 1) as determined, count(*) filter (is_in = 1 and is_paid = 1) as inside,
  count(*) filter (is_in = 0 and is_paid = 1) as outside from near_line`,
  );
  return {
    determined: Number(row?.determined ?? 0n),
    paid: hasPayments
      ? { inside: Number(row?.inside ?? 0n), outside: Number(row?.outside ?? 0n) }
      : null,
  };
}

async function checkDensity(db: DuckDb, terms: EvaluationTerms): Promise<Evaluation["density"]> {
  const [whole] = await db.all<{ n: bigint; spread: number | null }>(
    "select count(*) as n, sqrt(cast(sum(cast(x as hugeint) * x) as double) / count(*)) as spread from near_line where x <> 0",
  );
  const { width, band } = densityTerms(Number(whole?.n ?? 0n), whole?.spread ?? 0);
  const bins = Math.max(1, Math.round(width));
  const rows = await db.all<{ inside: boolean; bin: bigint; n: bigint }>(
    `select x < 0 as inside, (abs(x) - 1) // ${bins} as bin, count(*) as n from near_line
where x <> 0 and abs(x) <= ${Math.ceil(band)} group by inside, bin`,
  );
  const side = (isIn: boolean) => {
    const counts = Array.from({ length: Math.ceil(band / bins) }, () => 0);
    for (const { inside, bin, n } of rows) if (inside === isIn) counts[Number(bin)] = Number(n);
    return counts;
  };
  const all = Number(whole?.n ?? 0n);
  const found = densityCheck({ width: bins, inside: side(true), outside: side(false), all }, band);
  if (found === undefined) return null;
  const { jump, chance } = found;
  return { jump, chance, isSound: chance * 1000 >= terms.unsoundMilli };
}

async function readHeap(db: DuckDb): Promise<number> {
  const [row] = await db.all<{ most: bigint | null; n: bigint | null }>(
    "select max(n) as most, sum(n) as n from (select count(*) as n from near_line where x <> 0 group by regency_no, x)",
  );
  return Number(row?.most ?? 0n) / Math.max(1, Number(row?.n ?? 0n));
}

/** Families of equal score at the quota of their regency: what lots alone decided. */
async function readLots(db: DuckDb, terms: EvaluationTerms): Promise<Evaluation["lots"]> {
  const lots: { id: Evaluated; estimate: LotEstimate }[] = [];
  for (const id of EVALUATED) {
    const rows = await db.all<{
      regency_no: bigint;
      is_in: number;
      n: bigint;
      y: bigint;
      yy: bigint;
    }>(
      `select regency_no, is_in, count(*) as n, sum(y) as y, sum(y * y) as yy
from (select regency_no, is_in, cast("y_${id}" as hugeint) as y from near_line where x = 0) t where y is not null
group by regency_no, is_in order by regency_no, is_in`,
    );
    const arm = (regency: bigint, isIn: number) => {
      const row = rows.find((one) => one.regency_no === regency && one.is_in === isIn);
      return {
        families: Number(row?.n ?? 0n),
        sum: Number(row?.y ?? 0n) / 1000,
        square: Number(row?.yy ?? 0n) / 1_000_000,
      };
    };
    const regencies = [...new Set(rows.map(({ regency_no }) => regency_no))];
    const drawings: readonly Drawing[] = regencies.map((regency) => ({
      inside: arm(regency, 1),
      outside: arm(regency, 0),
    }));
    const estimate = compareLots(drawings);
    if (estimate !== undefined && isEnough(estimate, terms)) lots.push({ id, estimate });
  }
  return lots;
}

/** Of both arms together as many as are asked of one side of a line. */
const isEnough = (
  { families: { inside, outside } }: LotEstimate,
  terms: EvaluationTerms,
): boolean =>
  inside + outside >= terms.fewestFamilies &&
  Math.min(inside, outside) * 10 >= terms.fewestFamilies;
