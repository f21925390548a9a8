import type { Page } from "playwright-core";

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
  await page.route(requests, (route) => {
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
