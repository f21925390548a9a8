import type { CaseOutcomes, FoundOutcomes, OutcomeFigures } from "#contract/outcomes.ts";
import { CASE_KIND_WORDS, CASE_KINDS } from "#domain/case-kinds.ts";
import { tierOfArea } from "#domain/cross-table.ts";
import { countCases, FOUND_MEASURES, FOUND_TERMS } from "#domain/outcome-figure.ts";
import { wilson } from "#matching/wilson.ts";
import type { Tx } from "#store/transact.ts";
import { CODE_DIGITS, TIER_BELOW, villageRange } from "./region-code.ts";
import { namedRegion, readRegionNames } from "./region-names.ts";

type Row = {
  readonly area: string;
  readonly measure: string;
  readonly part: string;
  readonly units: number;
};

/** Counts of a region and of its parts, of those measures that whoever acts may read; row-level security keeps them to their region. */
export async function readOutcomes(tx: Tx, area: string): Promise<OutcomeFigures> {
  const tier = tierOfArea(area) ?? "village";
  const below = TIER_BELOW[tier];
  const digits = below === undefined ? 10 : CODE_DIGITS[below];
  const rows = await tx.query<Row>(
    `select left(lpad(village_no::text, 10, '0'), $3) as area, measure, part, sum(units)::int as units
     from dtsen.outcome_figure where village_no between $1 and $2 group by 1, 2, 3`,
    [...villageRange(area === "ID" ? "" : area), digits],
  );
  const [look] = await tx.query<{ at: string }>(
    `select to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at from dtsen.outcome_look`,
  );
  const parts = below === undefined ? [] : [...new Set(rows.map((row) => row.area))];
  const names = await readRegionNames(tx, [area, ...parts]);
  return {
    region: namedRegion(area, names),
    ...(look === undefined ? {} : { countedAt: look.at }),
    kinds: kindsOf(rows),
    found: foundOf(rows),
    parts: parts
      .map((code) => {
        const own = rows.filter((row) => row.area === code);
        const kinds = kindsOf(own);
        const found = foundOf(own);
        return {
          region: namedRegion(code, names),
          underWay: sum(kinds, ({ underWay }) => underWay),
          overdue: sum(kinds, ({ overdue }) => overdue),
          ended: sum(kinds, ({ done, refused, withdrawn }) => done + refused + withdrawn),
          looked: sum(found, ({ looked }) => looked),
          found: sum(found, ({ found: many }) => many),
        };
      })
      .sort((a, b) => b.overdue - a.overdue || a.region.code.localeCompare(b.region.code)),
  };
}

const sum = <Item>(items: readonly Item[], of: (item: Item) => number): number =>
  items.reduce((total, item) => total + of(item), 0);

/** Counts of a measure by part, over all villages. */
function partsOf(rows: readonly Row[], measure: string): ReadonlyMap<string, number> {
  const parts = new Map<string, number>();
  for (const row of rows)
    if (row.measure === measure) parts.set(row.part, (parts.get(row.part) ?? 0) + row.units);
  return parts;
}

function kindsOf(rows: readonly Row[]): CaseOutcomes[] {
  return CASE_KINDS.flatMap((kind) => {
    const parts = partsOf(rows, kind);
    if (parts.size === 0) return [];
    const counts = countCases(parts);
    return [{ kind, words: { ...CASE_KIND_WORDS[kind] }, ...counts, took: [...counts.took] }];
  });
}

function foundOf(rows: readonly Row[]): FoundOutcomes[] {
  return FOUND_MEASURES.flatMap((measure) => {
    const parts = partsOf(rows, measure);
    const looked = parts.get("looked") ?? 0;
    if (looked === 0) return [];
    const found = parts.get("found") ?? 0;
    const { words, looked: lookedWords, found: foundWords, error } = FOUND_TERMS[measure];
    return [
      {
        ...{ measure, words: { ...words }, lookedWords: { ...lookedWords } },
        ...{ foundWords: { ...foundWords }, error, looked, found },
        ...wilson(found, looked),
      },
    ];
  });
}
