import { type Benefit, type Program, programOn } from "#domain/program.ts";
import { isDetermined } from "#domain/program-terms.ts";
import type { RuleEdits } from "#domain/rule-draft.ts";
import { say, type Words } from "#domain/words.ts";
import type { DraftedRule } from "./draft-rule.ts";
import { exampleQuotas } from "./example-quotas.ts";
import { programCut } from "./program-cut.ts";
import { ALL_DECILES, termsOn } from "./rule-terms.ts";
import { rulesetOn } from "./ruleset.ts";

/** Families of a regency in one percentile and decile: whether all rules but their place let them in, and what they would get. */
export type RuleCell = {
  readonly regencyNo: number;
  /** 1 is poorest; 0 has no place. */
  readonly bin: number;
  readonly decile: number;
  readonly fits: boolean;
  readonly families: number;
  readonly persons: number;
  readonly units: number;
  readonly unitsHeld: number;
  /** Rupiah of one phase by the rule of the version. */
  readonly amount: number;
  /** How many are paid for under each component, by its id; absent where it was not counted. */
  readonly parts?: Readonly<Record<string, number>>;
};

/** One group by what becomes of it, in the program's own unit; exact where no percentile is cut through. */
export type RuleTally = {
  readonly keys: Readonly<Record<string, number>>;
  readonly families: number;
  readonly staying: number;
  readonly winners: number;
  readonly losers: number;
  readonly reform_rupiah: number;
  readonly baseline_rupiah: number;
};

export type RulePreview = {
  readonly whole: RuleTally;
  readonly regencies: readonly RuleTally[];
  readonly provinces: readonly RuleTally[];
  readonly deciles: readonly RuleTally[];
  /** Changes that these counts cannot tell the consequences of, each in words. */
  readonly unknown: readonly Words[];
  /** Whether the sum of rupiah is known. */
  readonly isCostKnown: boolean;
};

/** The proposed rule beside the one in force, both drawn over the same cells by the same reckoning. */
export function previewRule(
  { before, after, change }: DraftedRule,
  edits: RuleEdits,
  {
    cells,
    quotasAreExample,
  }: {
    readonly cells: readonly RuleCell[];
    readonly quotasAreExample: boolean;
  },
): RulePreview {
  const day = change.validFrom;
  const places = { cells, quotasAreExample };
  const old = takenBy(before, day, before, places);
  const now = takenBy(after, day, before, places);
  const [oldBenefit, newBenefit] = [programOn(before, day).benefit, programOn(after, day).benefit];
  const isOfPersons = before.unit === "person";
  const rows = cells.map((cell, i) => {
    const [was, is] = [old[i] ?? 0, now[i] ?? 0];
    const cost = (benefit: Benefit, share: number) =>
      costOf(cell, benefit, oldBenefit) * (cell.units === 0 ? 0 : share / cell.units);
    return {
      cell,
      tally: {
        families: isOfPersons ? cell.persons : cell.families,
        staying: Math.min(was, is),
        winners: Math.max(is - was, 0),
        losers: Math.max(was - is, 0),
        reform_rupiah: cost(newBenefit, is),
        baseline_rupiah: cost(oldBenefit, was),
      },
    };
  });
  const by = (name: string, of: (cell: RuleCell) => number): readonly RuleTally[] =>
    [...Map.groupBy(rows, ({ cell }) => of(cell))]
      .sort(([a], [b]) => a - b)
      .map(([key, group]) => ({
        keys: { [name]: key },
        ...sumOf(group.map(({ tally }) => tally)),
      }));
  return {
    whole: { keys: {}, ...sumOf(rows.map(({ tally }) => tally)) },
    regencies: by("regency_no", ({ regencyNo }) => regencyNo),
    provinces: by("province", ({ regencyNo }) => regencyNo - (regencyNo % 100)),
    deciles: by("decile", ({ decile }) => decile).filter(({ keys }) => (keys.decile ?? 0) > 0),
    unknown: unknownOf(before, edits, day),
    isCostKnown: isKnown(oldBenefit, newBenefit, cells),
  };
}

type Sums = Omit<RuleTally, "keys">;

function sumOf(tallies: readonly Sums[]): Sums {
  const sum = (of: keyof Sums) => Math.round(tallies.reduce((all, one) => all + one[of], 0));
  return {
    families: sum("families"),
    staying: sum("staying"),
    winners: sum("winners"),
    losers: sum("losers"),
    reform_rupiah: sum("reform_rupiah"),
    baseline_rupiah: sum("baseline_rupiah"),
  };
}

