import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe } from "vitest";
import { PATIENCE } from "#test/sizes.ts";
import { accountsJourney } from "./accounts-journey.ts";
import { findChromium, openChromium } from "./chromium.ts";
import { citizenJourney } from "./citizen-journey.ts";
import { fieldworkJourney } from "./fieldwork-journey.ts";
import { identityJourney } from "./identity-journey.ts";
import { officerJourney } from "./officer-journey.ts";
import { protectionJourney } from "./protection-journey.ts";
import { openRegister, type Register } from "./register.ts";
import { reviewJourney } from "./review-journey.ts";
import { reviewRoundJourney } from "./review-round-journey.ts";
import type { Stage } from "./stage.ts";
import { tablesJourney } from "./tables-journey.ts";

const path = findChromium();

describe.skipIf(path === undefined)(
  "journeys in a real browser, over a register that was walked",
  () => {
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

    function stage(): Stage {
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
    }

    describe("a citizen without JavaScript", () => citizenJourney(stage));
    describe("an officer", () => officerJourney(stage));
    describe("a planner", () => tablesJourney(stage));
    describe("accounts and appointments", () => accountsJourney(stage));
    describe("work between versions", () => fieldworkJourney(stage));
    describe("identity", () => identityJourney(stage));
    describe("protection", () => protectionJourney(stage));
    describe("a round of review", () => reviewRoundJourney(stage));
    describe("review", () => reviewJourney(stage));
  },
);
