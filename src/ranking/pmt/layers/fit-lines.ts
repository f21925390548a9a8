import { type Codes, encodeRows } from "#ranking/pmt/encode-rows.ts";
import type { ModelLine, ModelNote, ModelVariable, PmtModel } from "#ranking/pmt/pmt-model.ts";
import type { SurveyTable } from "#ranking/pmt/survey-table.ts";
import { type AreaLine, fitAreas } from "./area-lines.ts";
import { collinearAmong } from "./collinear.ts";
import { learnMeans } from "./learn-means.ts";
import { learnVariables } from "./learn-variables.ts";
import { type LineDesign, lineDesign, lineValue } from "./line-design.ts";
import { fitOls, rowsByArea } from "./ols-lines.ts";
import { fitPooled } from "./pooled-line.ts";
import { roundLine, slotCounts } from "./round-line.ts";
import { placesWhere } from "./rows-used.ts";

/** Lines of a layer, with the rows they were fitted on as they read them. */
export type FittedLines = Pick<PmtModel, "variables" | "pooled" | "areas" | "decimals"> & {
  readonly codes: Codes;
  readonly notes: readonly ModelNote[];
  readonly chosen: Readonly<Record<string, number>>;
  /** What lines that did not see a row's fold leave of its target: what later layers learn from. */
  readonly left: Float64Array;
};

/** L0: ordinary least squares, a line for each area that has the rows for it. */
export function fitOfficial(table: SurveyTable): FittedLines {
  const { variables, notes } = learnVariables(table);
  const codes = encodeRows(variables, table);
  const design = lineDesign(variables, codes);
  const { pooled, areas } = fitOls(design, table);
  const decimals = decimalsOf(table);
  const everywhere = placesWhere(table.rows, () => true);
  const rounded = (line: AreaLine, rows: Uint32Array) =>
    roundLine(
      line,
      { design, variables, counts: slotCounts(design, table.weight, rows) },
      decimals,
    );
  const byArea = table.area === null ? new Map<number, Uint32Array>() : rowsByArea(table.area);
  const without = [...byArea.keys()].filter((area) => !areas.has(area));
  const nameOf = (area: number) => table.areaNames[area] ?? "";
  const collinear = collinearAmong(pooled.dropped, design.slots, variables);
  return {
    variables,
    codes,
    decimals,
    pooled: rounded(pooled, everywhere),
    areas: named(
      [...areas].map(([area, line]) => [
        nameOf(area),
        rounded(line, byArea.get(area) as Uint32Array),
      ]),
    ),
    notes: [...notes, ...note("collinear", collinear), ...note("area-pooled", without.map(nameOf))],
    chosen: { lines: areas.size },
    left: table.target.map(
      (y, row) => y - lineValue(design, row, pooled.intercept, pooled.weights),
    ),
  };
}

/** L1: pooled ridge, drawn apart by area; with `withMeans` L2, which sees what neighbours have. */
export function fitPooledLines(table: SurveyTable, withMeans: boolean): FittedLines {
  const learned = learnVariables(table);
  const ownCodes = encodeRows(learned.variables, table);
  const means = withMeans ? learnMeans(table, learned.variables, ownCodes) : [];
  const variables: readonly ModelVariable[] = [...learned.variables, ...means];
  const codes = means.length === 0 ? ownCodes : encodeRows(variables, table);
  const design = lineDesign(variables, codes);
  const own = design.slots.filter(({ variable }) => variable < learned.variables.length).length;
  const pooled = fitPooled(design, table, own);
  const areas = fitAreas(design, table, pooled, own);
  const decimals = decimalsOf(table);
  const counts = slotCounts(
    design,
    table.weight,
    placesWhere(table.rows, () => true),
  );
  const rounded = (line: AreaLine) => roundLine(line, { design, variables, counts }, decimals);
  return {
    variables,
    codes,
    decimals,
    pooled: rounded(pooled.line),
    areas: named(
      [...areas.lines].map(([area, line]) => [table.areaNames[area] ?? "", rounded(line)]),
    ),
    notes: [
      ...learned.notes,
      ...(withMeans && means.length === 0 ? note("no-neighbours", [""]) : []),
    ],
    chosen: {
      ridge: pooled.strength,
      effectRows: Math.round(areas.effectRows),
      slopeRows: Math.min(areas.slopeRows, 1e12),
      means: means.length,
      meanTimes: pooled.meanTimes,
    },
    left: leftUnseen(table, design, (row) => {
      const fold = table.fold[row] as number;
      const ofArea = areas.without.get(fold)?.get(table.area?.[row] ?? -1);
      return ofArea ?? pooled.without.get(fold) ?? pooled.line;
    }),
  };
}

function leftUnseen(
  table: SurveyTable,
  design: LineDesign,
  lineOf: (row: number) => AreaLine,
): Float64Array {
  return table.target.map((y, row) => {
    const { intercept, weights } = lineOf(row);
    return y - lineValue(design, row, intercept, weights);
  });
}

/** Points of a logarithm or a class are millionths; of a level so that its spread is about a million of them. */
function decimalsOf({ targetKind, target }: SurveyTable): number {
  if (targetKind !== "level") return 6;
  const mean = target.reduce((sum, y) => sum + y, 0) / target.length;
  const spread = Math.sqrt(target.reduce((sum, y) => sum + (y - mean) ** 2, 0) / target.length);
  return spread > 0 ? 6 - Math.round(Math.log10(spread)) : 6;
}

const named = (lines: readonly (readonly [string, ModelLine])[]): PmtModel["areas"] =>
  lines.map(([area, line]) => ({ area, ...line })).sort((a, b) => (a.area < b.area ? -1 : 1));

const note = (code: ModelNote["code"], names: readonly string[]): readonly ModelNote[] =>
  names.length === 0 ? [] : [{ code, names }];
