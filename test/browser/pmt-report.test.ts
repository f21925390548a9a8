import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { quiet } from "#domain/progress.ts";
import { mustAccept } from "#domain/result.ts";
import { judgeLayers } from "#ranking/judge-layers.ts";
import { versionPage } from "#ranking/pmt/report/version-page.ts";
import { evaluateSurvey } from "#ranking/pmt/train-survey.ts";
import { train } from "#ranking/train.ts";
import { madeSample } from "#test/made-sample.ts";
import { PATIENCE } from "#test/sizes.ts";
import { ROOT } from "#test/sources.ts";
import { axeViolations, findChromium, openChromium, soundPage } from "./chromium.ts";

const path = findChromium();

describe.skipIf(path === undefined)("reports of a ranking, opened from their folder", () => {
  let browser: Browser | undefined;
  let folder = "";
  const pages = ["pmt-report", "version-layers"] as const;
  const addressOf = (page: string) => `file://${join(folder, `${page}.html`)}`;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "dtsen-pmt-report-"));
    const example = join(ROOT, "examples/07-any-survey");
    const out = join(folder, "out");
    const answer = await evaluateSurvey(
      {
        survey: join(example, "survey.csv"),
        specFile: join(example, "spec.json"),
        options: { out, layers: "L0,L1,L2,L4" },
        models: [],
        keyFolder: join(folder, "keys"),
        limits: { threads: 1, memory: "1GB" },
      },
      quiet,
    );
    if (!answer.ok) throw new Error("the example was refused");
    await cp(join(out, "report.html"), join(folder, "pmt-report.html"));
    const sample = madeSample(520);
    const { card } = mustAccept(train(sample, "seed", "persons"), "models");
    const page = versionPage("2026-1", judgeLayers(sample, card), {
      basis: "persons",
      deciles: Array.from({ length: 10 }, (_, k) => ({
        decile: k + 1,
        families: 9_112_345 + k,
        persons: 27_901_221 - k,
      })),
      differing: { national: 1_204_551, province: 1_187_002, regency: 1_150_447 },
      ties: {
        national: [{ cut: 4, families: 118, persons: 371, reachesMilliPercent: 40_001 }],
        largest: [],
      },
    });
    await writeFile(join(folder, "version-layers.html"), page);
    browser = await openChromium(path ?? "");
  }, PATIENCE);

  afterAll(async () => {
    await browser?.close();
    await rm(folder, { recursive: true, force: true });
  });

  test.each(pages.flatMap((page) => [[page, "light"] as const, [page, "dark"] as const]))(
    "%s is sound in %s, on a phone and on a desk",
    async (name, scheme) => {
      const page = await (browser as Browser).newPage({ colorScheme: scheme });
      await page.goto(addressOf(name));
      await soundPage(page, scheme === "light" ? name : `${name}-${scheme}`);
      await page.setViewportSize({ width: 360, height: 740 });
      expect(await axeViolations(page)).toEqual([]);
      await page.close();
    },
    PATIENCE,
  );

  test.each(pages)(
    "%s asks nothing of any other place, and its tables scroll inside themselves",
    async (name) => {
      const page = await (browser as Browser).newPage({ viewport: { width: 360, height: 740 } });
      const asked: string[] = [];
      page.on("request", (request) => asked.push(request.url()));
      await page.goto(addressOf(name));
      expect(asked).toEqual([addressOf(name)]);
      expect(await page.locator("script").count()).toBe(0);
      const wide = await page
        .locator(".scroll")
        .evaluateAll(
          (boxes) =>
            boxes.filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth).length,
        );
      expect(wide).toBeGreaterThan(0);
      for (const box of await page.locator(".scroll").all())
        expect([await box.getAttribute("tabindex"), await box.getAttribute("aria-label")]).toEqual([
          "0",
          expect.stringContaining("Table of"),
        ]);
      await page.close();
    },
    PATIENCE,
  );
});
