import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const FILES = globSync("src/domain/**/*.ts").filter((file) => !file.endsWith(".test.ts"));

test("the law book knows no clock, no chance, no files and no Node: it runs in a browser", () => {
  expect(FILES.length).toBeGreaterThan(40);
  const impure =
    /from "node:|from "#|\bprocess\.|Math\.random|Date\.now|new Date\(\)|\bBuffer\b|\bfetch\(/;
  expect(FILES.filter((file) => impure.test(readFileSync(file, "utf8")))).toEqual([]);
});
