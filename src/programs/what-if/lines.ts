import { apportion } from "#domain/apportion.ts";
import type { WhatIfArea, WhatIfCut, WhatIfTerms } from "#domain/what-if.ts";

/** What one bin of a regency holds for one side of a scenario. */
export type BinCount = {
  readonly regencyNo: number;
  readonly bin: number;
  readonly families: number;
  readonly poor: number;
  /** Units that fit, and the rupiah a year that all of them would cost. */
  readonly units: number;
  readonly rupiah: number;
  readonly scoreLow: number;
  readonly scoreHigh: number;
};

/** Everything before `at` is taken, of `at` so many millionths, nothing after it. */
export type Line = { readonly at: number; readonly share: number };

/** Where the line goes: by bins or deciles, for each area, and for the money of the nation. */
export type Lines = {
  readonly on: "bin" | "decile";
  readonly area: WhatIfArea;
  readonly lines: ReadonlyMap<number, Line>;
  /** Places of each area, where a quota draws the line. */
  readonly places?: ReadonlyMap<number, number>;
  readonly money: Line;
  /** Whether no bin is cut through: then every figure is counted and none reckoned. */
  readonly isExact: boolean;
};

export const WHOLE = 1_000_000;
const EVERYBODY: Line = { at: 1000, share: WHOLE };
const NOBODY: Line = { at: -1, share: 0 };

/** The area a regency lies in: 0 the nation, else the number of its first regency's hundred, or its own. */
export const areaOf = (area: WhatIfArea, regencyNo: number): number =>
  area === "nation" ? 0 : area === "province" ? regencyNo - (regencyNo % 100) : regencyNo;

/** Draws the lines of one side; bins come in their order, poorest first. */
export function drawLines(
  terms: Pick<WhatIfTerms, "cut" | "budgetRupiah">,
  bins: readonly BinCount[],
): Lines {
  const { cut, budgetRupiah } = terms;
  const drawn = linesOf(cut, bins);
  const money = budgetRupiah === undefined ? EVERYBODY : moneyLine(budgetRupiah, drawn, bins);
  const all = [...drawn.lines.values(), money];
  return { ...drawn, money, isExact: all.every(({ share }) => share === 0 || share === WHOLE) };
}

type Drawn = Pick<Lines, "on" | "area" | "lines" | "places">;

function linesOf(cut: WhatIfCut, bins: readonly BinCount[]): Drawn {
  const national = (line: Line, on: Lines["on"] = "bin"): Drawn => ({
    on,
    area: "nation",
    lines: new Map([[0, line]]),
  });
  if (cut.by === "decile") return national({ at: cut.atMost, share: WHOLE }, "decile");
  if (cut.by === "percentile") return national({ at: cut.atMost, share: WHOLE });
  if (cut.by === "probability") return national({ at: 100 - cut.atLeastPercent, share: WHOLE });
  if (cut.by === "score") return national(scoreLine(cut.atMost, bins));
  return { on: "bin", area: cut.area, ...quotaLines(cut, bins) };
}

/** Through the bin that the score lies in; within it families are taken to lie evenly. */
function scoreLine(score: number, bins: readonly BinCount[]): Line {
  let line = NOBODY;
  for (const [bin, of] of byBin(bins)) {
    if (bin === 0) continue;
    const low = Math.min(...of.map(({ scoreLow }) => scoreLow));
    const high = Math.max(...of.map(({ scoreHigh }) => scoreHigh));
    if (high <= score) line = { at: bin, share: WHOLE };
    else if (low <= score) {
      return { at: bin, share: Math.floor(((score - low + 1) / (high - low + 1)) * WHOLE) };
    }
  }
  return line;
}

type QuotaCut = Extract<WhatIfCut, { by: "quota" }>;

function quotaLines(
  cut: QuotaCut,
  bins: readonly BinCount[],
): Required<Pick<Drawn, "lines" | "places">> {
  const areas = Map.groupBy(bins, ({ regencyNo }) => areaOf(cut.area, regencyNo));
  const places = placesOf(cut, areas);
  const lines = [...areas].map(
    ([area, of]) =>
      [area, fillLine(places.get(area) ?? 0, ranked(of), ({ units }) => units)] as const,
  );
  return { lines: new Map(lines), places };
}

/** Families without a place are never reached. */
const ranked = (bins: readonly BinCount[]): readonly BinCount[] =>
  bins.filter(({ bin }) => bin > 0);

/** Places of each area: a table as it stands, else split by largest remainder. */
export function placesOf(
  { places, shares }: QuotaCut,
  areas: ReadonlyMap<number, readonly BinCount[]>,
): ReadonlyMap<number, number> {
  if ("table" in shares) return new Map(shares.table.map(({ area, places: own }) => [area, own]));
  const weigh = {
    families: ({ families }: BinCount) => families,
    "expected-poor": ({ poor }: BinCount) => poor,
    fitting: ({ units }: BinCount) => units,
  }[shares.formula];
  const weights = [...areas].map(([regionNo, of]) => ({
    regionNo,
    weight: of.reduce((sum, one) => sum + weigh(one), 0),
  }));
  return new Map([...apportion(BigInt(places), weights)].map(([area, own]) => [area, Number(own)]));
}

/** The line at which so much of something is used up. */
function fillLine(most: number, bins: readonly BinCount[], of: (bin: BinCount) => number): Line {
  let left = most;
  let line: Line = { at: 0, share: 0 };
  for (const [bin, here] of byBin(bins)) {
    const wanted = here.reduce((sum, one) => sum + of(one), 0);
    if (wanted > left) {
      return { at: bin, share: Math.floor((left / wanted) * WHOLE + 1e-6) };
    }
    left -= wanted;
    line = { at: bin, share: WHOLE };
  }
  return line;
}

function moneyLine(rupiah: number, drawn: Drawn, bins: readonly BinCount[]): Line {
  if (drawn.on === "decile") {
    const last = (drawn.lines.get(0)?.at ?? 0) * 10;
    return fillLine(rupiah, bins, (bin) => (bin.bin <= last ? bin.rupiah : 0));
  }
  return fillLine(rupiah, bins, (bin) => (bin.rupiah * shareOf(drawn, bin)) / WHOLE);
}

/** Millionths of a bin that are taken, before money is looked at. */
export function shareOf({ area, lines }: Drawn, { regencyNo, bin }: BinCount): number {
  const line = lines.get(areaOf(area, regencyNo)) ?? NOBODY;
  return bin < line.at ? WHOLE : bin === line.at ? line.share : 0;
}

const byBin = (bins: readonly BinCount[]): readonly (readonly [number, readonly BinCount[]])[] =>
  [...Map.groupBy(bins, ({ bin }) => bin)].sort(([a], [b]) => a - b);
