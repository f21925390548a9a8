import { CRISIS_PROBLEMS, type CrisisProblem } from "#domain/crisis-problems.ts";
import { refuseWith } from "./guard.ts";

const STATUS: Readonly<Partial<Record<CrisisProblem, number>>> = {
  "right-not-held": 403,
  "not-mine": 403,
  "day-order": 400,
  "rule-unfit": 400,
  "region-unknown": 400,
};

export function refuseCrisis(problem: CrisisProblem): never {
  if (problem === "not-found" || problem === "key-reused") return refuseWith(problem);
  const [words, remedy] = CRISIS_PROBLEMS[problem];
  return refuseWith({
    code: problem,
    entry: [
      STATUS[problem] ?? 409,
      "Belum dapat dicatat",
      words.id,
      words.en,
      `${remedy.id} / ${remedy.en}`,
    ],
  });
}
