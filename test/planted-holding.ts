/** What families of a region hold, as one row. */
export const plantedHolding = (versionNo: number, area: string): string =>
  `insert into dtsen.holding_figure values (${versionNo}, ${placeOf(area)}, 1, '{pkh}', 1)`;

/** A region as the columns of its place. */
export function placeOf(area: string): string {
  const code = area === "ID" ? "" : area;
  return `'${area}', ${code.length}, ${code.padEnd(10, "0")}, ${code.padEnd(10, "9")}`;
}
