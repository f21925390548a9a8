import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { LABEL_VARIABLES } from "./label-variables.ts";
import type { PlainDate } from "./plain-date.ts";
import {
  countByLabel,
  EXTREME_POVERTY_LINES,
  extremePovertyLineOn,
  LABEL_DEFINITIONS,
  labelsOn,
  POVERTY_MARK,
} from "./welfare-labels.ts";

const day = (text: string) => text as PlainDate;

test("words and line count from their first day on, each with its source", () => {
  expect(labelsOn(day("2025-02-04"))).toBeUndefined();
  expect(labelsOn(day("2025-02-05"))).toBe(LABEL_DEFINITIONS[0]);
  expect(extremePovertyLineOn(day("2022-06-07"))).toBeUndefined();
  expect(extremePovertyLineOn(day("2026-01-01"))?.perPersonDay).toBe(10_739n);
  for (const { source } of [...LABEL_DEFINITIONS, ...EXTREME_POVERTY_LINES]) {
    expect(source.length).toBeGreaterThan(10);
  }
});

test("a month of the line is thirty of its days", () => {
  for (const { perPersonDay, perPersonMonth } of EXTREME_POVERTY_LINES) {
    expect(perPersonMonth).toBe(perPersonDay * 30n);
  }
});

test("every decile has one word, and nobody is lost or counted twice; the mark is always there", () => {
  const counts = fc.array(fc.record({ families: fc.nat(1e6), persons: fc.nat(1e6) }), {
    minLength: 10,
    maxLength: 10,
  });
  fc.assert(
    fc.property(counts, (tenths) => {
      const deciles = tenths.map((one, i) => ({ decile: i + 1, ...one }));
      const counted = countByLabel(day("2026-01-01"), deciles);
      for (const of of ["families", "persons"] as const) {
        const sum = (rows: readonly { readonly families: number; readonly persons: number }[]) =>
          rows.reduce((all, row) => all + row[of], 0);
        expect(sum(counted?.rows ?? [])).toBe(sum(deciles));
      }
      expect(counted?.mark).toBe(POVERTY_MARK);
    }),
  );
});

/** Where counts by these words may be written: what prints them prints the mark. */
const MAY_COUNT = ["src/cli/terminal/label-report.ts", "src/domain/label-variables.ts"];

test("words and line are for counts alone: no family's page, no answer about a family and no step knows them", () => {
  const files = ["src", "web"].flatMap((root) =>
    readdirSync(root, { recursive: true })
      .map((name) => join(root, String(name)))
      .filter((name) => /\.tsx?$/.test(name) && !name.endsWith(".test.ts")),
  );
  const users = files.filter((name) => /welfare-labels\.ts"/.test(readFileSync(name, "utf8")));
  expect(users.sort()).toEqual(MAY_COUNT);
});

test("tables count by the words through their deciles, and only under the mark", () => {
  expect(LABEL_VARIABLES).toHaveLength(LABEL_DEFINITIONS.length);
  for (const { mark, folds, inForce } of LABEL_VARIABLES) {
    expect(mark).toBe(POVERTY_MARK);
    expect(folds?.column).toBe("decile_national");
    expect(folds?.groups.flatMap(({ values }) => values)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(LABEL_DEFINITIONS.map(({ validFrom }) => validFrom)).toContain(inForce?.from);
  }
});
