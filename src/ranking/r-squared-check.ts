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

const density = (x: number): number => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);

/** Abramowitz and Stegun 26.2.17; good to 7.5e-8, ample for a check line. */
function normalBelow(x: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(x));
  const series =
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  const above = density(x) * series;
  return x >= 0 ? 1 - above : above;
}

function normalQuantile(p: number): number {
  let [low, high] = [-8, 8];
  for (let i = 0; i < 80; i++) {
    const middle = (low + high) / 2;
    if (normalBelow(middle) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
