import type { Browser } from "playwright-core";
import { afterAll, beforeAll } from "vitest";
import { PATIENCE } from "#test/sizes.ts";
import { openChromium } from "./chromium.ts";
import { openRegister, type Register } from "./register.ts";
import type { Stage } from "./stage.ts";

/** Walks a register of its own before the journeys of a file, and opens a browser at `path` over it. */
export function setStage(path: string | undefined): () => Stage {
  let register: Register | undefined;
  let browser: Browser | undefined;

  beforeAll(async () => {
    register = await openRegister();
    browser = await openChromium(path ?? "");
  }, PATIENCE);

  afterAll(async () => {
    await browser?.close();
    await register?.close();
  });

  return () => {
    if (register === undefined || browser === undefined) throw new Error("the stage is not set");
    const [opened, ready] = [browser, register];
    return {
      register: ready,
      openPage: async ({ javaScriptEnabled = true } = {}) => {
        const context = await opened.newContext({
          viewport: { width: 1280, height: 860 },
          locale: "id-ID",
          javaScriptEnabled,
        });
        return await context.newPage();
      },
    };
  };
}
