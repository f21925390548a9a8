import { afterAll, beforeAll, expect, test } from "vitest";
import { openExplanation } from "#api/own-explanation-rows.ts";
import { exampleExplanation } from "#cli/terminal/example-explanation.ts";
import { welcomeText } from "#cli/terminal/welcome.ts";
import type { PlainDate } from "#domain/plain-date.ts";
import { type Progress, quiet } from "#domain/progress.ts";
import { mustAccept } from "#domain/result.ts";
import { parseKodeCek } from "#publication/kode-cek.ts";
import { openLookupKeys } from "#publication/lookup-keys.ts";
import { LOOKUP_LIMITS } from "#publication/lookup-limits.ts";
import { encryptField, openFieldKeys } from "#store/field-cipher.ts";
import { asWorker } from "#store/transact.ts";
import { ownHouse } from "#test/own-house.ts";
import { PATIENCE } from "#test/sizes.ts";
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

test(
  "a walk that died after freezing goes on with projecting and publishing; done, it tells the same",
  async () => {
    await expect(walk(house, draft, dyingAt("publication"))).rejects.toThrow("died in publication");
    expect(await state()).toBe("frozen");
    const walked = mustAccept(await walk(house, draft, quiet), "the walk after its death");
    expect(await state()).toBe("published");
    const again = mustAccept(await walk(house, draft, quiet), "the walk once more");
    const known = ({ rooms: _, ...rest }: typeof walked) => rest;
    expect(known(again)).toEqual(known(walked));
    const other = await walk(house, { ...draft, basis: "families" }, quiet);
    expect(other).toEqual({ ok: false, problem: "build-label-taken" });
  },
  PATIENCE,
);

test("the closing words let a newcomer read one made-up family's own explanation, and say that real codes are handed over in person", async () => {
  const nation = { families: 100, seed: "1", regency: "33.07", summary: {} as never };
  const said = await welcomeText(house, nation, 8123, new Date());
  expect(said).toContain("http://localhost:8123/mengapa");
  expect(said).toContain("Real codes are handed over in person");
  expect(said).toMatch(/NIK buatan 99\d{14}:/);
  const code = /Kode Penjelasan ([0-9A-Z-]{16})/.exec(said)?.[1] ?? "";
  const visit = {
    caller: house.desk.app,
    keys: await openLookupKeys(house.settings.keyFolder),
    limits: LOOKUP_LIMITS,
    ...{ address: "newcomer", requestId: "walk" },
  };
  const opened = await openExplanation(visit, mustAccept(parseKodeCek(code), "code"));
  expect(opened).toMatchObject({ verdict: "answered", sheet: { is_whole: true } });
  expect(opened.sheet?.score).not.toBeNull();
});

test("no code is printed where demo accounts are refused, nor of a NIK that is not made up", async () => {
  const production = { ...house, settings: { ...house.settings, isProduction: true } };
  expect(await exampleExplanation(production, new Date())).toBeUndefined();
  const keys = openFieldKeys(house.settings.keyFolder);
  const { rows } = await house.desk.owner.query<{ person_id: number }>(
    "select f.head_person_id::int as person_id from dtsen.family f join dtsen.outcome o using (version_no, family_id) where o.outcome = 'recipient'",
  );
  for (const { person_id: rowId } of rows) {
    const place = { table: "person", column: "nik_enc", rowId };
    // No such number: sixteen digits that do not begin with 99 may stand nowhere here.
    const sealed = encryptField(keys, place, "12");
    await house.desk.owner.query("update dtsen.person set nik_enc = $2 where person_id = $1", [
      rowId,
      sealed,
    ]);
  }
  expect(await exampleExplanation(house, new Date())).toBeUndefined();
});
