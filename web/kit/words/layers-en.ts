/** Ways to rank beside the register's own, in English; the keys are those of layers-id.ts. */
export const LAYERS_EN = {
  layers: {
    title: "Other ways to rank",
    lead: "The build of every version judges these on its own survey, on sampling units that they had not seen. Families are placed by the register's model all the same.",
    none: "This version is older than such judgements.",
    sample: (households: string, units: string, regencies: string, features: string) =>
      `${households} households of ${units} sampling units in ${regencies} regencies, ${features} features.`,
    errors:
      "Share of the poorest missed at quotas of 10, 20 and 40 percent, with the interval that holds the true figure 19 times of 20. Further left is better; the filled dot is the register's model.",
    table: "Errors of each way",
    layer: "Way",
    names: {
      register: "register (in force)",
      L0: "L0 each regency",
      L1: "L1 pooled",
      L2: "L2 village effects",
      L3: "L3 tables and pairs",
      L4: "L4 community term",
      challenger: "challenger (trees)",
    },
    gains: "Paired gains",
    gainsLead:
      "Each way over the last that helped, on the same draws of sampling units. Fewer missed: in percentage points, the mean over the quotas. What did not help is written too.",
    over: "Over",
    fewer: "Fewer missed",
    verdict: "Outcome",
    helps: "helps",
    doesNot: "does not help",
    interval: (value: string, low: string, high: string) => `${value} (${low} to ${high})`,
    chosen: (name: string) => `Of these ways the one to ship would be: ${name}.`,
    leftOut: (names: string, because: string) => `Not judged: ${names}, because ${because}.`,
    because: {
      "few-households": "the survey has fewer than 500 households",
      "few-units": "the survey has fewer than ten sampling units",
      "few-for-tables": "in fewer than 700 households pairs and trees are found by chance",
      "many-for-tables":
        "of more than 20,000 households they would take minutes; statisticians test them apart",
    },
  },
} as const;
