/** Decrees of a version and going back under them, in English; the keys are those of decrees-id.ts. */
export const DECREES_EN = {
  decrees: {
    title: "Decrees that stand on this version",
    lead: "A decree keeps its version. While it is in force, going back takes two people and the list of affected families.",
    none: "No decree is on record for this version.",
    program: "Program",
    number: "Number",
    signed: "Day",
    state: "State",
    inForce: "in force",
    replaced: "replaced",
    back: (label: string, day: string) => `Asked to go back to version ${label}, ${day}`,
    waits: "Waits for a second person. This version is still in force.",
    affected: "Who is affected",
    listed: "Recipients under the decree",
    lose: "Not in that version",
    gain: "In that version alone",
    record: "Record a decree",
    recordLead:
      "Copy number and day from the decree that was signed. What is on record is never changed; the next decree of the same program replaces it.",
    numberHint: "As written on it, such as SK 12/HUK/2026.",
    save: "Record",
    saved: "The decree is on record.",
    order: (label: string) => `Take this version back, to ${label}`,
    orderLead: (label: string) =>
      `Version ${label} will be in force again. The reason stays in the audit trail for ever and is never taken back; name nobody.`,
    orderOne:
      "No decree in force stands on this version: one person is enough, and it is taken back at once.",
    orderTwo:
      "A decree is in force: the list of affected families is sealed first, then this version waits for a second person.",
    orderSecond:
      "One person has ordered it. Read their reason and who is affected: with your order this version is taken back.",
    reason: "What is wrong, and why this version is taken back",
    reasonHint: "At least 20 letters. Give the number of the minutes.",
    send: "Take back",
    ordered: "Your order is kept and will be carried out.",
    second: "You have ordered it already. The second person must be another.",
    orders: "Orders on the screen",
    underWay: "under way",
    reasonOf: "Reason",
    by: "By",
    outcome: "Outcome",
  },
} as const;
