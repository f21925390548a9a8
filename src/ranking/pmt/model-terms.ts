import {
  type Axis,
  type ModelLine,
  type ModelVariable,
  type PmtModel,
  slotStarts,
  type TermTable,
} from "./pmt-model.ts";
import { binsOf } from "./score-rows.ts";

/** One thing that a term may add, in words and on the scale of the target. */
export type TermPart = {
  readonly when: string;
  readonly adds: number;
  /** The least and the most that lines of areas add there; null where all areas share the pooled line. */
  readonly inAreas: readonly [number, number] | null;
};

/** What a variable, or a table, adds to a score. */
export type ModelTerm = {
  readonly of: string;
  readonly kind: ModelVariable["kind"] | "table";
  readonly only: "raises" | "lowers" | null;
  readonly parts: readonly TermPart[];
};

/** Everything that a model adds up, for who checks it: lines first, then tables. Trees are not told: nobody could read them. */
export function modelTerms(model: PmtModel): readonly ModelTerm[] {
  const { variables, tables } = model;
  const starts = slotStarts(variables);
  const lines = variables.map((variable, v) => lineTerm(model, variable, starts[v] as number));
  return [...lines, ...tables.map((table) => tableTerm(model, table))];
}

function lineTerm(model: PmtModel, variable: ModelVariable, start: number): ModelTerm {
  const part = (when: string, place: number, times = 1): TermPart => ({
    when,
    ...addsAt(model, start + place, times),
  });
  const { name: of, kind } = variable;
  if (kind === "category") {
    const named = [...variable.levels, "(any other)", "(not known)"];
    return { of, kind, only: null, parts: named.map((level, place) => part(level, place)) };
  }
  const [low, middle, high] = [variable.low, variable.middle, variable.high].map((whole) =>
    asWritten(variable, whole),
  );
  const each = `each 1 more, from ${low} to ${high}; nothing at ${middle}`;
  const only = variable.only === 0 ? null : variable.only > 0 ? "raises" : "lowers";
  const times = wholesIn(variable) / variable.per;
  return { of, kind, only, parts: [part(each, 0, times), part("(not known)", 1)] };
}

function addsAt({ pooled, areas, decimals }: PmtModel, place: number, times: number) {
  const scale = times / 10 ** decimals;
  const adds = ({ weights }: ModelLine) => (weights[place] as number) * scale;
  const all = areas.map(adds);
  return {
    adds: adds(pooled),
    inAreas: all.length === 0 ? null : ([Math.min(...all), Math.max(...all)] as const),
  };
}

type Counted = Exclude<ModelVariable, { kind: "category" }>;

/** Whole units in one of what the column, or the mean, counts. */
const wholesIn = (variable: Counted): number =>
  variable.kind === "mean" ? variable.times : 10 ** variable.decimals;

/** A whole number as it would stand in the column. */
const asWritten = (variable: Counted, whole: number): string =>
  String(Number((whole / wholesIn(variable)).toPrecision(6)));

function tableTerm({ variables, decimals }: PmtModel, { axes, points }: TermTable): ModelTerm {
  const sides = axes.map((axis) => binWords(axis, variables[axis.variable] as ModelVariable));
  const [first = [], second] = sides;
  const cells =
    second === undefined ? first : first.flatMap((a) => second.map((b) => `${a}, ${b}`));
  return {
    of: axes.map(({ variable }) => variables[variable]?.name ?? "").join(" × "),
    kind: "table",
    only: null,
    parts: cells.map((when, cell) => ({
      when,
      adds: (points[cell] as number) / 10 ** decimals,
      inAreas: null,
    })),
  };
}

/** The bins of an axis in words, in the order of its points. */
function binWords(axis: Axis, variable: ModelVariable): readonly string[] {
  if (variable.kind === "category" || !("cuts" in axis)) return levelBins(axis, variable);
  const cuts = axis.cuts.map((cut) => asWritten(variable, cut));
  const ranges = [...cuts, undefined].map((to, k) => {
    if (to === undefined) return `${variable.name} from ${cuts[k - 1] ?? "the least"}`;
    return k === 0 ? `${variable.name} below ${to}` : `${variable.name} ${cuts[k - 1]} to ${to}`;
  });
  return [...ranges, `${variable.name} not known`];
}

function levelBins(axis: Axis, variable: ModelVariable): readonly string[] {
  const codes = "bins" in axis ? axis.bins : [];
  const levels = variable.kind === "category" ? variable.levels : [];
  const named = [...levels, "any other", "not known"];
  return Array.from({ length: binsOf(axis) }, (_, bin) => {
    const inBin = named.filter((_, code) => codes[code] === bin);
    return `${variable.name} ${inBin.join(" or ")}`;
  });
}
