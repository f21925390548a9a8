import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { sweepFar } from "./far-desk.ts";

let root = "";
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "far-desk-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function plant(name: string, origin: string): string {
  const folder = join(root, name);
  mkdirSync(join(folder, "desk"), { recursive: true });
  writeFileSync(join(folder, "origin"), `${origin}\nmark-of-${name}`);
  return folder;
}

test("the desk of a volume that is not mounted stays, and is told", () => {
  const folder = plant("a", "/srv/volume-not-mounted/data/desk");
  expect(sweepFar(root, "/srv/other/desk", "m")).toEqual([
    { folder, origin: "/srv/volume-not-mounted/data/desk" },
  ]);
  expect(existsSync(join(folder, "desk"))).toBe(true);
});

test("it stays also where an empty mount point was just given a new mark", () => {
  const folder = plant("a", "/srv/volume/data/desk");
  expect(sweepFar(root, "/srv/volume/data/desk", "new")).toHaveLength(1);
  expect(existsSync(folder)).toBe(true);
});

test("what temporary folders left behind is removed; a desk whose folder answers is kept", () => {
  const gone = plant("a", join(tmpdir(), "never-was", "desk"));
  const origin = join(root, "living");
  mkdirSync(origin);
  writeFileSync(join(origin, "far-desk"), "mark-of-b");
  const living = plant("b", origin);
  expect(sweepFar(root, "/srv/other/desk", "m")).toEqual([]);
  expect([existsSync(gone), existsSync(living)]).toEqual([false, true]);
});
