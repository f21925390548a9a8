import { afterAll, beforeAll, expect, test } from "vitest";
import type { PlainDate } from "#domain/plain-date.ts";
import { type Progress, quiet } from "#domain/progress.ts";
import { mustAccept } from "#domain/result.ts";
import { asWorker } from "#store/transact.ts";
import { ownHouse } from "#test/own-house.ts";
import type { House } from "./house.ts";
import { type WalkDraft, walk } from "./walk.ts";

let house: House;
let leave: () => Promise<void>;

beforeAll(async () => {
  ({ house, leave } = await ownHouse());
});
afterAll(async () => await leave());

const draft: WalkDraft = {
  families: 100,
  seed: "1",
  label: "2026-4",
  basis: "persons",
  asOf: "2026-10-01" as PlainDate,
  regencies: ["33.07"],
};

/** Dies as a killed process does: whatever stands then, stands. */
const dyingAt =
  (room: string): Progress =>
  (event) => {
    if (event.room === room) throw new Error(`died in ${room}`);
  };

const state = async (): Promise<string> => {
  const [row] = await asWorker(house.desk, (tx) =>
    tx.query<{ state: string }>("select state from dtsen.version where label = '2026-4'"),
  );
  return row?.state ?? "none";
};

test("a walk that died after freezing goes on with projecting and publishing; done, it tells the same", async () => {
  await expect(walk(house, draft, dyingAt("publication"))).rejects.toThrow("died in publication");
  expect(await state()).toBe("frozen");
  const walked = mustAccept(await walk(house, draft, quiet), "the walk after its death");
  expect(await state()).toBe("published");
  const again = mustAccept(await walk(house, draft, quiet), "the walk once more");
  const known = ({ rooms: _, ...rest }: typeof walked) => rest;
  expect(known(again)).toEqual(known(walked));
  const other = await walk(house, { ...draft, basis: "families" }, quiet);
  expect(other).toEqual({ ok: false, problem: "build-label-taken" });
}, 120_000);
