import { existsSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { expect, test } from "vitest";
import { projectFiles, ROOT, textOf } from "#test/sources.ts";
import { withRoomsTable } from "../scripts/architecture.ts";

const pages = projectFiles().filter((file) => file.endsWith(".md"));

test("the table of rooms is the one in src/rooms.ts; else run scripts/architecture.ts", () => {
  const page = textOf("docs/ARCHITECTURE.md");
  expect(withRoomsTable(page)).toBe(page);
});

test("pages point only to what exists", () => {
  const broken = pages.flatMap((page) =>
    [...textOf(page).matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)/g)]
      .map(([, target = ""]) => ({ page, target }))
      .filter(({ target }) => !existsSync(join(ROOT, normalize(join(dirname(page), target))))),
  );
  expect(broken).toEqual([]);
});

test("pages name only files that exist", () => {
  const named = pages.flatMap((page) =>
    [
      ...textOf(page).matchAll(
        /`((?:src|docs|test|bench|bin|scripts|examples|web)\/[\w./-]+\.\w+)`/g,
      ),
    ].map(([, file = ""]) => ({ page, file })),
  );
  expect(named.length).toBeGreaterThan(10);
  expect(named.filter(({ file }) => !existsSync(join(ROOT, file)))).toEqual([]);
});
