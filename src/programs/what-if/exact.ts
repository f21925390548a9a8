import type { WhatIfScenario, WhatIfTerms } from "#domain/what-if.ts";
import type { ExactShares } from "./answer.ts";
import { type Lines, WHOLE } from "./lines.ts";
import { areaSql, type Side, spending } from "./tallies.ts";

type BothLines = { readonly reform: Lines; readonly baseline?: Lines };

/**
 * The query that marks single families as the lines say, to the last one: where a line cuts through a bin, families of
 * it are taken by score and then by the published draw. Columns `exact_reform` and `exact_baseline`, in millionths.
 * Not for deciding: for answering exactly what the cells answer within a bin.
 */
export function exactFamilies(
  from: string,
  { reform, baseline, ties }: Pick<WhatIfScenario, "reform" | "baseline" | "ties">,
  lines: BothLines,
): string {
  const marked = markSide(from, { side: "reform", terms: reform, lines: lines.reform, ties });
  if (baseline === "as-determined" || lines.baseline === undefined) return marked;
  const own: Marking = { side: "baseline", terms: baseline, lines: lines.baseline, ties };
  return markSide(`(\n${marked}\n)`, own);
}

/** Names of the shares that `exactFamilies` makes. */
export const exactShares = (baseline: WhatIfScenario["baseline"]): ExactShares => ({
  reform: "c.exact_reform",
  baseline: baseline === "as-determined" ? `c.held * ${WHOLE}` : "c.exact_baseline",
});

type Marking = {
  readonly side: Side;
  readonly terms: WhatIfTerms;
  readonly lines: Lines;
  readonly ties: WhatIfScenario["ties"];
};

/** The same for one side: its column is `exact_` and the side. */
export function markSide(from: string, marking: Marking): string {
  const { side, terms, lines } = marking;
  const places = [...(lines.places ?? [])].map(([no, own]) => `(${no}, ${own})`).join(", ");
  const rows = `\
select c.*, coalesce(p.places, 0) as places
from ${from} c left join (values ${places === "" ? "(-1, 0)" : places}) p(area, places) on p.area = ${areaSql(lines.area)}`;
  const share = `case when c.fits_${side} = 0 or c.${lines.on} = 0 then 0 else ${lineShare(marking)} end`;
  const before = `select c.* exclude (places), cast(${share} as bigint) as exact_${side} from (\n${rows}\n) c`;
  if (terms.budgetRupiah === undefined) return before;
  const cost = `cast(c.exact_${side} * ${spending(side, terms)} as decimal(38,0))`;
  const spent = `sum(${cost}) over (order by c.bin, c.score, c.lot, c.family_id rows between unbounded preceding and current row)`;
  return `\
select c.* replace (case when ${spent} <= cast(${terms.budgetRupiah} as decimal(38,0)) * ${WHOLE} then c.exact_${side} else 0 end as exact_${side})
from (\n${before}\n) c`;
}

/** Millionths of a family that stand before the line: of one whose persons reach over it, those before. */
function lineShare({ side, terms: { cut }, lines, ties }: Marking): string {
  const whole = (condition: string) => `case when ${condition} then ${WHOLE} else 0 end`;
  if (cut.by === "decile") return whole(`c.decile <= ${cut.atMost}`);
  if (cut.by === "percentile") return whole(`c.bin <= ${cut.atMost}`);
  if (cut.by === "probability") return whole(`c.bin <= ${100 - cut.atLeastPercent}`);
  if (cut.by === "score") return whole(`c.score <= ${cut.atMost}`);
  const units = `c.units_${side}`;
  const within = `partition by c.fits_${side}, c.bin = 0, ${areaSql(lines.area)}`;
  if (ties === "none")
    return whole(`sum(${units}) over (${within} order by c.bin, c.score) <= c.places`);
  const upto = `sum(${units}) over (${within} order by c.bin, c.score, c.lot, c.family_id rows between unbounded preceding and current row)`;
  return `greatest(0, least(${units}, c.places - (${upto} - ${units}))) * ${WHOLE} // greatest(${units}, 1)`;
}
