import { createHash } from "node:crypto";
import {
  type CarryOver,
  isInForce,
  type Parameter,
  type ParameterValue,
  type Program,
  programOn,
} from "#domain/program.ts";
import type { Amount, Rule } from "#domain/rule.ts";
import { PARAMETERS } from "./programs.ts";

/** The rules of a program on one day, in the order of their bits, under an id that changes when they do. */
export type Ruleset = {
  readonly id: string;
  readonly program: Program;
  readonly rules: readonly Rule[];
  readonly parameters: ReadonlyMap<string, readonly ParameterValue[]>;
  /** Why recipients of the version before come first; undefined where they do not. */
  readonly carryOver: CarryOver | undefined;
  /** The day of the version: ages of evidence count back from it. */
  readonly asOf: string;
};

/** How rules are read; grows when the same rules would be read otherwise. */
export const EVALUATOR = "evaluator-1";
const MOST_RULES = 62;

/** What was in force on a day. More rules than bits is a bug of the data. */
export function rulesetOn(
  undated: Program,
  asOf: string,
  parameters: readonly Parameter[] = PARAMETERS,
): Ruleset {
  const program = programOn(undated, asOf);
  const rules = program.rules.filter((rule) => isInForce(rule, asOf));
  if (rules.length > MOST_RULES)
    throw new Error(`${program.id} has ${rules.length} rules, at most 62`);
  const inForce = new Map(
    parameters.map(({ id, values }) => [id, values.filter((value) => isInForce(value, asOf))]),
  );
  const carryOver = program.carryOver?.find((one) => isInForce(one, asOf));
  const { exclusiveWith, region, mostPerFamily } = program;
  const isPlain =
    exclusiveWith.length === 0 &&
    [region, carryOver, mostPerFamily].every((one) => one === undefined);
  const text = JSON.stringify(
    [
      EVALUATOR,
      rules,
      program.benefit,
      [...inForce],
      ...(isPlain ? [] : [{ exclusiveWith, region, carryOver, mostPerFamily }]),
    ],
    withoutEnds,
  );
  const digest = createHash("sha256").update(text).digest("hex");
  return {
    id: `${program.id}-${digest.slice(0, 12)}`,
    program,
    rules,
    parameters: inForce,
    carryOver,
    asOf,
  };
}

/** That something ended later is no part of what held on the day: yesterday's decisions keep the id they were made under. */
const withoutEnds = (key: string, value: unknown): unknown =>
  key === "validTo" ? undefined : value;

/** An amount for a province, where regulations give it province by province. */
export function readAmount(amount: Amount, ruleset: Ruleset, provinceNo: number): number {
  if (typeof amount === "number") return amount;
  const values = parameterValues(amount.parameter, ruleset);
  const own = values.find((value) => value.provinceNo === provinceNo);
  return (own ?? nationalValue(amount.parameter, values)).rupiah;
}

/** The same in SQL. */
export function amountSql(amount: Amount, ruleset: Ruleset, province: string): string {
  if (typeof amount === "number") return String(amount);
  const values = parameterValues(amount.parameter, ruleset);
  const national = nationalValue(amount.parameter, values).rupiah;
  const own = values.filter((value) => value.provinceNo !== undefined);
  if (own.length === 0) return String(national);
  const branches = own.map((value) => `when ${value.provinceNo} then ${value.rupiah}`);
  return `case coalesce(${province}, 0) ${branches.join(" ")} else ${national} end`;
}

function parameterValues(id: string, ruleset: Ruleset): readonly ParameterValue[] {
  return ruleset.parameters.get(id) ?? [];
}

function nationalValue(id: string, values: readonly ParameterValue[]): ParameterValue {
  const found = values.find((value) => value.provinceNo === undefined);
  if (found === undefined)
    throw new Error(`parameter "${id}" has no value for the nation on this day`);
  return found;
}

/** The first day, as yyyymmdd, that is still young enough. */
export function oldestDay(asOf: string, maxAgeDays: number): number {
  const day = new Date(`${asOf}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() - maxAgeDays);
  return Number(day.toISOString().slice(0, 10).replaceAll("-", ""));
}
