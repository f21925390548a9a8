import { density, normalBelow, normalQuantile } from "./normal.ts";

/**
 * Exclusion error at a quota in a world where truth and score are normal and the score explains
 * `rSquared` of the variance: 1 - Phi2(z, z; sqrt(rSquared)) / quota. A check line for every report.
 */
export function errorRateOf(rSquared: number, quota: number): number {
  const rho = Math.sqrt(Math.min(Math.max(rSquared, 0), 0.999_999));
  const z = normalQuantile(quota);
  return 1 - bothBelow(z, rho) / quota;
}

/** P(X < z and Y < z) for standard normals with correlation rho, by Simpson's rule. */
function bothBelow(z: number, rho: number): number {
  const [low, steps] = [-8.5, 2000];
  const width = (z - low) / steps;
  const spread = Math.sqrt(1 - rho * rho);
  const height = (x: number) => density(x) * normalBelow((z - rho * x) / spread);
  let sum = height(low) + height(z);
  for (let k = 1; k < steps; k++) sum += (k % 2 === 1 ? 4 : 2) * height(low + k * width);
  return (sum * width) / 3;
}
