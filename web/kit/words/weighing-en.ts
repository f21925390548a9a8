/** A score taken apart, for those who may read weights, in English; the keys are those of weighing-id.ts. */
export const WEIGHING_EN = {
  weighing: {
    open: "Take the score apart",
    openLead:
      "For statisticians and auditors: the whole sum, without names. Opening it is recorded.",
    find: "The score of one family",
    findLead:
      "The family's number in the register, not a NIK and not a card number. Its page has no names, and opening it is recorded.",
    number: "Number of the family",
    show: "Take apart",
    title: (familyId: string) => `Waterfall of the score of family ${familyId}`,
    lead: "What each fact adds to the score. No name and no address; this opening is recorded with its purpose.",
    sheet: "Family sheet",
    version: (label: string, model: string) => `Version ${label}, model ${model}`,
    stairs: "From the nation's average to this family",
    stairsLead:
      "One unit is a hundredth of log expenditure per person, about one percent. Filled adds, hollow takes away.",
    sentence: (by: string) =>
      `The score of this family is ${by} units from that of the average family of the survey in the nation.`,
    chart: {
      step: "Fact",
      adds: "Adds",
      soFar: "Sum so far",
      sum: "From the nation's average",
      adding: (step: string, by: string, sum: string) => `${step}: adds ${by}; sum so far ${sum}`,
      taking: (step: string, by: string, sum: string) =>
        `${step}: takes away ${by}; sum so far ${sum}`,
    },
    area: "Area",
    areaOwn: (name: string) => `${name}, a model of its own`,
    areaPooled: (name: string) => `${name}, by the pooled model`,
    others: (n: string) => `${n} other facts`,
    noMore:
      "The model of this version has no village effect and no community term: beside the area all are facts of the family.",
    sum: "The sum",
    sumLead: "Millionths of log expenditure per person, whole numbers: nothing is rounded.",
    national: "Average family of the survey, the nation",
    facts: (n: string) => `${n} facts`,
    score: "Score",
    stored: "Written in the version",
    exact: "The sum is exactly the score that the version wrote down.",
    broken: (by: string) =>
      `The sum is ${by} away from the score that the version wrote down. Tell the data's keeper: this explanation is broken.`,
    estimated: "What has no answer",
    estimatedLead:
      "Taken to be the average of the survey in that area, so it does not move the score. Asking may move it.",
    noneEstimated: "Every fact has its answer.",
    all: "All steps",
    adds: "Adds",
    part: "Part",
    unit: "Millionths",
    allLead: "From the nation's average to this family's score, the strongest first.",
    soFar: "Sum",
    moved: "Moved since the version before",
    movedOf: (label: string, by: string) =>
      `Since version ${label} the score moved by ${by} units.`,
    movedSum: "The whole move",
    byModel: "Another model",
    fromTo: (before: string, after: string) => `${before} → ${after}`,
    unchanged: "No fact changed, and the model is the same.",
  },
} as const;
