import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AxeResults } from "axe-core";
import { type Browser, chromium, type Locator, type Page } from "playwright-core";
import { expect } from "vitest";

const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** The machine's own Chromium, or undefined; CI must have it, elsewhere its absence is said aloud. */
export function findChromium(): string | undefined {
  const found = [process.env.CHROMIUM_PATH, ...PLACES].find(
    (place) => place !== undefined && existsSync(place),
  );
  if (found === undefined) {
    const said = "no Chromium on this machine: browser tests are SKIPPED (set CHROMIUM_PATH)";
    if (process.env.CI !== undefined) throw new Error(said);
    process.stderr.write(`\n!!! ${said}\n\n`);
  }
  return found;
}

export async function openChromium(executablePath: string): Promise<Browser> {
  return await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
}

/** What axe finds wrong on the page, each with the elements it means; WCAG 2.2 AA and good practice. */
export async function axeViolations(page: Page): Promise<readonly string[]> {
  await page.addScriptTag({ path: "node_modules/axe-core/axe.min.js" }).catch(async () => {
    // Our own policy forbids foreign scripts, as it should: axe comes in through the debugger.
    const { readFile } = await import("node:fs/promises");
    await page.evaluate(await readFile("node_modules/axe-core/axe.min.js", "utf8"));
  });
  const results = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run(): Promise<AxeResults> } };
    return await axe.run();
  });
  return results.violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(" | ")}`,
  );
}

/** Pictures of a test go beside its other scratch; DTSEN_SCREENSHOTS=docs/screenshots renews the committed ones. */
const PICTURES = process.env.DTSEN_SCREENSHOTS ?? join(tmpdir(), "dtsen-pictures");

/** Writes the page as <name>-<width>.png at 360 and 1280 pixels; whole, so that what sticks to an edge lies in its place. */
export async function photograph(page: Page, name: string): Promise<void> {
  for (const width of [360, 1280]) {
    const height = width === 360 ? 740 : 860;
    await page.setViewportSize({ width, height });
    // What folds by width has done so by then. A page without script has no frames to wait for: the clock is ours.
    await page.waitForTimeout(60);
    const whole = await page.evaluate<number>("document.documentElement.scrollHeight");
    await page.setViewportSize({ width, height: Math.max(height, whole) });
    await page.screenshot({ path: join(PICTURES, `${name}-${width}.png`), fullPage: true });
  }
}

/** True where nothing has to be scrolled sideways. */
async function fitsWidth(page: Page): Promise<boolean> {
  return await page.evaluate<boolean>(
    "document.documentElement.scrollWidth <= document.documentElement.clientWidth + 1",
  );
}

/** A screen is sound when axe finds nothing, it fits a phone, and its picture is taken. */
export async function soundPage(page: Page, name: string): Promise<void> {
  await page.waitForLoadState("networkidle");
  expect(await axeViolations(page), `axe on ${name}`).toEqual([]);
  await photograph(page, name);
  await page.setViewportSize({ width: 360, height: 740 });
  expect(await fitsWidth(page), `${name} at 360 px`).toBe(true);
  await page.setViewportSize({ width: 1280, height: 860 });
}

/** Seen whole without scrolling, on a desk and on a phone. */
export async function staysAtHand(page: Page, thing: Locator): Promise<void> {
  for (const [width, height] of [
    [360, 740],
    [1280, 860],
  ] as const) {
    await page.setViewportSize({ width, height });
    await page.evaluate("scrollTo(0, 0)");
    const box = await thing.boundingBox();
    expect((box?.y ?? height) + (box?.height ?? 0), `at ${width} px`).toBeLessThanOrEqual(height);
  }
}
