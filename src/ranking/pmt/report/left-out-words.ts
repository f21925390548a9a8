import type { JudgedLayers, LeftOut } from "#ranking/judge-layers.ts";

const BECAUSE: Readonly<Record<LeftOut["because"], string>> = {
  "few-households": "the survey has fewer than 500 households",
  "few-units": "the survey has fewer than ten sampling units",
  "few-for-tables": "in fewer than 700 households pairs and trees are found by chance",
  "many-for-tables":
    "of more than 20,000 households they would take a build minutes (dtsen pmt evaluate has the time)",
};

/** Which layers a build did not judge, and why. */
export function leftOutWords({ leftOut }: Pick<JudgedLayers, "leftOut">): readonly string[] {
  const reasons = new Set(leftOut.map(({ because }) => because));
  return [...reasons].map((because) => {
    const names = leftOut.filter((one) => one.because === because).map(({ name }) => name);
    return `Not judged: ${names.join(", ")}, for ${BECAUSE[because]}.`;
  });
}
