import type { NOTICES_ID } from "./notices-id.ts";

/** How a notice is brought to a family, in English. */
export const NOTICES_EN: typeof NOTICES_ID = {
  notices: {
    print: "Letters of this village (PDF)",
    printSaid: (village) => `Letters of notice of ${village} not handed over yet`,
    letter: "Letter",
    notBrought: "not handed over; the reply period has not begun",
    visits: "Visits",
    missed: (visits, day) => `${visits} visits met nobody, the last on ${day}`,
    effectAfter: (days) => `${days} working days after the letter is handed over`,
    record: "Record the delivery of the letter",
    lead: "For all notices of this family. A visit that met nobody is no notice.",
    way: "How",
    on: "Day",
    takenBy: "Taken by",
    save: "Record",
    saved: "The delivery is recorded.",
  },
};
