import type { CALENDAR_ID } from "./calendar-id.ts";

/** Closed days and rules of a region, in English; the keys are those of calendar-id.ts. */
export const CALENDAR_EN: typeof CALENDAR_ID = {
  calendar: {
    menu: "Office calendar",
    title: "Calendar and rules of the region",
    lead: "Deadlines run by the time and the working days of the office that holds the case.",
    zones: "Time",
    closed: "Closed days of the region",
    closedLead: "Beside national holidays. Deadlines that were told are not moved.",
    noClosed: "No closed days of the region are on record.",
    addClosed: "Record a closed day",
    rules: "Rules of the region",
    rulesLead: "Steps that the region asks for beside. Cases under way do not change.",
    noRules: "No rules of the region are on record.",
    addRule: "Record a rule",
    region: "Code of the region",
    regionHint: "Your region or one within it, digits without dots.",
    rule: "Rule",
    when: "Begins or ends",
    from: "begins",
    until: "ends",
    day: "Day",
    basis: "Basis (number of the letter)",
    save: "Save",
    kept: "Saved.",
  },
};
