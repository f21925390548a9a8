import type { LOOKUP_ID } from "./lookup-id.ts";

export const LOOKUP_EN: typeof LOOKUP_ID = {
  lookup: {
    setAside: "Statements that do not count",
    details: "Details and steps",
    overRegions: "Regencies over the limit",
    heldAgainst: "Held against, too",
    determined: ({ determinationNo, label }) =>
      `determination ${determinationNo} of version ${label}`,
  },
};
