import type { Clock } from "./case-clock.ts";
import type { Institution, OfficeTier } from "./institution.ts";
import type { Right } from "./right.ts";
import type { Words } from "./words.ts";

/** Whose turn it is: an institution at a tier. The region of the case says which of its kind. */
export type CaseHolder = { readonly institution: Institution; readonly tier: OfficeTier };

/** One step of a way that a case goes. */
export type CaseStep<Step extends string> = {
  readonly id: Step;
  readonly words: Words;
  /** The next thing to do, as a sentence to whoever holds it. */
  readonly todo: Words;
  readonly holder: CaseHolder;
  /** By which right somebody of the holder does it; none where nobody of the desk does. */
  readonly right: Right | undefined;
  /** How long the holder has; none for what is over the moment it begins. */
  readonly clock: Clock | undefined;
  /** Who is called when the clock runs out, one after the other. The last one stays called. */
  readonly escalation: readonly CaseHolder[];
  /** Only where the region's own rule asks for it, as it stood when the case was opened. */
  readonly askedBy?: StepRule;
};

/** Rules of a region by which a step belongs to the way of its cases. */
export const STEP_RULES = ["governor-endorses"] as const;
export type RegionRule = (typeof STEP_RULES)[number];

/** By whom a case is examined, decided when it is opened by whom it is about. */
export type RouteRule =
  | "regency-examines"
  | "province-examines"
  | "province-reviews"
  | "ministry-reviews";
export type StepRule = RegionRule | RouteRule;

/** Why a case goes back to an earlier step: what is wrong, and what to do about it. */
export type ReturnReason<Step extends string> = {
  readonly words: Words;
  readonly remedy: Words;
  readonly from: readonly Step[];
  readonly backTo: Step;
};

/** Why a case waits for somebody outside its step; with a clock of its own, so that no pause lasts unseen. */
export type PauseReason<Step extends string> = {
  readonly words: Words;
  readonly remedy: Words;
  readonly at: readonly Step[];
  readonly holder: CaseHolder;
  /** Who may say that the wait is over. */
  readonly right: Right;
  readonly clock: Clock;
  readonly escalation: readonly CaseHolder[];
};

/** Why a person refuses, said to the family, and what the family can do then. */
export type RefusalReason<Step extends string> = {
  readonly words: Words;
  readonly remedy: Words;
  readonly at: readonly Step[];
  /** Somebody's aid ends by it: it takes the number of a paper, and another person than whoever passed the step before. */
  readonly endsAid?: true;
};

/** A way of cases as data: steps in order, the last of which is the end that all the others lead to. */
export type Procedure<Step extends string> = {
  readonly kind: string;
  readonly steps: readonly [CaseStep<Step>, CaseStep<Step>, ...CaseStep<Step>[]];
  /** By which right a case of this kind is seen. */
  readonly readBy: Right;
  /** Steps that one person may do together; any two others take two people. */
  readonly sameHands: readonly Step[];
  /** Steps that are passed with the number and day of a letter or a confirmation. */
  readonly needsReference: readonly Step[];
  /** By which right the family's side takes a case back. */
  readonly withdrawBy: Right;
  readonly returns: Readonly<Record<string, ReturnReason<Step>>>;
  readonly pauses: Readonly<Record<string, PauseReason<Step>>>;
  readonly refusals: Readonly<Record<string, RefusalReason<Step>>>;
};

/** The way of a case whose region asks for these rules alone. */
export function wayOf<Step extends string>(
  procedure: Procedure<Step>,
  rules: readonly StepRule[],
): Procedure<Step> {
  const isAsked = ({ askedBy }: CaseStep<Step>) => askedBy === undefined || rules.includes(askedBy);
  const [first, ...rest] = procedure.steps.filter(isAsked);
  const [second, ...others] = rest;
  if (first === undefined || second === undefined)
    throw new Error(`${procedure.kind} has no way under ${rules.join(", ")}`);
  return { ...procedure, steps: [first, second, ...others] };
}

/** The step of that name. */
export function stepOf<Step extends string>(procedure: Procedure<Step>, id: Step): CaseStep<Step> {
  const found = procedure.steps.find((step) => step.id === id);
  if (found === undefined) throw new Error(`${procedure.kind} has no step ${id}`);
  return found;
}

/** The step after another; undefined behind the last. */
export function stepAfter<Step extends string>(
  procedure: Procedure<Step>,
  id: Step,
): CaseStep<Step> | undefined {
  return procedure.steps[placeOfStep(procedure, id) + 1];
}

/** From 0, in the order of the way. */
export function placeOfStep<Step extends string>(procedure: Procedure<Step>, id: Step): number {
  return procedure.steps.findIndex((step) => step.id === id);
}

/** The terms of a reason that stands in a table; undefined where none of that name was written. */
export function reasonIn<Terms>(
  table: Readonly<Record<string, Terms>>,
  reason: string | undefined,
): Terms | undefined {
  return reason !== undefined && Object.hasOwn(table, reason) ? table[reason] : undefined;
}
