import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { mustAccept, refuse } from "#domain/result.ts";
import { getIn, ofVersionOn, readProgramBook } from "#programs/program-book.ts";
import { areExample, versionBudgets, versionQuotas } from "#programs/version-quotas.ts";
import { asWorker } from "#store/transact.ts";
import { ownHouse } from "#test/own-house.ts";
import type { House } from "./house.ts";
import { hashedRules } from "./rules-of-version.ts";
import {
  answerVersionProgram,
  listVersionPrograms,
  proposeVersionProgram,
  type VersionProgramDraft,
} from "./version-programs.ts";

/** What two people say of programs of versions: which, with which places and money, from when until when. */
let house: House;
let leave: () => Promise<void>;

beforeAll(async () => {
  ({ house, leave } = await ownHouse());
});
afterAll(async () => await leave());

const DATED = { validFrom: "2027-01-01", legalBasis: "SK 12/HUK/2027" };
const QUOTAS = [
  { program: "pkh", regencyNo: 3204, places: 9, reserve: 1, isExample: false, ...DATED },
];
/** More rupiah than a number holds for certain are refused; so many it does. */
const RUPIAH = 9_007_199_254_740_991;
const BUDGETS = [{ program: "pkh", regencyNo: 3204, rupiah: RUPIAH, ...DATED }];

async function kept(name: string, rows: unknown): Promise<string> {
  const file = join(house.settings.dataFolder, `${name}.json`);
  await writeFile(file, JSON.stringify(rows));
  return file;
}

const say = (of: Partial<VersionProgramDraft>) =>
  proposeVersionProgram(house.desk, {
    ...{ program: "pkh", isIn: true, from: "2027-01-01" },
    ...{ reason: "SK 12/HUK/2027 tentang kuota", by: "bps-steward" },
    ...of,
  });

async function agree(of: Partial<VersionProgramDraft>): Promise<void> {
  const entry = mustAccept(await say(of), "proposed");
  const by = "bps-steward-2";
  mustAccept(await answerVersionProgram(house.desk, { entry, answer: "confirmed", by }), "agreed");
}

/** What a version as of a day would be determined with, of one regency of a hundred families. */
async function termsOf(id: string, day: string) {
  const book = await asWorker(house.desk, readProgramBook);
  const program = getIn(book, id);
  const counts = [{ regencyNo: 3204, families: 100, persons: 300 }];
  return {
    quotas: versionQuotas(counts, [program], day),
    isExample: areExample(program, day),
    budgets: versionBudgets([program], day),
    isDetermined: ofVersionOn(book, day).some((one) => one.id === id),
    hashes: hashedRules({ asOf: day, seed: "1" }, book),
  };
}

test("a program of every version is given places and money by decree, for versions of that day and later", async () => {
  expect(await say({})).toEqual(refuse("of-every-version"));
  const foreign = await kept("foreign", [{ ...BUDGETS[0], program: "klj" }]);
  expect(await say({ budgetFile: foreign })).toEqual(refuse("budgets-unreadable"));
  const uncertain = await kept("uncertain", [{ ...BUDGETS[0], rupiah: RUPIAH + 1 }]);
  expect(await say({ budgetFile: uncertain })).toEqual(refuse("budgets-unreadable"));
  const before = await termsOf("pkh", "2027-01-01");
  expect(before).toMatchObject({ isExample: true, budgets: [], isDetermined: true });
  expect(before.hashes).not.toHaveProperty("budgets");
  await agree({
    quotaFile: await kept("quotas", QUOTAS),
    budgetFile: await kept("budgets", BUDGETS),
  });
  const after = await termsOf("pkh", "2027-01-01");
  expect(after).toMatchObject({ quotas: QUOTAS, isExample: false, isDetermined: true });
  expect(after.budgets).toEqual([{ ...BUDGETS[0], rupiah: BigInt(RUPIAH) }]);
  // Other places and other money make another version; one of the day before is what it was.
  expect(after.hashes.quotas).not.toBe(before.hashes.quotas);
  expect(after.hashes).toHaveProperty("budgets");
  expect(await termsOf("pkh", "2026-12-31")).toMatchObject({ isExample: true, budgets: [] });
  expect(await listVersionPrograms(house.desk)).toMatchObject([
    { program: "pkh", hasQuotas: true, hasBudgets: true, answer: "confirmed" },
  ]);
});

test("where its decree ends a program of every version goes on with places of the example", async () => {
  await agree({ isIn: false, from: "2027-07-01" });
  expect(await termsOf("pkh", "2027-06-30")).toMatchObject({ isExample: false });
  expect(await termsOf("pkh", "2027-07-01")).toMatchObject({
    ...{ isExample: true, budgets: [], isDetermined: true },
  });
});

test("another program is determined until it is ended", async () => {
  await agree({ program: "klj" });
  await agree({ program: "klj", isIn: false, from: "2028-01-01" });
  expect((await termsOf("klj", "2027-12-31")).isDetermined).toBe(true);
  expect((await termsOf("klj", "2028-01-01")).isDetermined).toBe(false);
});
