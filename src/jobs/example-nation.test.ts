import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { removeNation } from "./example-nation.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "dtsen-nation-"));
});
afterAll(async () => await rm(folder, { recursive: true, force: true }));

test("begun anew, nothing of the old nation is left, surveys and their keys neither; what is others' stays", async () => {
  const files = [
    "data/example-nation.json",
    "data/lake/versions/1/manifest.json",
    "data/survey/deliveries/6/original.enc",
    "data/notes.txt",
    "keys/master.key",
    "keys/data/1.key",
    "keys/theirs.pem",
    "keys-survey/master.key",
    "keys-survey/data/1.key",
    "keys-survey/theirs.txt",
  ].map((path) => join(folder, path));
  for (const file of files) {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, "x");
  }
  const [dataFolder, keyFolder, surveyKeyFolder] = ["data", "keys", "keys-survey"].map((name) =>
    join(folder, name),
  ) as [string, string, string];
  await removeNation({ dataFolder, keyFolder, surveyKeyFolder });
  const left = await Promise.all([dataFolder, keyFolder, surveyKeyFolder].map((f) => readdir(f)));
  expect(left).toEqual([["notes.txt"], ["theirs.pem"], ["theirs.txt"]]);
});
