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

/** Requests of that kind wait until they are let go. */
export async function slowLine(
  page: Page,
  requests: string,
): Promise<{ release(): Promise<void> }> {
  let open = () => {};
  const isOpen = new Promise<void>((resolve) => {
    open = resolve;
  });
  const sent: Promise<void>[] = [];
  await takeOver(page, requests, (route) => {
    const goes = isOpen.then(() => route.continue());
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
