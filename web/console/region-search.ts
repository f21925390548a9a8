/** Codes of regions only. */
export const ofRegion = (given: Record<string, unknown>): { wilayah?: string } =>
  /^(ID|\d{2,10})$/.test(String(given.wilayah)) ? { wilayah: String(given.wilayah) } : {};

/** Codes of regions and deciles only: nothing about a person is ever in an address. */
export const worklistSearch = (
  given: Record<string, unknown>,
): { wilayah?: string; desil?: number; didata?: "belum" } => ({
  ...(/^\d{2,10}$/.test(String(given.wilayah)) ? { wilayah: String(given.wilayah) } : {}),
  ...(/^([1-9]|10)$/.test(String(given.desil)) ? { desil: Number(given.desil) } : {}),
  ...(given.didata === "belum" ? { didata: "belum" } : {}),
});
