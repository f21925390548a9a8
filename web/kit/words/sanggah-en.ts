import type { SANGGAH_ID } from "./sanggah-id.ts";

/** Objections, in English; the keys are those of sanggah-id.ts. */
export const SANGGAH_EN: typeof SANGGAH_ID = {
  sanggah: {
    menu: "Objections",
    title: "Objections",
    lead: "A fact is questioned, not a person. The aid goes on; the village does not see this screen.",
    empty: "No objections in this list.",
    open: (name) => `Open the objection about ${name}`,
    case: (name) => `Objection: ${name}`,
    program: "Aid",
    questioned: "What is questioned",
    facts: "The objection",
    until: "May answer until",
    answer: "The family's answer",
    noAnswer: "none yet; silence is no answer",
    noVisit: "No visit yet.",
    cluster: "many alike",
    clusterLead: (against, by) =>
      `${against} objections about this family and ${by} by the same objector within 90 days. Look at them together.`,
    objector: "Sheet of the family that objects",
    objectorLead: "Only for whoever checks; opening it is noted. Name it to nobody.",
  },
};
