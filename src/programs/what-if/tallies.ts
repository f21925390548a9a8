import type { WhatIfBenefit, WhatIfTerms } from "#domain/what-if.ts";
import { type Line, type Lines, WHOLE } from "./lines.ts";

export type Side = "reform" | "baseline";

/** Rupiah a year of a cell whose units all receive; null terms are the version's own determination. */
export function yearly(
  side: Side,
  terms: WhatIfTerms | "as-determined",
  phasesAYear: number,
): string {
  if (terms === "as-determined") return `c.amount_held * ${phasesAYear}`;
  return `(${phaseSql(side, terms.benefit)}) * ${terms.phasesAYear}`;
}

/** The same with what reaching each unit costs: what a budget is asked for. */
export const spending = (side: Side, terms: WhatIfTerms): string =>
  `(${yearly(side, terms, 1)} + c.units_${side} * ${terms.administrationRupiah ?? 0})`;

function phaseSql(side: Side, benefit: WhatIfBenefit): string {
  const units = `c.units_${side}`;
  if (benefit.kind === "program") return `c.amount_${side}`;
  if (benefit.kind === "flat") return `${units} * ${benefit.rupiah}`;
  if (benefit.kind === "per-member")
    return `${units} * least(c.size, ${benefit.most}) * ${benefit.rupiah}`;
  return `${units} * (${taperSql(benefit)})`;
}

/** Steps of a percentile: as whole rupiah they are the same on every engine. */
function taperSql({
  rupiah,
  least,
  fullUpTo,
  leastFrom,
}: Extract<WhatIfBenefit, { kind: "tapered" }>): string {
  const steps = Array.from({ length: Math.max(leastFrom - fullUpTo - 1, 0) }, (_, i) => {
    const bin = fullUpTo + 1 + i;
    const down = Math.floor(((rupiah - least) * (bin - fullUpTo)) / (leastFrom - fullUpTo));
    return `when c.bin <= ${bin} then ${rupiah - down}`;
  });
  return `case when c.bin <= ${fullUpTo} then ${rupiah} ${steps.join(" ")} else ${least} end`;
}

/** Sums by regency and bin for the units that fit one side: what lines are drawn from. */
export function binQuery(from: string, side: Side, terms: WhatIfTerms): string {
  const whole = (sum: string) => `cast(sum(${sum}) as bigint)`;
  return `\
select c.regency_no, c.bin, ${whole("c.families")} as families, ${whole("c.poor_persons_percent")} as poor,
  ${whole(`c.fits_${side} * c.units_${side}`)} as units, ${whole(`c.fits_${side} * ${spending(side, terms)}`)} as rupiah,
  min(c.score_low) as score_low, max(c.score_high) as score_high
from ${from} c
group by c.regency_no, c.bin
order by c.regency_no, c.bin`;
}

/** What is told of every group. Families and money in millionths, so that sums stay whole. */
export const TALLIES = [
  "families",
  "persons",
  "poor_families",
  "poor_persons",
  "score_sum",
  ...(["reform", "baseline"] as const).flatMap((side) =>
    (["families", "persons", "units", "rupiah", "poor_families", "poor_persons"] as const).map(
      (of) => `${side}_${of}` as const,
    ),
  ),
  "winners",
  "losers",
  "staying",
  "marginal",
] as const;
export type TallyName = (typeof TALLIES)[number];

/** By what groups are told apart; province and city are made of the regency's number. */
export const GROUPINGS = [
  [],
  ["regency_no"],
  ["province"],
  ["decile"],
  ["bin"],
  ["bin", "size"],
  ["size"],
  ["female"],
  ["disabled"],
  ["city"],
] as const;
export const GROUP_COLUMNS = [
  "regency_no",
  "province",
  "decile",
  "bin",
  "size",
  "female",
  "disabled",
  "city",
] as const;

export type TallyTerms = {
  readonly from: string;
  readonly reform: { readonly terms: WhatIfTerms; readonly lines: Lines; readonly share?: string };
  /** Without lines the baseline is what the version determined. */
  readonly baseline: {
    readonly terms: WhatIfTerms | "as-determined";
    readonly lines?: Lines;
    readonly share?: string;
  };
  readonly marginalPercentiles: number;
  readonly groupings?: readonly (readonly string[])[];
};

