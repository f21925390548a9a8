/**
 * Two sizes of every proof. `npm test` runs the small ones on two cores within twenty minutes;
 * `npm run prove` sets DTSEN_PROOF=full and runs the same tests at the issues' stated sizes.
 */
const isFull = process.env.DTSEN_PROOF === "full";

const size = (ci: number, full: number): number => (isFull ? full : ci);

export const SIZES = {
  /** Families of the register that browser, endpoint and scenario tests walk over. */
  walkFamilies: size(600, 25_000),
  /** Families of a build that is killed again and again. */
  killedBuildFamilies: size(120, 5_000),
  /** Moments at which a build is killed. */
  kills: size(12, 100),
  /** Random histories of the identity ledger, told from their beginning. */
  ledgerHistories: size(3, 60),
  /** Runs of quarters in which everything is delivered again under new keys. */
  redeliveredQuarters: size(1, 30),
  /** Families of two versions of which every move is told apart. */
  comparedFamilies: size(2_000, 1_000_000),
  /** Families of a nation of which 114 of each 1,000 recipients would leave in one night. */
  leavingFamilies: size(3_600, 300_000),
  /** Lookups while versions are published, and how many publications. */
  lookupsDuringPublish: size(10_000, 100_000),
  publishes: size(20, 50),
  /** Rows of a delivery in which every row is broken. */
  brokenRows: size(100_000, 100_000),
  /** Servers, of the embedded one and the oldest supported, on which every endpoint is asked by every role. */
  serversOfEndpoints: size(1, 2),
  /** Random attempts of the rights matrix through pooled connections. */
  pooledAttempts: size(2_000, 100_000),
  /** Records whose links are the same on any threads, in any order, on either engine. */
  sameLinks: size(600, 200_000),
  /** Families whose places are the same on any threads, in any order, on either engine and by the TypeScript scorer. */
  samePlaces: size(2_000, 10_000_000),
  /** Those of them that Spark places too: a master and its workers on one machine. */
  samePlacesOnSpark: size(0, 1_000_000),
  /** Villages that send on the night of a deadline: all of the country. */
  deadlineVillages: size(150, 84_000),
  /** Random families of whom all programs say the same in SQL and by a trace. */
  sameVerdicts: size(300, 1_000_000),
  /** Models of `dtsen pmt` that Spark scores by: one with every kind of term, and one that was learned. */
  pmtModelsOnSpark: size(1, 2),
  /** Cases whose officers never come, and turns of officers who act at random. */
  simulatedCases: size(3_000, 1_000_000),
  simulatedActs: size(400, 20_000),
  /** Devices that send what they have kept twice, out of order, cut off and over again. */
  sendingDevices: size(60, 10_000),
  /** Rows of the table over which EXPLAIN is asked as the application role. */
  explainRows: size(100_000, 1_000_000),
} as const;

/** Milliseconds after which a proof that grows with its size is given up. */
export const PATIENCE = size(300_000, 10_800_000);
