import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { PlainDate } from "#domain/plain-date.ts";
import { quiet } from "#domain/progress.ts";
import { mustAccept } from "#domain/result.ts";
import { openDuckDb } from "#engine/duckdb/database.ts";
import { readManifest } from "#lake/manifest.ts";
import { ownHouse } from "#test/own-house.ts";
import { PATIENCE } from "#test/sizes.ts";
import { BPS, deliverHamlet, hamlet } from "#test/staged-house.ts";
import { buildVersion, type VersionReceipt } from "./build-version.ts";
import type { House } from "./house.ts";

let house: House;
let leave: () => Promise<void>;
let before: VersionReceipt;
let after: VersionReceipt;
let family = 0n;

const build = async (label: string, asOf: string) =>
  mustAccept(
    await buildVersion(
      house,
      { label, basis: "persons", asOf: asOf as PlainDate, seed: "1", actors: BPS },
      quiet,
    ),
    label,
  );

type Outcome = {
  readonly program: string;
  readonly family_id: bigint;
  readonly outcome: string;
  readonly first_reason: string | null;
};
async function outcomesOf({ folder }: VersionReceipt): Promise<readonly Outcome[]> {
  const db = await openDuckDb({ threads: 1, memory: "512MB", workFolder: house.folders.work });
  try {
    return await db.all<Outcome>(
      `select program, family_id, outcome, first_reason from read_parquet('${join(folder, "outcome.parquet")}')
       where unit = 'family' order by program, family_id`,
    );
  } finally {
    db.close();
  }
}

/** A resignation from Sembako that a second officer confirmed. */
async function giveBack(of: bigint): Promise<void> {
  await house.desk.owner.query(
    `with file as (
       insert into dtsen.case_file (kind, client_id, request_sha256, family_id, village_no, domicile_village_no, urgency, opened_at,
         state, step, holder_institution, holder_tier, since)
       values ('resignation', gen_random_uuid(), '\\x00', $1, 1, 1, 'planned', now(), 'open', 'register', 'bps', 'nation', now())
       returning case_id)
     insert into dtsen.resignation (case_id, programs, channel, met_on, met_at, met_by, cooling_until, again_on, again_at, again_by,
       effective_on)
     select case_id, '{sembako}', 'counter', '2026-12-02', 'home', a.first, '2026-12-16', '2026-12-17', 'home', a.last, '2026-12-17'
     from file, (select min(account_id) as first, max(account_id) as last from dtsen.account) a`,
    [of],
  );
}

beforeAll(async () => {
  ({ house, leave } = await ownHouse());
  await deliverHamlet(house, hamlet(5, 120));
  before = await build("2026-4", "2026-12-01");
  const placed = (await outcomesOf(before)).filter(
    ({ program, outcome }) => program === "sembako" && outcome === "recipient",
  );
  const [first] = placed;
  if (first === undefined) throw new Error("nobody of the hamlet receives Sembako");
  family = first.family_id;
  await giveBack(family);
  after = await build("2027-1", "2026-12-31");
}, PATIENCE);
afterAll(async () => await leave());

test("a place given back is gone from the next version by the family's own word, in that program alone", async () => {
  const own = (outcomes: readonly Outcome[], program: string) =>
    outcomes.find((row) => row.program === program && row.family_id === family);
  const [old, now] = [await outcomesOf(before), await outcomesOf(after)];
  expect(own(old, "sembako")?.outcome).toBe("recipient");
  expect(own(now, "sembako")).toMatchObject({ outcome: "ineligible", first_reason: "own-word" });
  expect(own(now, "pkh")?.outcome).toBe(own(old, "pkh")?.outcome);
  // Nobody else leaves by it, and the place goes to whoever stood next.
  expect(now.filter(({ first_reason }) => first_reason === "own-word")).toHaveLength(1);
  const places = (all: readonly Outcome[]) =>
    all.filter(({ program, outcome }) => program === "sembako" && outcome === "recipient").length;
  expect(places(now)).toBeGreaterThanOrEqual(places(old) - 1);
});

test("what a version was made of names it by number and digest, and by nothing of the family", async () => {
  const { manifest } = await readManifest(after.folder);
  expect(Object.keys(manifest.inputs)).toContain("places given back (1)");
  const { manifest: earlier } = await readManifest(before.folder);
  expect(Object.keys(earlier.inputs).join()).not.toContain("given back");
});
