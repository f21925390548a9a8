import type { PlainDate } from "#domain/plain-date.ts";
import { buildVersion } from "#jobs/build-version.ts";
import { inHouse } from "#jobs/house.ts";
import { readSettings } from "#settings.ts";
import { BPS } from "#test/staged-house.ts";

/** Builds a version in its own process and dies by SIGKILL when the progress event `killAt` comes. */
const [dataFolder = "", label = "", killAt = "0"] = process.argv.slice(2);
let events = 0;
const built = await inHouse(
  readSettings({ DTSEN_DATA: dataFolder, DTSEN_MEMORY: "1GB", DTSEN_THREADS: "2" }),
  (house) =>
    buildVersion(
      house,
      { label, basis: "persons", asOf: "2026-04-01" as PlainDate, seed: "1", actors: BPS },
      () => {
        events++;
        if (events === Number(killAt)) process.kill(process.pid, "SIGKILL");
      },
    ),
);
process.stdout.write(JSON.stringify({ events, built }));
