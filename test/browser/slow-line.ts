import type { Page, Route } from "playwright-core";
import { expect } from "vitest";

const PROBE = "probe-of-a-test";

/**
 * Takes over requests of that kind, from the very next one. Chromium says that it intercepts before a page's
 * own requests have heard of it, so a key that is pressed at once can still get through: a probe is sent
 * until one is caught.
 */
export async function takeOver(
  page: Page,
  requests: string,
  handle: (route: Route) => Promise<void>,
): Promise<void> {
  await page.route(requests, handle);
  await page.route(`**/*?${PROBE}`, (route) => route.fulfill({ status: 204 }));
  const probed = () =>
    page.evaluate(
      (query) => fetch(`?${query}`, { cache: "no-store" }).then((r) => r.status),
      PROBE,
    );
  await expect.poll(probed, { timeout: 10_000 }).toBe(204);
  await page.unroute(`**/*?${PROBE}`);
}

type Held = { release(): Promise<void> };

/** Requests of that kind wait until they are let go. */
export async function slowLine(page: Page, requests: string): Promise<Held> {
  return await holdUp(page, requests, async (route, isOpen) => {
    await isOpen;
    await route.continue();
  });
}

/** Requests of that kind are answered at once; the answers wait until they are let go. */
export async function slowAnswers(page: Page, requests: string): Promise<Held> {
  return await holdUp(page, requests, async (route, isOpen) => {
    const response = await route.fetch();
    await isOpen;
    await route.fulfill({ response });
  });
}

async function holdUp(
  page: Page,
  requests: string,
  pass: (route: Route, isOpen: Promise<void>) => Promise<void>,
): Promise<Held> {
  let open = () => {};
  const isOpen = new Promise<void>((resolve) => {
    open = resolve;
  });
  const sent: Promise<void>[] = [];
  await takeOver(page, requests, (route) => {
    const goes = pass(route, isOpen);
    sent.push(goes);
    return goes;
  });
  return {
    release: async () => {
      open();
      await Promise.all(sent);
      await page.unroute(requests);
    },
  };
}
