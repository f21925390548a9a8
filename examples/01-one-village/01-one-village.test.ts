import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { quiet } from "#domain/progress.ts";
import { lakeFolders, makeLakeFolders } from "#lake/folders.ts";
import { openKeyring } from "#lake/keyring.ts";
import { readSettings } from "#settings.ts";
import { deskForTests } from "#test/store.ts";
import { type OneVillage, VILLAGE, walkOneVillage } from "./one-village.ts";

const desk = deskForTests();
let folder = "";
let village: OneVillage;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "dtsen-one-village-"));
  const { keyFolder } = desk().settings;
  const folders = lakeFolders(folder);
  await makeLakeFolders(folders);
  const settings = { ...readSettings({ DTSEN_DATA: folder, DTSEN_MEMORY: "1GB" }), keyFolder };
  const keyring = await openKeyring(keyFolder);
  village = await walkOneVillage({ settings, folders, keyring, desk: desk() }, quiet);
});
afterAll(async () => await rm(folder, { recursive: true, force: true }));

test("every source was received, and the families stand in a version", () => {
  const sources = new Set(village.summary.sources.map(({ source }) => source));
  for (const source of ["dukcapil", "dtks", "regsosek", "p3ke"]) {
    expect(sources).toContain(source);
  }
  expect(village.summary.families).toBeGreaterThan(VILLAGE.families / 2);
  expect(village.summary.deciles).toHaveLength(10);
});

test("links are judged against the truth that the generator knows", () => {
  for (const { source, precision } of village.summary.matching) {
    expect([source, precision > 0.95]).toEqual([source, true]);
  }
});

test("a family that a program chose reads so on the public site, and nothing else about itself", () => {
  expect(village.answer).toMatch(/terdaftar menerima/);
  expect(village.answer).toMatch(/contoh.1/);
  expect(village.answer).not.toMatch(/desil|\d{16}/i);
});

test("the printed summary names the version, the deliveries and the programs", () => {
  expect(village.text).toContain("Versi contoh-1");
  expect(village.text).toMatch(/dukcapil/);
  expect(village.text).toMatch(/sembako/);
});
