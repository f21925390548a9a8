/** The card of a ranking model, in English. */
export const MODEL_EN = {
  model: {
    title: (label: string) => `Ranking model of version ${label}`,
    lead: "How families are ordered, what the model learned from, and how often it is wrong about households that it never saw. Weights are not shown here.",
    open: "The ranking model and its errors",
    none: "This version was never published at this desk, so its model is not here.",
    choose: "What is shown",
    area: "Model of",
    pooled: "Pooled (regencies without a model of their own)",
    against: "Compare with version",
    nobody: "– not compared –",
    learned: "What the model learned from",
    modelId: "Name of the model",
    households: "Surveyed households of this model",
    surveyed: "Surveyed households in all",
    own: "Regencies with a model of their own",
    folds: "Folds by sampled village",
    features: "List of facts",
    training: "Digest of the training data",
    rSquared: "R2 out of fold",
    spearman: "Rank correlation (Spearman)",
    errors: "How often it is wrong",
    errorsLead:
      "Of the families that are truly poorest, the share that is missed when only so many percent of people are chosen. About half of the differences in welfare cannot be seen in these facts; that is what objections and checks are for.",
    missed: (percent: string) => `Missed when ${percent} % are chosen`,
    exclusion: "Missed",
    inclusion: "Wrongly in",
    expected: "By R2 alone",
    percent: "Chosen",
    sizes: "By size of family",
    sizesLead:
      "Small families are missed most often. The share that is poor, chosen and missed when 40 % are chosen.",
    size: "Members",
    poor: "Poor",
    selected: "Chosen",
    variables: "What matters",
    variablesLead:
      "Where a higher answer moves a family, and how strongly beside the fact that matters most. Receipt of aid is never read.",
    variable: "Fact",
    direction: "Direction",
    importance: "Strength",
    directions: {
      raises: "to a higher decile",
      lowers: "to a lower decile",
      "by-answer": "by what is answered",
      nothing: "moves nobody",
    },
    importances: { strong: "strong", medium: "medium", slight: "slight", none: "–" },
    changed: "Changed",
    all: "All facts",
    what: "What",
    changes: (count: string) =>
      count === "0"
        ? "No fact changed its direction or strength."
        : `${count} facts changed direction or strength.`,
  },
} as const;
