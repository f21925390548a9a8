import { say } from "#domain/words.ts";
import type { WhatIfAnswer } from "./answer.ts";
import { type Measured, measuredAt, type SurveyErrors } from "./survey-errors.ts";
import { type AnswerTable, type Cell, shownSides } from "./whole-table.ts";

/** Errors that the survey measured: of the line that reaches as many as each side does, then at the quotas of the model's card. */
export function measuredTable(answer: WhatIfAnswer, survey: SurveyErrors): AnswerTable {
  const isShown = shownSides(answer);
  const side = (name: "baseline" | "reform", words: string): Cell[][] => {
    const reached = isShown[name] ? answer[name].coverage : null;
    const found = measuredAt(survey, reached);
    return found === undefined ? [] : [[words, reached, ...cellsOf(found)]];
  };
  return {
    name: "measured",
    title: say("Galat yang diukur di survei", "Errors that the survey measured"),
    columns: [
      { id: "of", words: say("garis", "line") },
      { id: "reached", words: say("jiwa terjangkau", "persons reached") },
      { id: "exclusion_low", words: say("EER dari", "EER from") },
      { id: "exclusion_high", words: say("EER sampai", "EER to") },
      { id: "inclusion_low", words: say("IER dari", "IER from") },
      { id: "inclusion_high", words: say("IER sampai", "IER to") },
      { id: "households", words: say("rumah tangga", "households") },
    ],
    rows: [
      ...side("baseline", "sekarang / now"),
      ...side("reform", "skenario / scenario"),
      ...survey.quotas.map((one): Cell[] => [
        `kuota ${one.quotaPercent} % / quota ${one.quotaPercent} %`,
        one.quotaPercent / 100,
        ...cellsOf(one),
      ]),
    ],
  };
}

const cellsOf = ({ exclusion, inclusion, households }: Measured): Cell[] => [
  ...exclusion,
  ...inclusion,
  households,
];