type Places = { readonly cells: readonly RuleCell[]; readonly quotasAreExample: boolean };

/** Units of each cell that have a place: in each regency from the poorest on, until its places are full. */
function takenBy(program: Program, day: string, base: Program, given: Places): readonly number[] {
  const cut = programCut(rulesetOn(program, day))?.cut ?? ALL_DECILES;
  const places = placesOf(program, day, base, given);
  const left = new Map(places);
  const taken: number[] = Array(given.cells.length).fill(0);
  const order = given.cells.map((cell, i) => ({ cell, i }));
  order.sort((a, b) => a.cell.bin - b.cell.bin || a.cell.decile - b.cell.decile);
  for (const { cell, i } of order) {
    if (!cell.fits || cell.bin === 0 || cell.decile > cut) continue;
    const room = left.get(cell.regencyNo) ?? 0;
    taken[i] = Math.min(cell.units, room);
    left.set(cell.regencyNo, room - (taken[i] ?? 0));
  }
  return taken;
}

/**
 * Places of each regency: shares of the national places as the version splits them; where its quotas were decreed, those
 * that are held, more or fewer as the national places are.
 */
function placesOf(
  program: Program,
  day: string,
  base: Program,
  { cells, quotasAreExample }: Places,
): ReadonlyMap<number, number> {
  const [now, was] = [programOn(program, day), programOn(base, day)];
  const counts = [...Map.groupBy(cells, ({ regencyNo }) => regencyNo)].map(([regencyNo, of]) => ({
    regencyNo,
    families: of.reduce((sum, { families }) => sum + families, 0),
    persons: of.reduce((sum, { persons }) => sum + persons, 0),
    held: of.reduce((sum, { unitsHeld }) => sum + unitsHeld, 0),
  }));
  if (!isDetermined(now) || now.nationalPlaces === 0) {
    return new Map(counts.map(({ regencyNo, persons }) => [regencyNo, persons]));
  }
  if (quotasAreExample || was.nationalPlaces === 0) {
    return new Map(
      exampleQuotas(counts, [now]).map(({ regencyNo, places }) => [regencyNo, places]),
    );
  }
  return new Map(
    counts.map(({ regencyNo, held }) => [
      regencyNo,
      Math.floor((held * now.nationalPlaces) / was.nationalPlaces),
    ]),
  );
}

/** Rupiah of one phase to all of a cell that fit. */
function costOf(cell: RuleCell, benefit: Benefit, counted: Benefit): number {
  if (benefit.kind === "flat") return cell.units * benefit.amountRupiah;
  if (benefit.kind !== "components" || cell.parts === undefined) {
    return benefit === counted || JSON.stringify(benefit) === JSON.stringify(counted)
      ? cell.amount
      : 0;
  }
  const { parts } = cell;
  return benefit.components.reduce(
    (sum, { id, amountRupiah }) => sum + (parts[id] ?? 0) * amountRupiah,
    0,
  );
}

function isKnown(before: Benefit, after: Benefit, cells: readonly RuleCell[]): boolean {
  if (after.kind === "flat") return true;
  if (JSON.stringify(before) === JSON.stringify(after)) return true;
  return (
    after.kind === "components" && cells.every(({ fits, parts }) => !fits || parts !== undefined)
  );
}

const COUNTED = ["decile", "places", "reserve", "amount"];

/** Whatever decides who fits beside their place was decided when the cells were made. */
function unknownOf(program: Program, edits: RuleEdits, day: string): readonly Words[] {
  const terms = termsOn(program, day).filter(
    ({ id, value }) =>
      edits.values[id] !== undefined &&
      edits.values[id] !== value &&
      !COUNTED.includes(id.split(":")[0] ?? ""),
  );
  const cut = programCut(rulesetOn(program, day))?.ruleId;
  const ended = rulesetOn(program, day).rules.filter(
    ({ id }) => edits.ended.includes(id) && id !== cut,
  );
  return [
    ...terms.map(({ words }) => words),
    ...ended.map(({ says }) => say(`Berakhir: ${says.id}`, `Ends: ${says.en}`)),
    ...edits.added.map((rule) => say(rule.says, rule.says)),
  ];
}
