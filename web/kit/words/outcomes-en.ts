import type { OUTCOMES_ID } from "./outcomes-id.ts";

/** Outcomes of cases by region, in English; the keys are those of outcomes-id.ts. */
export const OUTCOMES_EN: typeof OUTCOMES_ID = {
  outcomes: {
    menu: "Outcomes and clocks",
    title: "Outcomes and clocks",
    lead: "How cases of this region stand, which are late, how long they take, and what was found.",
    of: (region: string) => `Cases in ${region}`,
    up: "To the region above",
    notYet: "Not counted yet. Counts are made every five minutes; open this again shortly.",
    none: "No cases in this region yet.",
    caption: "Cases by kind",
    kind: "Kind",
    underWay: "Under way",
    overdue: "Late",
    done: "Done",
    refused: "Refused",
    withdrawn: "Taken back",
    ended: "Ended",
    half: "Half of them over within",
    within: (days: number) => `${days} days`,
    longer: (days: number) => `more than ${days} days`,
    found: "What was found of what was looked into",
    foundLead:
      "A share of what was looked into, not the error of the whole list: nobody drew lots for it.",
    foundSentence: (what: string, share: string) => `${what}: ${share} of what was looked into.`,
    interval: (value: string, low: string, high: string) => `${value} (${low}–${high})`,
    errors: {
      inclusion: "Listed, and should not be",
      exclusion: "Left out, and should be helped",
      fact: "A fact differs",
    },
    looked: "Looked into",
    foundHead: "Found",
    parts: "By region",
    partsLead: "Those with most that is late stand first.",
    partsOf: (region: string) => `Regions of ${region}`,
    countedAt: (moment: string) => `Counted ${moment}, every five minutes.`,
    leftOut:
      "Protected families, and complaints that the province examines, are not counted. Only kinds of case that you may read.",
  },
};
