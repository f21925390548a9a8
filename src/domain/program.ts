import {
  isDetermined,
  type ProgramFunding,
  type ProgramInstitution,
  type ProgramMode,
  type ProgramUnit,
} from "./program-terms.ts";
import type { Budget, Quota } from "./quota.ts";
import type { Expression, Rule } from "./rule.ts";
import { say, type Words } from "./words.ts";

/** One kind of member a family is paid for; the first that fits a person is theirs. */
export type Component = {
  readonly id: string;
  readonly name: Words;
  readonly who: Expression;
  /** Rupiah for one phase (a quarter). */
  readonly amountRupiah: number;
  readonly most: number;
  /** Children share one further limit. */
  readonly isChild: boolean;
};

/** What a recipient gets in one phase. */
export type Benefit =
  /** The same for all; nought where what is given is goods, a service, or a sum that only the owner sets. */
  | { readonly kind: "flat"; readonly amountRupiah: number; readonly inWords?: Words }
  /** By the first of these rules that is true of them: rules of kind "amount" turn nobody away. */
  | {
      readonly kind: "by-rule";
      readonly amounts: readonly [RuleAmount, ...RuleAmount[]];
    }
  | {
      readonly kind: "components";
      /** The highest amount first: a person who fits several counts once, by the highest. */
      readonly components: readonly [Component, ...Component[]];
      /** Ids in the order in which the places of a family are filled. */
      readonly priority: readonly string[];
      readonly most: number;
      readonly mostChildren: number;
    };

export type RuleAmount = { readonly rule: string; readonly amountRupiah: number };

/** What a program is and who answers for it, dated: all that people read on its card. */
export type ProgramCard = {
  readonly id: string;
  readonly unit: ProgramUnit;
  readonly name: Words;
  /** Names it had before, and still has in the street. */
  readonly formerly: readonly string[];
  /** The program or card of which it is a part. */
  readonly umbrella?: Words;
  readonly owner: ProgramInstitution;
  /** The only institution that may issue its decree (SK). */
  readonly determiner: ProgramInstitution;
  /** The legal act by which recipients are named. */
  readonly act: Words;
  readonly mode: ProgramMode;
  readonly funding: ProgramFunding;
  /** Number of the province (two digits) or regency (four) it serves; absent for the nation. */
  readonly region?: number;
  /** Programs whose recipients have no place in this one. */
  readonly exclusiveWith: readonly ProgramExclusion[];
  readonly legalBasis: string;
  readonly validFrom: string;
  readonly validTo?: string;
  /** Whoever asks by a Kode Cek is told of it; never where a program tells of an illness, a disability or a lost parent. */
  readonly isPublic?: true;
  /** What no fact of this register says, so that people must judge it. */
  readonly judged: readonly Words[];
  /** What we have not found in any act: read it before trusting the rest. */
  readonly notEstablished: readonly Words[];
};

/** A program as data: what the regulations say, dated. Nothing here is a literal in code elsewhere. */
export type Program = ProgramCard & {
  /** Groups and institutions are no subjects of this register: no rules are asked of them. */
  readonly unit: "family" | "person";
  readonly phase: Words;
  readonly rules: readonly Rule[];
  readonly benefit: Benefit;
  /** Places of all it serves, families or persons as `unit` says; nought where no act that we know fixes them. */
  readonly nationalPlaces: number;
  /** While one of these is in force, recipients of the version before who still fit keep their places before new ones. */
  readonly carryOver?: readonly CarryOver[];
  /** How many more wait as reserve, where an act says so. */
  readonly nationalReserve?: number;
  /** What later acts changed for a time; outside their days the program is as above. */
  readonly changes?: readonly ProgramChange[];
  /** Rules that sources tell of without an act: nobody is asked them until one is found. */
  readonly unconfirmed?: readonly UnconfirmedRule[];
  /** Of one family card at most so many persons have a place; who of them stands first, the published draw says. */
  readonly mostPerFamily?: number;
  /** When versions determine it, beside those of every version: two people said so at the desk. */
  readonly ofVersions?: readonly OfVersions[];
};

