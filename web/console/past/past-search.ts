/** A version's name or a day: nothing about a person is ever in an address. */
export const pastSearch = (
  given: Record<string, unknown>,
): { readonly versi?: string; readonly hari?: string } => ({
  ...(given.versi === undefined ? {} : { versi: String(given.versi).slice(0, 40) }),
  ...(/^\d{4}-\d{2}-\d{2}$/.test(String(given.hari)) ? { hari: String(given.hari) } : {}),
});
