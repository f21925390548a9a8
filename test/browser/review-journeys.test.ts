import { describe } from "vitest";
import { findChromium } from "./chromium.ts";
import { objectionJourney } from "./objection-journey.ts";
import { proposalJourney } from "./proposal-journey.ts";
import { reviewJourney } from "./review-journey.ts";
import { reviewRoundJourney } from "./review-round-journey.ts";
import { serviceJourney } from "./service-journey.ts";
import { setStage } from "./set-stage.ts";
import { vervalJourney } from "./verval-journey.ts";

const path = findChromium();

// A round and a proposal publish versions: a register of its own keeps them from those who work between versions elsewhere.
describe.skipIf(path === undefined)("reviewing and proposing in a real browser", () => {
  const stage = setStage(path);
  describe("a round of review", () => reviewRoundJourney(stage));
  describe("review", () => reviewJourney(stage));
  describe("a neighbour who objects", () => objectionJourney(stage));
  describe("what families ask beside aid", () => serviceJourney(stage));
  describe("a neighbour who proposes", () => proposalJourney(stage));
  describe("a list of recipients", () => vervalJourney(stage));
});
