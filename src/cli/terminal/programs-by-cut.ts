import { programCut } from "#programs/program-cut.ts";
import { PROGRAMS } from "#programs/programs.ts";
import { rulesetOn } from "#programs/ruleset.ts";

/** Names of programs by the last decile that they serve on a day. */
export function programsByCut(asOf: string): ReadonlyMap<number, readonly string[]> {
  const cuts = PROGRAMS.flatMap((program) => {
    const cut = programCut(rulesetOn(program, asOf))?.cut;
    return cut === undefined ? [] : [{ cut, name: program.name.id }];
  });
  const byCut = Map.groupBy(cuts, ({ cut }) => cut);
  return new Map([...byCut].map(([cut, here]) => [cut, here.map(({ name }) => name)]));
}
