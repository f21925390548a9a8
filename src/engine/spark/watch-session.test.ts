import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { watchSession } from "./watch-session.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const PATIENCE = { firstMs: 1_000, lastMs: 5_000 };
const JOINED =
  "10:00:00 INFO StandaloneSchedulerBackend: Connected to Spark cluster with app ID app-1";
const came = (id: number): string =>
  `10:00:01 INFO StandaloneSchedulerBackend$StandaloneDriverEndpoint: Registered executor NettyRpcEndpointRef(spark-client://Executor) (127.0.0.1:4) with ID ${id}, ResourceProfileId 0`;
const went = (id: number): string =>
  `10:00:09 ERROR TaskSchedulerImpl: Lost executor ${id} on 127.0.0.1: worker lost`;

/** Lines and pauses in turn; what has come of the session then. */
async function heard(
  master: string,
  ...said: readonly (string | number | "open")[]
): Promise<string> {
  const watch = watchSession({ home: "", master, patience: PATIENCE });
  let problem = "none";
  void watch.problem.then((found) => {
    problem = found;
  });
  for (const one of said) {
    if (one === "open") watch.isOpen();
    else if (typeof one === "string") watch.hear(one);
    else await vi.advanceTimersByTimeAsync(one);
  }
  await vi.advanceTimersByTimeAsync(0);
  return problem;
}

const ONE = "spark://a:7077";
const TWO = "spark://a:7077,b:7077";
const BROKEN = "WARN StandaloneAppClient: Failed to connect to master a:7077";
const GONE =
  "WARN StandaloneSchedulerBackend: Disconnected from Spark cluster! Waiting for reconnection...";
const REMOVED =
  "ERROR StandaloneSchedulerBackend: Application has been killed. Reason: Master removed our application: KILLED";
const ALL_BROKEN = "ERROR StandaloneSchedulerBackend: All masters are unresponsive! Giving up.";

test.each([
  ["nobody comes", [JOINED, 1_001], "spark-no-workers"],
  ["somebody comes in time", [JOINED, 900, came(0), 100_000], "none"],
  ["one of two goes", [JOINED, came(0), came(1), "open", went(0), 100_000], "none"],
  ["all go", [JOINED, came(0), came(1), "open", went(1), went(0), 5_001], "spark-workers-lost"],
  ["all go and one comes back", [JOINED, came(0), "open", went(0), 4_000, came(1), 9_000], "none"],
  ["the same is told twice", [JOINED, came(0), came(1), "open", went(0), went(0), 9_000], "none"],
  ["the master breaks off", [BROKEN], "spark-refused"],
  ["the master breaks off in the middle of the work", [JOINED, came(0), "open", BROKEN], "none"],
  ["all masters are silent", [ALL_BROKEN], "spark-refused"],
  ["the master goes, workers work on", [JOINED, came(0), "open", GONE, 100_000], "none"],
  [
    "the master goes, then all",
    [JOINED, came(0), "open", GONE, went(0), 5_001],
    "spark-master-lost",
  ],
  ["all go, and the master", [JOINED, came(0), "open", went(0), GONE, 5_001], "spark-master-lost"],
  [
    "a standby has taken over when all go",
    [JOINED, came(0), "open", GONE, went(0), 900, came(1), went(1), 5_001],
    "spark-workers-lost",
  ],
  ["the master ends the work", [JOINED, came(0), "open", REMOVED], "spark-removed"],
] as const)("%s", async (_what, said, problem) => {
  expect(await heard(ONE, ...said)).toBe(problem);
});

test("of two masters one may be broken", async () => {
  expect(await heard(TWO, BROKEN)).toBe("none");
  expect(await heard(TWO, BROKEN, ALL_BROKEN)).toBe("spark-refused");
});
