/** The two demo stewards who may erase, and a ground. */
export const BY_TWO = {
  ground: "UU 27/2022 pasal 8",
  erasedBy: "bps-steward",
  confirmedBy: "bps-steward-2",
} as const;
