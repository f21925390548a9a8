import type { REFORM_ID } from "./reform-id.ts";

/** What if several programs change at once, in English; the keys are those of reform-id.ts. */
export const REFORM_EN: typeof REFORM_ID = {
  reform: {
    title: "Several programs at once",
    lead: "Counted for the nation to the last family: who gains and who loses where several programs change together. Made by whoever keeps the data; ask them.",
    none: "Nothing has been counted of several programs yet.",
    question: "Change",
    programs: "Programs",
    version: "Version",
    kept: "Counted",
    open: (name: string) => `Open ${name}`,
    back: "What if",
    becomes: { terms: "other terms", ended: "ended", "as-determined": "left as it was" },
    changed: (program: string, becomes: string) => `${program} (${becomes})`,
    asked: (version: string) =>
      `A simulation over version ${version}: no family comes in or drops out by it.`,
    how: "How it is reckoned",
    simulated:
      "Poverty and Gini are simulated from predicted consumption and no poverty figures; EER and IER are the model's expectation.",
  },
};
