import { isInForce, type Program } from "#domain/program.ts";
import type { Budget, Quota } from "#domain/quota.ts";
import { exampleQuotas, type RegencyCount } from "./example-quotas.ts";

/** Places of a version's programs: those that were decreed with a program's place among them, else those of the example. */
export const versionQuotas = (
  counts: readonly RegencyCount[],
  programs: readonly Program[],
  day: string,
): readonly Quota[] =>
  programs.flatMap((program) => decreedOn(program, day) ?? exampleQuotas(counts, [program]));

/** Whether nobody decreed a program's places in a version as of that day. */
export const areExample = (program: Program, day: string): boolean => {
  const decreed = decreedOn(program, day);
  return decreed === undefined || decreed.some(({ isExample }) => isExample);
};

/** Money that was decreed for a version's programs: without it their places are bounded by the quota alone. */
export const versionBudgets = (programs: readonly Program[], day: string): readonly Budget[] =>
  programs.flatMap((program) => termsOn(program, day)?.budgets ?? []);

const decreedOn = (program: Program, day: string): readonly Quota[] | undefined =>
  termsOn(program, day)?.quotas;

const termsOn = ({ ofVersions = [] }: Program, day: string) =>
  ofVersions.find((one) => isInForce(one, day));
