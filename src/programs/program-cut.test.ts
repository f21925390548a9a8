import { expect, test } from "vitest";
import { programCut } from "./program-cut.ts";
import { PROGRAMS } from "./programs.ts";
import { rulesetOn } from "./ruleset.ts";

test("every program's cut is the last decile that its rule lets in", () => {
  const cuts = PROGRAMS.map((program) => [
    program.id,
    programCut(rulesetOn(program, "2026-10-01"))?.cut,
  ]);
  expect(Object.fromEntries(cuts)).toEqual({ pkh: 4, sembako: 5, "pbi-jk": 5 });
  expect(programCut({ rules: [] })).toBeUndefined();
});
