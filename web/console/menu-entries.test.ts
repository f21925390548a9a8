import { describe, expect, test } from "vitest";
import { Officer } from "#contract/session.ts";
import { EN } from "#web/kit/words/en.ts";
import { ID } from "#web/kit/words/id.ts";
import { menuGroups } from "./menu-entries.ts";

const RIGHTS = Object.keys(Officer.properties.may.properties);
const officerWho = (may: readonly string[]): Officer =>
  ({ may: Object.fromEntries(RIGHTS.map((right) => [right, may.includes(right)])) }) as Officer;
const offered = (may: readonly string[]) =>
  menuGroups(officerWho(may), ID).flatMap(({ entries }) => entries.map(({ to }) => to));

describe("the menu", () => {
  test("leads to each screen once, in either language, and to none without a name", () => {
    for (const words of [ID, EN]) {
      const entries = menuGroups(officerWho(RIGHTS), words).flatMap((group) => group.entries);
      expect(new Set(entries.map(({ to }) => to)).size).toBe(entries.length);
      expect(new Set(entries.map(({ label }) => label)).size).toBe(entries.length);
      expect(entries.length).toBeGreaterThan(20);
    }
  });

  test("whoever may nothing sees what is open to every officer, and no empty list", () => {
    expect(offered([])).toEqual(["/program", "/versi", "/peta"]);
    expect(menuGroups(officerWho([]), ID).map(({ id }) => id)).toEqual(["aid", "data"]);
  });

  test("a list fits a phone and a desk: at most eight screens", () => {
    for (const { entries } of menuGroups(officerWho(RIGHTS), ID))
      expect(entries.length).toBeLessThanOrEqual(8);
  });
});
