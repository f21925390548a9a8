import { expect, test } from "vitest";
import type { RankFindings } from "#ranking/rank-findings.ts";
import { rankingReport } from "./ranking-report.ts";

const FINDINGS: RankFindings = {
  basis: "persons",
  otherBasis: "families",
  families: 40,
  persons: 130,
  deciles: [{ decile: 1, families: 4, persons: 13 }],
  differing: { national: 6, province: 5, regency: 4 },
  ties: {
    national: [{ cut: 1, families: 3, persons: 9, reachesMilliPercent: 10_770 }],
    largest: [{ level: "regency", area: 3273, cut: 4, families: 2 }],
  },
  moves: {
    previousVersionNo: 7,
    matrix: [{ from: 2, to: 1, families: 1, persons: 3 }],
    before: 39,
    came: 2,
    left: 1,
    mobility: 0.125,
    meanSteps: 0.5,
    psi: { value: 0.0123, bins: 10, noise: 0.0005 },
  },
  checks: [{ says: "families of all deciles", left: 40, right: 40 }],
};

test("the report says the basis over every table, what the other would change, ties, moves and sums", () => {
  const said = rankingReport(FINDINGS).join("\n");
  const titles = said.split("\n").filter((line) => line.startsWith("## "));
  expect(titles.slice(0, 3).every((title) => title.includes("persons (jiwa)"))).toBe(true);
  expect(said).toContain(
    "With deciles equal in families (keluarga) another decile would hold: nationally 6 families (15.00 %), in their province 5, in their regency 4.",
  );
  expect(said).toContain("| 1 | 3 | 9 | 10.770 % |");
  expect(said).toContain("The largest of a regency: 2 families on cut 4 of 3273.");
  expect(said).toContain("| 2 | 1 | 0 | 0 |");
  expect(said).toContain("2 came, 1 left. Of those in both 12.50 % changed their decile");
  expect(said).toContain("(PSI over 10 bins): 0.0123");
  expect(said).toContain("- families of all deciles: 40 and 40");
});

test("a version without a parent has nothing to compare, one without counts says so", () => {
  const { moves: _, ...alone } = FINDINGS;
  expect(rankingReport(alone).join("\n")).toContain("No version before");
  expect(rankingReport(undefined).join("\n")).toContain("before its places were counted");
});
