import type { WhatIfTerms } from "./what-if.ts";

/** What becomes of one program in a question about several. */
export type JointProgram = {
  readonly program: string;
  readonly baseline: "as-determined" | WhatIfTerms;
  /** Given otherwise; as the version determined it, less whoever now holds what excludes it; or to nobody. */
  readonly reform: WhatIfTerms | "as-determined" | "ended";
  /** Phases a year, and what reaching a recipient costs, of a side that has no terms of its own. */
  readonly phasesAYear: number;
  readonly administrationRupiah: number;
};

/** A question to a frozen version: what if several programs were given otherwise at once. */
export type JointScenario = {
  readonly name: string;
  readonly version: string;
  readonly programs: readonly JointProgram[];
  /** As in a scenario of one program. */
  readonly poorDecile: number;
  readonly rhoTenths: number;
  readonly ties: "draw" | "none";
};

/** The most programs of one question: more are asked in two. */
export const MOST_JOINT_PROGRAMS = 8;

/** Terms of its own, where a side has some. */
export const termsOf = (side: JointProgram["reform"]): WhatIfTerms | undefined =>
  typeof side === "string" ? undefined : side;
