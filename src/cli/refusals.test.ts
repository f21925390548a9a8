import { Command } from "commander";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import type { House } from "#jobs/house.ts";
import { servedHouse } from "#test/staged-house.ts";
import { addTo as addPerson } from "./person.ts";
import { addTo as addSurvey } from "./survey.ts";
import { addTo as addVersion } from "./version.ts";

let leave: () => Promise<void>;
let house: House;
beforeAll(async () => {
  const opened = await servedHouse();
  house = opened.house;
  leave = opened.leave;
  vi.stubEnv("DTSEN_DATA", opened.house.settings.dataFolder);
  vi.stubEnv("DTSEN_KEYS", opened.house.settings.keyFolder);
}, 120_000);
afterAll(async () => {
  vi.unstubAllEnvs();
  await leave();
});
afterEach(() => {
  process.exitCode = undefined;
});

/** What a verb says where it refuses, and the code it ends with. */
async function dtsen(...words: readonly string[]) {
  let said = "";
  const spy = vi.spyOn(process.stderr, "write").mockImplementation((text) => {
    said += String(text);
    return true;
  });
  const program = new Command("dtsen");
  addPerson(program);
  addVersion(program);
  addSurvey(program);
  for (const one of [program, ...program.commands, ...program.commands.flatMap((c) => c.commands)])
    one.exitOverride().configureOutput({ writeErr: (text) => process.stderr.write(text) });
  await program.parseAsync(["node", "dtsen", ...words]).catch(() => {
    process.exitCode = 1;
  });
  spy.mockRestore();
  return { said, code: process.exitCode };
}

test.each([
  [["version", "show", "nope"], "version-unknown", "dtsen version list"],
  [["version", "report", "nope"], "version-unknown", "Tidak ada versi beku dengan nama itu"],
  [["version", "verify", "nope"], "version-unknown", "No frozen version has that label"],
  [["person", "where", "7", "--by", "bps-steward"], "no-version", "belum ada versi beku"],
  [
    ["person", "where", "7", "--by", "bps-steward", "--version", "nope"],
    "version-unknown",
    "dtsen version list",
  ],
  [
    ["person", "where", "7", "--by", "regency-verifier"],
    "following-right-not-held",
    "dtsen account list",
  ],
  [["person", "where", "7"], "--by", "required option"],
  [
    ["survey", "refused", "6", "--file", "/nowhere/r.csv", "--by", "bps-steward"],
    "survey-zone-closed",
    "DTSEN_SURVEY_KEYS",
  ],
  [
    ["survey", "refused", "6", "--file", "/nowhere/r.csv", "--by", "psm"],
    "receiving-right-not-held",
    "dtsen account list",
  ],
  [
    [..."version build --label 2026-1 --as-of 2026-04-01 --ranked-by a --frozen-by b".split(" ")],
    "--basis",
    "required option",
  ],
])("dtsen %j is refused by code, sentence and remedy", async (words, code, remedy) => {
  const refused = await dtsen(...words);
  expect(refused.code).toBe(1);
  expect(refused.said).toContain(code);
  expect(refused.said).toContain(remedy);
});

test("no version without its basis: not by a word that is none, and not by a row of the desk", async () => {
  const words = "version build --label 2026-1 --as-of 2026-04-01 --ranked-by a --frozen-by b";
  const refused = await dtsen(...words.split(" "), "--basis", "households");
  expect(refused).toEqual({ said: "--basis: persons or families\n", code: 2 });
  for (const basis of ["null", "'households'", "default"]) {
    await expect(
      house.desk.owner.query(
        `insert into dtsen.version (label, basis, as_of, built_by) values ('2026-1', ${basis}, '2026-04-01', 'test')`,
      ),
      basis,
    ).rejects.toThrow(/basis/);
  }
});
