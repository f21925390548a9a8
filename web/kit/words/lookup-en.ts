import type { LOOKUP_ID } from "./lookup-id.ts";

export const LOOKUP_EN: typeof LOOKUP_ID = {
  lookup: {
    setAside: "Statements that do not count",
    heldAgainst: "Held against, too",
    determined: ({ determinationNo, label }) =>
      `determination ${determinationNo} of version ${label}`,
  },
};