/** One row a group: everything a scenario's answer is made of, in one pass over the cells. */
export function tallyQuery(given: TallyTerms): string {
  const { from, reform, baseline, groupings = GROUPINGS } = given;
  const held = baseline.terms === "as-determined";
  const shares = {
    reform: reform.share ?? shareSql("reform", reform.lines),
    baseline: held
      ? `c.held * ${WHOLE}`
      : (baseline.share ?? shareSql("baseline", baseline.lines as Lines)),
  };
  const inner = `\
select c.*, c.regency_no - c.regency_no % 100 as province, case when c.regency_no % 100 >= 71 then 1 else 0 end as city,
  cast(${shares.reform} as bigint) as r, cast(${shares.baseline} as bigint) as b,
  cast(${marginSql(reform.lines, given.marginalPercentiles)} as bigint) as is_marginal,
  cast(${yearly("reform", reform.terms, 1)} as decimal(38,0)) as reform_rupiah,
  cast(${yearly("baseline", baseline.terms, reform.terms.phasesAYear)} as decimal(38,0)) as baseline_rupiah,
  c.units_reform as reform_units, ${held ? "c.units_held" : "c.units_baseline"} as baseline_units
from ${from} c${joinLines("reform", reform.lines)}${baseline.lines === undefined ? "" : joinLines("baseline", baseline.lines)}`;
  const sum = (what: string, as: string) =>
    `cast(sum(cast(${what} as decimal(38,0))) as decimal(38,0)) as ${as}`;
  const ofSide = (side: Side, share: "r" | "b") => [
    sum(`families * ${share}`, `${side}_families`),
    sum(`persons * ${share}`, `${side}_persons`),
    sum(`${side}_units * ${share}`, `${side}_units`),
    sum(`${side}_rupiah * ${share}`, `${side}_rupiah`),
    sum(`poor_families_percent * ${share}`, `${side}_poor_families`),
    sum(`poor_persons_percent * ${share}`, `${side}_poor_persons`),
  ];
  const columns = [
    sum("families", "families"),
    sum("persons", "persons"),
    sum("poor_families_percent", "poor_families"),
    sum("poor_persons_percent", "poor_persons"),
    sum("score_sum", "score_sum"),
    ...ofSide("reform", "r"),
    ...ofSide("baseline", "b"),
    sum("families * greatest(r - b, 0)", "winners"),
    sum("families * greatest(b - r, 0)", "losers"),
    sum("families * least(r, b)", "staying"),
    sum("families * is_marginal", "marginal"),
  ];
  const sets = groupings.map((keys) => `(${keys.join(", ")})`).join(", ");
  const used = GROUP_COLUMNS.filter((key) => groupings.some((keys) => keys.includes(key)));
  const key = used.length === 0 ? "0" : `grouping(${used.join(", ")})`;
  return `\
select cast(${key} as int) as grouped, ${[...used, ...columns].join(",\n  ")}
from (
${inner}
) t
group by grouping sets (${sets})
order by ${[key, ...used].join(", ")}`;
}

/** The area of a cell. */
export const areaSql = (area: Lines["area"]): string =>
  area === "nation"
    ? "0"
    : area === "province"
      ? "c.regency_no - c.regency_no % 100"
      : "c.regency_no";

function joinLines(side: Side, { area, lines }: Lines): string {
  if (area === "nation") return "";
  const rows = [...lines].map(([no, { at, share }]) => `(${no}, ${at}, ${share})`);
  const values = rows.length === 0 ? "(-1, -1, 0)" : rows.join(", ");
  return `\nleft join (values ${values}) l_${side}(area, cut_at, share) on l_${side}.area = ${areaSql(area)}`;
}

/** Millionths of a cell that receive: whoever fits, before the line, and paid for. */
function shareSql(side: Side, lines: Lines): string {
  const { on, area, money } = lines;
  const own = area === "nation" ? lines.lines.get(0) : undefined;
  const [at, share] =
    own === undefined
      ? [`coalesce(l_${side}.cut_at, -1)`, `coalesce(l_${side}.share, 0)`]
      : [String(own.at), String(own.share)];
  const place = `case when c.${on} = 0 then 0 when c.${on} < ${at} then ${WHOLE} when c.${on} = ${at} then ${share} else 0 end`;
  return `c.fits_${side} * least(${place}, ${moneySql(place, money)})`;
}

/** The last bin that money reaches is paid for in part: of those who are before the line there. */
function moneySql(place: string, { at, share }: Line): string {
  if (at >= 1000) return String(WHOLE);
  const part =
    share === WHOLE
      ? String(WHOLE)
      : `cast(floor((${place}) * ${(share / WHOLE).toFixed(6)}) as bigint)`;
  return `case when c.bin < ${at} then ${WHOLE} when c.bin = ${at} then ${part} else 0 end`;
}

function marginSql({ on, area, lines }: Lines, within: number): string {
  const own = area === "nation" ? lines.get(0) : undefined;
  const at =
    own === undefined
      ? "coalesce(l_reform.cut_at, -1)"
      : String(on === "decile" ? own.at * 10 : own.at);
  return `case when c.fits_reform = 1 and c.bin > 0 and c.bin > ${at} - ${within} and c.bin <= ${at} + ${within} then 1 else 0 end`;
}
