import { isInForce } from "#domain/program.ts";
import type { Budget, Quota } from "#domain/quota.ts";
import type { Dialect } from "#engine/dialect.ts";
import { type IdRange, within } from "#ranking/model-input.ts";
import { exclusionsOf } from "./order-of-programs.ts";
import { tableName } from "./rule-answers.ts";
import type { Ruleset } from "./ruleset.ts";
import { personVerdictTable } from "./verdicts.ts";

/** What places are given by, beside the rules. */
export type PlaceTerms = {
  readonly quotas: readonly Quota[];
  readonly budgets?: readonly Budget[];
  readonly asOf: string;
  readonly drawKey: string;
  /** Whether there is a table of the outcomes of the version before. */
  readonly hasPrevious?: boolean;
};

/** One program among those that are determined together. */
export type Placed = {
  readonly ruleset: Ruleset;
  /** As it stands in names of tables and columns. */
  readonly name: string;
  /** Where what its rules say of those it serves lies. */
  readonly verdicts: string;
  /** Programs determined before it whose recipients it does not take. */
  readonly exclusive: readonly Placed[];
  /** Recipients of the version before come first. */
  readonly keeps: boolean;
  /** Rupiah that differ from family to family are capped somewhere. */
  readonly sumsAmounts: boolean;
  /** Persons of one family are told apart by a program before, by having been recipients, or because only so many have a place. */
  readonly isPersonal: boolean;
  /** Of one family no more wait than this. */
  readonly mostPerFamily: number | undefined;
  readonly drawKey: string;
};

/** Programs in the order in which they are determined, each with what it must know of those before. */
export function placedPrograms(rulesets: readonly Ruleset[], terms: PlaceTerms): readonly Placed[] {
  const placed: Placed[] = [];
  for (const ruleset of rulesets) {
    const { program, carryOver } = ruleset;
    const exclusive = exclusionsOf(program).flatMap(
      (id) => placed.find((other) => other.ruleset.program.id === id) ?? [],
    );
    const keeps = carryOver !== undefined && (terms.hasPrevious ?? false);
    const isOfPersons = program.unit === "person";
    const mostPerFamily = isOfPersons ? program.mostPerFamily : undefined;
    placed.push({
      ruleset,
      name: tableName(ruleset),
      verdicts: isOfPersons ? personVerdictTable(program) : "family_verdict",
      exclusive,
      keeps,
      sumsAmounts: program.benefit.kind === "components" && isCapped(program.id, terms),
      isPersonal:
        isOfPersons && (keeps || exclusive.some(ofPersons) || mostPerFamily !== undefined),
      mostPerFamily,
      drawKey: terms.drawKey,
    });
  }
  return placed;
}

export const ofPersons = ({ ruleset }: Pick<Placed, "ruleset">): boolean =>
  ruleset.program.unit === "person";

const isCapped = (program: string, { budgets = [], asOf }: PlaceTerms): boolean =>
  budgets.some((budget) => budget.program === program && isInForce(budget, asOf));

/** Why somebody has no place who holds one in another program. */
export const receivesReason = (program: string): string => `receives:${program}`;

/** Joins to whoever holds a place in a program whose recipients this one does not take, and what that means for a row. */
export function takenBy(placed: Placed, row: string, ids?: IdRange) {
  const taken = placed.exclusive.map((other, i) => {
    const [key, holders] = holdersOf(other, placed, ids);
    return {
      join: `\nleft join (${holders}) k${i} on k${i}.${key} = ${row}.${key}`,
      none: `\n  and k${i}.${key} is null`,
      isTaken: `k${i}.${key} is not null`,
    };
  });
  return {
    joins: taken.map(({ join }) => join).join(""),
    none: taken.map(({ none }) => none).join(""),
    isTaken: taken.map((one) => one.isTaken),
  };
}

/** Persons where both programs are of persons, else whole families; each once. */
function holdersOf(
  other: Placed,
  placed: Placed,
  ids: IdRange,
): readonly [key: string, rows: string] {
  const { name, keeps, isPersonal } = other;
  const held = within(`held_${name}`, ids);
  if (!ofPersons(other) || !ofPersons(placed)) {
    return ["family_id", `select family_id from ${held} h${keeps ? " group by family_id" : ""}`];
  }
  const rows = isPersonal
    ? `select c.person_id from clear_${name} c join ${held} h on h.family_id = c.family_id${keeps ? " and h.kept = c.kept" : ""} where c.nth <= h.held`
    : `select w.person_id from (${fittingPersons(other)}) w join ${held} h on h.family_id = w.family_id where w.nth <= h.held`;
  return ["person_id", rows];
}

/** Who was a recipient of the version before, where that counts. */
export function keptOf({ ruleset, keeps }: Placed, unitId: string, { text }: Dialect) {
  if (!keeps) return { value: "0", columns: [], join: "" };
  const value = "case when o.unit_id is null then 0 else 1 end";
  const before = `select unit_id from previous_outcome where program = ${text(ruleset.program.id)} and outcome = 'recipient'`;
  return {
    value,
    columns: [`cast(${value} as int) as kept`],
    join: `\nleft join (${before}) o on o.unit_id = ${unitId}`,
  };
}

/** Persons who fit, with how many of their family did so far: those of one family stand by their ids. */
export const fittingPersons = ({ name, verdicts }: Placed): string =>
  `select person_id, family_id, cast(row_number() over (partition by family_id order by person_id) as int) as nth from ${verdicts} where s_${name} = 0`;
