import { isInForce, type Program } from "#domain/program.ts";
import type { Quota } from "#domain/quota.ts";
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

const decreedOn = ({ ofVersions = [] }: Program, day: string): readonly Quota[] | undefined =>
  ofVersions.find((one) => isInForce(one, day))?.quotas;
