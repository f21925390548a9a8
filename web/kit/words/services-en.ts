import type { SERVICES_ID } from "./services-id.ts";

/** What families ask of offices beside aid itself, in English; the keys are those of services-id.ts. */
export const SERVICES_EN: typeof SERVICES_ID = {
  services: {
    menu: "Requests of families",
    open: (name) => `Open the case of ${name}`,
    resignations: {
      menu: "Resignations",
      title: "Resignations",
      lead: "Two officers meet the family, with 14 days to think between. Aid goes on until it is confirmed; the village does not see this screen.",
      empty: "No resignations in this list.",
      case: (name) => `Resignation: ${name}`,
      facts: "The request",
      met: "Whom you met",
      metAgain: "Whom you met after the days to think",
      another: "Meet another grown member than the first time.",
      who: "Grown member of this family",
      where: "Where",
      on: "Day",
      papers: "I saw the original KTP and KK",
      sheetLink: "Take a resignation",
      take: "Take a resignation",
      takeLead: "The family asks at the counter to stop. This request ends nothing yet.",
      pressed: "Ask first whether anybody told them to. If so, do not send it.",
      which: (name) => `Which aid to stop, family of ${name}`,
      chooseFirst: "Choose the aid.",
      send: "Note the request",
      opened: "The request is on record. The family may take it back at any time.",
    },
  },
};
