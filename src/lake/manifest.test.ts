import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readManifest, verifyManifest, writeManifest } from "./manifest.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "manifest-"));
  await writeFile(join(folder, "b.parquet"), "bbb");
  await writeFile(join(folder, "a.parquet"), "aaa");
});
afterEach(() => rm(folder, { recursive: true }));

const DRAFT = {
  kind: "version",
  codeVersion: "0.1.0",
  inputs: { seed: "7", delivery: "abc" },
  counts: { person: 3 },
  files: [{ path: "b.parquet" }, { path: "a.parquet", rows: 3, contentHash: "3-1-2" }],
};

test("says what the folder holds, and says it the same twice", async () => {
  const { manifest, sha256 } = await writeManifest(folder, DRAFT);
  expect(manifest.files.map(({ path, bytes }) => [path, bytes])).toEqual([
    ["a.parquet", 3],
    ["b.parquet", 3],
  ]);
  expect((await writeManifest(folder, DRAFT)).sha256).toBe(sha256);
  expect(await readManifest(folder)).toEqual({ manifest, sha256 });
  expect(await verifyManifest(folder)).toEqual([]);
});

test("names every difference", async () => {
  await writeManifest(folder, DRAFT);
  await writeFile(join(folder, "a.parquet"), "aab");
  await rm(join(folder, "b.parquet"));
  expect(await verifyManifest(folder)).toEqual([
    { path: "a.parquet", difference: "other-content" },
    { path: "b.parquet", difference: "missing" },
  ]);
  await writeFile(join(folder, "b.parquet"), "b");
  expect((await verifyManifest(folder))[1]).toEqual({
    path: "b.parquet",
    difference: "other-size",
  });
});
