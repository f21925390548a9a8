import type { Page } from "playwright-core";

/** How fast the screen turns from one pair to the next, and how heavy a pair is: for the page that says how good it is. */
export type Turns = { report(): Promise<string> };

/** Runs in the page: from each key until another pair has been painted, in milliseconds. */
const WATCH = `(() => {
  const turns = (window.dtsenTurns = []);
  const shown = () => document.querySelector("[data-pair]")?.getAttribute("data-pair");
  let [pressedAt, before] = [0, shown()];
  addEventListener("keydown", () => { pressedAt = performance.now(); before = shown(); }, true);
  new MutationObserver(() => {
    const now = shown();
    if (pressedAt === 0 || now === undefined || now === before) return;
    const from = pressedAt;
    [pressedAt, before] = [0, now];
    requestAnimationFrame(() => setTimeout(() => turns.push(performance.now() - from)));
  }).observe(document.body, { subtree: true, childList: true, attributeFilter: ["data-pair"] });
})()`;

const ONE_PAIR = /\/identity-reviews\/\d+$/;

/** Measures from now on; what came is told, never judged: a busy machine would make a good screen red. */
export async function watchTurns(page: Page): Promise<Turns> {
  const bytes: number[] = [];
  const sent: number[] = [];
  page.on("response", async (response) => {
    if (!ONE_PAIR.test(response.url())) return;
    const body = await response.body().catch(() => undefined);
    const sizes = await response
      .request()
      .sizes()
      .catch(() => undefined);
    if (body !== undefined) bytes.push(body.length);
    if (sizes !== undefined) sent.push(sizes.responseBodySize);
  });
  await page.evaluate(WATCH);
  return {
    report: async () => {
      const turns = await page.evaluate<number[]>("window.dtsenTurns");
      const ms = (share: number) => `${Math.round(quantile(turns, share))} ms`;
      return (
        `from the key to the next pair, ${turns.length} times: p50 ${ms(0.5)}, p95 ${ms(0.95)}; ` +
        `a pair, ${bytes.length} of them: ${quantile(bytes, 0.5)} bytes (at most ${quantile(bytes, 1)}), ` +
        `on the line ${quantile(sent, 0.5)}`
      );
    },
  };
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}
