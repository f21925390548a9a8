import type { LOOKUP_ID } from "./lookup-id.ts";

export const LOOKUP_EN: typeof LOOKUP_ID = {
  lookup: {
    setAside: "Statements that do not count",
  },
};
