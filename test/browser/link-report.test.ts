import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { quiet } from "#domain/progress.ts";
import { linkFiles } from "#matching/link-files/link-files.ts";
import { PATIENCE } from "#test/sizes.ts";
import { ROOT } from "#test/sources.ts";
import { axeViolations, findChromium, openChromium, soundPage } from "./chromium.ts";

const path = findChromium();

describe.skipIf(path === undefined)("the report of dtsen link, opened from its folder", () => {
  let browser: Browser | undefined;
  let folder = "";
  let report = "";

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "dtsen-report-"));
    await cp(join(ROOT, "examples/02-link-two-files"), folder, { recursive: true });
    const draft = { jobFile: join(folder, "job.json"), limits: { threads: 1, memory: "1GB" } };
    const answer = await linkFiles(draft, quiet);
    if (!answer.ok) throw new Error("the example was refused");
    report = `file://${join(answer.value.outFolder, "report.html")}`;
    browser = await openChromium(path ?? "");
  }, PATIENCE);

  afterAll(async () => {
    await browser?.close();
    await rm(folder, { recursive: true, force: true });
  });

  test.each(["light", "dark"] as const)(
    "is sound in %s, on a phone and on a desk",
    async (scheme) => {
      const page = await (browser as Browser).newPage({ colorScheme: scheme });
      await page.goto(report);
      await soundPage(page, `link-report-${scheme}`);
      await page.setViewportSize({ width: 360, height: 740 });
      expect(await axeViolations(page)).toEqual([]);
      await page.close();
    },
    PATIENCE,
  );

  test(
    "asks nothing of any other place, and runs no script",
    async () => {
      const page = await (browser as Browser).newPage();
      const asked: string[] = [];
      page.on("request", (request) => asked.push(request.url()));
      await page.goto(report);
      expect(asked).toEqual([report]);
      expect(await page.locator("script").count()).toBe(0);
      expect(await page.locator("h2").allTextContents()).toEqual([
        "How right it is",
        "The threshold",
        "What was compared",
        "What each column says",
        "How a link comes about",
        "Which pairs were compared",
        "How clear the answers are",
        "Records that cannot be linked",
        "Sizes of clusters",
      ]);
      await page.close();
    },
    PATIENCE,
  );
});
