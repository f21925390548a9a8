import type { Dictionary } from "./dictionary.ts";

/** Why a family stands where it does, and what it says of it, in English. */
export const EXPLANATION_EN: Pick<Dictionary, "proposals" | "handing" | "changed"> = {
  proposals: {
    menu: "Proposals",
    title: "Corrections that families propose",
    lead: "A family reads its explanation and presses Wrong. Ask or visit, then answer; the family reads the answer on its receipt.",
    states: { open: "Waiting", decided: "Decided" },
    show: "Show",
    empty: "No proposal in this list in your region.",
    recorded: "As recorded",
    proposed: "As the family says",
    unsure: "asks an officer to look",
    ground: "Ground",
    received: "Received",
    holder: "Now with",
    until: "At the latest",
    late: "past its day; still open",
    take: "Record as a finding",
    takeLead: "It becomes a finding that a second person confirms. Nothing changes yet.",
    takeMembers:
      "This fact is made of the members. Record the finding on the family sheet first, then press here.",
    value: "What is right, as you saw it",
    refuse: "Refuse",
    refusal: "Why it is refused",
    save: "Save the decision",
    saved: "The decision is recorded.",
    decided: (day) => `Decided ${day}`,
  },
  handing: {
    open: "Hand out an Explanation Code",
    lead: "For a grown member who came in person with the card. With this code they read their family's explanation for 14 days. The old code ends.",
    who: "The member who came",
    seen: "I have seen the card, and it matches",
    save: "Make the code",
    given: "Explanation Code",
    until: (day, path) => `Good until ${day}, on the page ${path}.`,
    handOver: "Hand it to that person only. This code cannot be shown again.",
    saved: "The code is made.",
  },
  changed: {
    title: "What changed since the version before",
    since: (label, before, after) =>
      before === after
        ? `Since version ${label}: still decile ${after}.`
        : `Since version ${label}: decile ${before} became ${after}.`,
    byScore: (n) => `by the family itself ${n}`,
    byOthers: (n) => `by families around it ${n}`,
    fromTo: (before, after) => `${before} → ${after}`,
    none: "No fact of this family has changed.",
    model: { higher: "The new model raises it.", lower: "The new model lowers it.", none: "" },
  },
};
