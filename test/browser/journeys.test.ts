import { describe } from "vitest";
import { accountsJourney } from "./accounts-journey.ts";
import { areasJourney } from "./areas-journey.ts";
import { benchJourney } from "./bench-journey.ts";
import { findChromium } from "./chromium.ts";
import { citizenJourney } from "./citizen-journey.ts";
import { crisisJourney } from "./crisis-journey.ts";
import { determinationJourney } from "./determination-journey.ts";
import { explanationJourney } from "./explanation-journey.ts";
import { fieldworkJourney } from "./fieldwork-journey.ts";
import { identityJourney } from "./identity-journey.ts";
import { modelJourney } from "./model-journey.ts";
import { movesJourney } from "./moves-journey.ts";
import { officerJourney } from "./officer-journey.ts";
import { paymentsJourney } from "./payments-journey.ts";
import { plansJourney } from "./plans-journey.ts";
import { protectionJourney } from "./protection-journey.ts";
import { reactivationJourney } from "./reactivation-journey.ts";
import { removalsJourney } from "./removals-journey.ts";
import { ruleJourney } from "./rule-journey.ts";
import { setStage } from "./set-stage.ts";
import { tablesJourney } from "./tables-journey.ts";
import { whatIfJourney } from "./what-if-journey.ts";

const path = findChromium();

describe.skipIf(path === undefined)(
  "journeys in a real browser, over a register that was walked",
  () => {
    const stage = setStage(path);
    describe("a citizen without JavaScript", () => citizenJourney(stage));
    describe("a family that asks why", () => explanationJourney(stage));
    describe("an officer", () => officerJourney(stage));
    describe("a planner", () => tablesJourney(stage));
    describe("a planner who asks what if", () => whatIfJourney(stage));
    describe("an officer of a region", () => areasJourney(stage));
    describe("a statistician", () => modelJourney(stage));
    describe("the bench of a statistician", () => benchJourney(stage));
    describe("accounts and appointments", () => accountsJourney(stage));
    describe("work between versions", () => fieldworkJourney(stage));
    describe("identity", () => identityJourney(stage));
    describe("payments", () => paymentsJourney(stage));
    describe("reactivation", () => reactivationJourney(stage));
    describe("plans of empowerment", () => plansJourney(stage));
    describe("an emergency", () => crisisJourney(stage));
    describe("protection", () => protectionJourney(stage));
    describe("who leaves the lists", () => removalsJourney(stage));
    describe("a determination", () => determinationJourney(stage));
    describe("a rule of a program", () => ruleJourney(stage));
    // The last: it plants a version that waits to be published, which the others would see.
    describe("versions compared and judged", () => movesJourney(stage));
  },
);
