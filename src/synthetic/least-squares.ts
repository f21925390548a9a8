/** Share of the variance of y that a linear model of the columns explains, adjusted for their number. */
export function adjustedR2(rows: readonly (readonly number[])[], y: readonly number[]): number {
  const n = rows.length;
  const width = (rows[0]?.length ?? 0) + 1;
  const design = rows.map((row) => [1, ...row]);
  const gram = Array.from({ length: width }, () => new Array<number>(width + 1).fill(0));
  for (const [r, row] of design.entries()) {
    for (let i = 0; i < width; i++) {
      const line = gram[i] as number[];
      for (let j = 0; j < width; j++) line[j] = (line[j] ?? 0) + (row[i] ?? 0) * (row[j] ?? 0);
      line[width] = (line[width] ?? 0) + (row[i] ?? 0) * (y[r] ?? 0);
    }
  }
  for (let i = 0; i < width; i++) (gram[i] as number[])[i] = (gram[i]?.[i] ?? 0) + 1e-6 * n;
  const beta = solve(gram);
  const mean = y.reduce((sum, value) => sum + value, 0) / n;
  let residual = 0;
  let total = 0;
  for (const [r, row] of design.entries()) {
    const fitted = row.reduce((sum, x, i) => sum + x * (beta[i] ?? 0), 0);
    residual += ((y[r] ?? 0) - fitted) ** 2;
    total += ((y[r] ?? 0) - mean) ** 2;
  }
  return 1 - residual / (n - width) / (total / (n - 1));
}

/** Gauss-Jordan on an augmented positive definite system. */
function solve(system: number[][]): readonly number[] {
  const width = system.length;
  for (let i = 0; i < width; i++) {
    const pivot = system[i] as number[];
    const lead = pivot[i] ?? 1;
    for (let j = i; j <= width; j++) pivot[j] = (pivot[j] ?? 0) / lead;
    for (let k = 0; k < width; k++) {
      const row = system[k] as number[];
      const factor = row[i] ?? 0;
      if (k === i || factor === 0) continue;
      for (let j = i; j <= width; j++) row[j] = (row[j] ?? 0) - factor * (pivot[j] ?? 0);
    }
  }
  return system.map((row) => row[width] ?? 0);
}
