import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";

/** One stop of the Tab key: what it is called, and whether an eye can find it. */
export type TabStop = { readonly name: string; readonly isSeen: boolean };

/** More stops than any screen has. */
const STOPS_AT_MOST = 150;

/** Runs in the page: what has the focus within the screen, named as it is read; undefined outside it. */
const FOCUSED = `(() => {
  const one = document.activeElement;
  if (one === null || one.closest("main") === null) return undefined;
  const plain = (node) => {
    const copy = node.cloneNode(true);
    for (const part of copy.querySelectorAll("kbd, [aria-hidden='true'], option")) part.remove();
    return copy.textContent.replaceAll(/\\s+/g, " ").trim();
  };
  const label = one.labels?.[0];
  const name = one.getAttribute("aria-label") ?? plain(label ?? one);
  const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one);
  const ring = (outlineStyle !== "none" && parseFloat(outlineWidth) >= 2) || boxShadow !== "none";
  const { x, y, width, height } = one.getBoundingClientRect();
  const at = document.elementFromPoint(x + width / 2, y + Math.min(height, innerHeight) / 2);
  const isInFront = at !== null && (one.contains(at) || at.contains(one));
  return { name, isSeen: ring && isInFront };
})()`;

/** Runs in the page: how many things within the screen take the Tab key; of a row of choices the chosen one. */
const STOPS = `[...document.querySelectorAll("main :is(a[href], button, input, select, textarea, summary, [tabindex='0'])")]
  .filter((one) => !one.disabled && one.checkVisibility() && (one.type !== "radio" || one.checked)).length`;

/** Runs in the page: what looks as if a mouse could press it, and no key can. */
const MOUSE_ONLY = `[...document.querySelectorAll("main *")]
  .filter((one) => getComputedStyle(one).cursor === "pointer")
  .filter((one) => one.closest("a[href], button, summary, label, select, input") === null)
  .map((one) => one.outerHTML.slice(0, 80))`;

/**
 * Walks a screen with the Tab key from its heading to its end. Everything that can be pressed is a stop, each has a
 * name and a visible focus with nothing in front of it, and nothing answers to the mouse alone.
 */
export async function walkByTab(page: Page, screen: string): Promise<readonly string[]> {
  // A stop is looked at where it comes to rest.
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.locator("main h1").focus();
  const stops: TabStop[] = [];
  for (let nth = 0; nth < STOPS_AT_MOST; nth++) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate<TabStop | undefined>(FOCUSED);
    if (stop === undefined) break;
    stops.push(stop);
  }
  await page.emulateMedia({ reducedMotion: null });
  const unseen = stops.filter(({ name, isSeen }) => name === "" || !isSeen);
  expect(unseen, `${screen}: stops without a name or a visible focus`).toEqual([]);
  expect(stops.length, `${screen}: stops`).toBe(await page.evaluate<number>(STOPS));
  expect(await page.evaluate<string[]>(MOUSE_ONLY), `${screen}: for the mouse alone`).toEqual([]);
  return stops.map(({ name }) => name);
}

/** Goes to one thing of the page by the Tab key alone. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  const reached = target.and(page.locator(":focus"));
  for (let nth = 0; nth < STOPS_AT_MOST; nth++) {
    if ((await reached.count()) > 0) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`The Tab key never comes to ${target}.`);
}

/** Goes to one thing by the Tab key and presses it. */
export async function pressOn(page: Page, target: Locator, key = "Enter"): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press(key);
}

/** Goes to a field by the Tab key and types; of a day, day, month and year as the screen writes them. */
export async function typeInto(page: Page, field: Locator, said: string): Promise<void> {
  await tabTo(page, field);
  await page.keyboard.type(said);
}

/** Where the focus is: on such a thing, with these words. */
export async function focused(page: Page, selector: string, words: string): Promise<void> {
  await page.locator(`${selector}:focus`).filter({ hasText: words }).waitFor();
}

/** The skip link: the first thing of the page, seen once it has the focus, and the screen comes next. */
export async function skipsToContent(page: Page): Promise<void> {
  const skip = page.locator("a.skip");
  await skip.focus();
  const box = await skip.boundingBox();
  expect(box?.y ?? -1, "the skip link is on screen").toBeGreaterThanOrEqual(0);
  await page.keyboard.press("Enter");
  await page.locator("main:focus").waitFor();
  expect(
    await page.evaluate<boolean>(
      `document.querySelector("a[href], button, select") === document.querySelector("a.skip")`,
    ),
    "nothing comes before it",
  ).toBe(true);
}
