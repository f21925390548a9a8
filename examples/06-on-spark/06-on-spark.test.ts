import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { mustAccept } from "#domain/result.ts";
import type { VersionReceipt } from "#jobs/build-version.ts";
import type { House } from "#jobs/house.ts";
import {
  ended,
  ON_CLUSTER,
  ON_ONE_MACHINE,
  run,
  STARTS_CLUSTER,
  startCluster,
} from "#test/on-spark-page.ts";
import { PATIENCE } from "#test/sizes.ts";
import { type RowOrder, servedHouse } from "#test/staged-house.ts";
import {
  firstVersion,
  happened,
  said,
  secondVersion,
  thenHappens,
  wentOn,
} from "#test/two-versions.ts";

const home = process.env.SPARK_HOME ?? "";
/** A build on a cluster is some hundred jobs, whatever its size: for `npm run prove`. */
const MAY = home !== "" && process.env.DTSEN_PROOF === "full";

let folder = "";
const place = () => ({ folder, families: 80, env: { DTSEN_DATA: join(folder, "spark") } });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "dtsen-on-spark-"));
});
afterAll(async () => await rm(folder, { recursive: true, force: true, maxRetries: 5 }));

test("the page shows a cluster, a walk without it and a walk on it", () => {
  expect([STARTS_CLUSTER, ON_ONE_MACHINE, ON_CLUSTER]).toEqual([
    expect.stringContaining("dtsen spark"),
    expect.not.stringContaining("--engine"),
    expect.stringContaining("--engine spark --spark-url $SPARK_URL"),
  ]);
});

test("a cluster is started from the Spark that SPARK_HOME names, or refused", async () => {
  const heard: string[] = [];
  const env = { ...place().env, SPARK_HOME: folder };
  const started = run(STARTS_CLUSTER, { ...place(), env, hear: (line) => heard.push(line) });
  expect([await ended(started), heard[0]]).toEqual([1, "refused: spark-missing"]);
});

type HouseWithPast = { house: House; first: VersionReceipt; leave(): Promise<void> };

/** A house with a first version and all that has happened since. */
async function houseWithPast(lie: RowOrder): Promise<HouseWithPast> {
  const made = await servedHouse();
  const first = await firstVersion(made.house, lie);
  await thenHappens(made.house, first, lie);
  return { ...made, first };
}

test.runIf(MAY)(
  "a version that goes on from another is the same on both engines, in whatever order rows lie and though a worker dies",
  async () => {
    const [one, other] = [await houseWithPast("numbered"), await houseWithPast("turned-about")];
    const answer = mustAccept(await secondVersion(one.house), "second on DuckDB");
    const told = await said(one.house, answer);
    // All that a ledger of identities can say has been said.
    expect(happened(told)).toEqual(
      new Set(["mint", "attach", "detach", "merge", "redirect", "split", "retire"]),
    );
    expect(answer.decisions).toMatchObject({ waiting: 0, setAside: 3 });
    // One was said in two new ways, and of two alike one is gone: the others of the list keep their ids under new keys.
    expect(await wentOn(one.house, one.first, answer)).toEqual({ kept: 15, new: 2 });

    const cluster = await startCluster(place());
    const { url: master, confFolder, workers } = cluster;
    let steps = 0;
    let atWork: Promise<readonly string[]> | undefined;
    const progress = ({ room }: { readonly room: string }): void => {
      if (room !== "matching" || ++steps !== 6) return;
      atWork = readdir(join(confFolder, "..", "worker-0"));
      process.kill(-(workers[0] as number), "SIGKILL");
    };
    const settings = { ...other.house.settings, spark: { home, master, confFolder } };
    const same = mustAccept(await secondVersion({ ...other.house, settings }, progress), "second");
    expect(await atWork).toEqual([expect.stringMatching(/^app-/)]);
    expect(await said(other.house, same)).toEqual(told);
    await cluster.stop();
    for (const { leave } of [one, other]) await leave();
  },
  PATIENCE,
);