/** That versions as of these days determine a program, with the places and the money that were decreed for it. */
export type OfVersions = {
  readonly validFrom: string;
  readonly validTo?: string;
  readonly quotas?: readonly Quota[];
  readonly budgets?: readonly Budget[];
};

/** That recipients of the version before come first, for a time and by a legal basis. */
export type CarryOver = {
  readonly validFrom: string;
  readonly validTo?: string;
  readonly legalBasis: string;
};

/** One row of what changed: only what it names is otherwise. */
export type ProgramChange = {
  readonly validFrom: string;
  readonly validTo?: string;
  readonly legalBasis: string;
} & Partial<
  Pick<
    Program,
    | "benefit"
    | "nationalPlaces"
    | "nationalReserve"
    | "phase"
    | "rules"
    | "notEstablished"
    | "mostPerFamily"
  >
>;

/** A rule that would stand in the place of another from its first day on, had it an act. */
export type UnconfirmedRule = {
  readonly rule: Rule;
  readonly insteadOf: string;
  readonly source: Words;
};

export type ProgramExclusion = { readonly program: string; readonly legalBasis: string };

/** An amount that regulations set for a time, for the nation or province by province. */
export type Parameter = {
  readonly id: string;
  readonly name: Words;
  readonly values: readonly ParameterValue[];
};

export type ParameterValue = {
  readonly rupiah: number;
  /** Two digits as a number; absent for all provinces without their own. */
  readonly provinceNo?: number;
  readonly validFrom: string;
  readonly validTo?: string;
  readonly legalBasis: string;
  readonly isExample: boolean;
};

/** Whether something dated holds on a day; the last day is included. */
export function isInForce(
  dated: { readonly validFrom: string; readonly validTo?: string },
  day: string,
): boolean {
  return dated.validFrom <= day && (dated.validTo === undefined || day <= dated.validTo);
}

/** The program with what changed for that day. */
export function programOn(program: Program, day: string): Program {
  const change = program.changes?.findLast((one) => isInForce(one, day));
  if (change === undefined) return program;
  const { validFrom: _, validTo: __, legalBasis: ___, ...terms } = change;
  return { ...program, ...terms };
}

/** The program as it is once an act confirms a rule: the old one ends the day before. */
export function withConfirmed(program: Program, { rule, insteadOf }: UnconfirmedRule): Program {
  const lastDay = new Date(`${rule.validFrom}T00:00:00Z`);
  lastDay.setUTCDate(lastDay.getUTCDate() - 1);
  const validTo = lastDay.toISOString().slice(0, 10);
  return {
    ...program,
    rules: program.rules.flatMap((old) =>
      old.id === insteadOf ? [{ ...old, validTo }, rule] : [old],
    ),
  };
}

/** recipient, or a review that holds its place; then reserve; then eligible without a place. */
export const OUTCOMES = [
  "recipient",
  "review",
  "reserve",
  "eligible-no-quota",
  "ineligible",
] as const;

export type Outcome = (typeof OUTCOMES)[number];

export const OUTCOME_WORDS = {
  recipient: say("penerima", "recipient"),
  review: say("tempat disimpan, diperiksa dulu", "place held, checked first"),
  reserve: say("cadangan", "reserve"),
  "eligible-no-quota": say("layak, kuota penuh", "eligible, quota full"),
  ineligible: say("tidak layak", "ineligible"),
} as const satisfies Record<Outcome, Words>;

/** The same places where people decide: a version only says who comes into question. */
export const CANDIDATE_WORDS = {
  recipient: say("calon", "candidate"),
  review: say("calon, diperiksa dulu", "candidate, checked first"),
  reserve: say("calon cadangan", "candidate in reserve"),
  "eligible-no-quota": say("calon, di luar usulan", "candidate, beyond the proposal"),
  ineligible: say("bukan calon", "no candidate"),
} as const satisfies Record<Outcome, Words>;

/** Nobody is called a recipient of a program that a version does not determine. */
export const outcomeWords = (program: Pick<ProgramCard, "mode">, outcome: Outcome): Words =>
  isDetermined(program) ? OUTCOME_WORDS[outcome] : CANDIDATE_WORDS[outcome];
