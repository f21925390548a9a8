import type {
  ProgramFunding,
  ProgramInstitution,
  ProgramMode,
  ProgramUnit,
} from "./program-terms.ts";
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
  | { readonly kind: "flat"; readonly amountRupiah: number }
  | {
      readonly kind: "components";
      /** The highest amount first: a person who fits several counts once, by the highest. */
      readonly components: readonly [Component, ...Component[]];
      /** Ids in the order in which the places of a family are filled. */
      readonly priority: readonly string[];
      readonly most: number;
      readonly mostChildren: number;
    };

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
};

/** A program as data: what the regulations say, dated. Nothing here is a literal in code elsewhere. */
export type Program = ProgramCard & {
  /** Groups and institutions are no subjects of this register: no rules are asked of them. */
  readonly unit: "family" | "person";
  readonly phase: Words;
  readonly rules: readonly Rule[];
  readonly benefit: Benefit;
  /** Places of the whole nation, families or persons as `unit` says. */
  readonly nationalPlaces: number;
  /** While one of these is in force, recipients of the version before who still fit keep their places before new ones. */
  readonly carryOver?: readonly CarryOver[];
};

/** That recipients of the version before come first, for a time and by a legal basis. */
export type CarryOver = {
  readonly validFrom: string;
  readonly validTo?: string;
  readonly legalBasis: string;
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
