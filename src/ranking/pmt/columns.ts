/** Whole numbers made of a column; plain loops, for columns are long. */
export function wholeColumn(
  rows: number,
  numberOf: (row: number) => number,
): Int32Array<ArrayBuffer> {
  const column = new Int32Array(rows);
  for (let row = 0; row < rows; row++) column[row] = numberOf(row);
  return column;
}

/** Bins made of a column. */
export function binColumn(
  rows: number,
  numberOf: (row: number) => number,
): Uint8Array<ArrayBuffer> {
  const column = new Uint8Array(rows);
  for (let row = 0; row < rows; row++) column[row] = numberOf(row);
  return column;
}

/** Numbers made of a column. */
export function numberColumn(
  rows: number,
  numberOf: (row: number) => number,
): Float64Array<ArrayBuffer> {
  const column = new Float64Array(rows);
  for (let row = 0; row < rows; row++) column[row] = numberOf(row);
  return column;
}

/** One more than the highest number that units bear. */
export function unitCount(unit: Int32Array): number {
  let most = 0;
  for (let row = 0; row < unit.length; row++) most = Math.max(most, (unit[row] as number) + 1);
  return most;
}
