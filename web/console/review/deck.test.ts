import { expect, test } from "vitest";
import type { ReviewReceipt } from "#contract/identity-reviews.ts";
import {
  type Deck,
  type DeckAct,
  EMPTY_DECK,
  playDeck,
  type Said,
  skippedOf,
  undoableOf,
  wantedClaims,
} from "./deck.ts";

const SAID: Said = { names: "", body: { verdict: "same" }, key: "k" };
const receipt = (pairId: string): ReviewReceipt => ({
  pairId,
  verdict: "same",
  says: { id: "", en: "" },
  waits: false,
});
const held = (...pairIds: string[]): DeckAct => ({ kind: "held", pairIds, later: [] });
const say = (pairId: string): DeckAct => ({ kind: "say", pairId, said: SAID });
const kept = (pairId: string): DeckAct => ({ kind: "kept", pairId, receipt: receipt(pairId) });
const skip: DeckAct = { kind: "step", by: 1 };
const back: DeckAct = { kind: "step", by: -1 };
const play = (...acts: DeckAct[]): Deck => acts.reduce(playDeck, EMPTY_DECK);
const shown = ({ order, at }: Deck) => order[at];

test("asks for the pair on screen and two behind it, and for no more while they lie ready", () => {
  expect(wantedClaims(EMPTY_DECK)).toEqual({ take: 3, later: [] });
  expect(wantedClaims(play(held("1", "2", "3")))).toBeUndefined();
});

test("an answer shows the next pair at once, whether or not the desk has answered", () => {
  const deck = play(held("1", "2", "3"), say("1"));
  expect(shown(deck)).toBe("2");
  expect(wantedClaims(deck)).toEqual({ take: 3, later: [] });
  expect(undoableOf(deck)).toBeUndefined();
  expect(undoableOf(playDeck(deck, kept("1")))).toBe("1");
});

test("skipped pairs stay within reach; the oldest goes back to the queue when too many are held", () => {
  const two = play(held("1", "2", "3"), skip, skip);
  expect(skippedOf(two)).toEqual(["1", "2"]);
  expect(wantedClaims(two)).toEqual({ take: 5, later: [] });
  const three = play(held("1", "2", "3", "4", "5"), skip, skip, skip);
  expect(wantedClaims(three)).toEqual({ take: 5, later: ["1"] });
  const renewed = playDeck(three, {
    kind: "held",
    pairIds: ["2", "3", "4", "5", "6"],
    later: ["1"],
  });
  expect(renewed.order).toEqual(["2", "3", "4", "5", "6"]);
  expect(shown(renewed)).toBe("4");
});

test("a skipped pair is answered on the way back, and the way leads on to the next that waits", () => {
  const deck = play(held("1", "2", "3"), skip, say("2"), back, back, say("1"));
  expect(shown(deck)).toBe("3");
});

test("taken back, the pair is on screen again without an answer", () => {
  const deck = play(held("1", "2", "3"), say("1"), kept("1"), say("2"), kept("2"), {
    kind: "taken-back",
    pairId: "1",
  });
  expect(shown(deck)).toBe("1");
  expect(deck.said["1"]).toBeUndefined();
  expect(undoableOf(deck)).toBe("2");
});

test("an undoing that waits for a second person leaves the pair answered, and is not asked twice", () => {
  const waits: DeckAct = {
    kind: "kept",
    pairId: "1",
    receipt: { ...receipt("1"), verdict: "undo", waits: true },
  };
  const deck = play(held("1", "2"), say("1"), kept("1"), waits);
  expect(shown(deck)).toBe("2");
  expect(undoableOf(deck)).toBeUndefined();
});

test("what the desk refused is kept with its reason until it is sent again", () => {
  const problem = {
    type: "",
    title: "",
    status: 0,
    code: "unreachable",
    detail_id: "",
    detail_en: "",
    remedy: "",
  };
  const refused = play(held("1", "2"), say("1"), { kind: "refused", pairId: "1", problem });
  expect(refused.said["1"]?.problem).toBe(problem);
  expect(undoableOf(refused)).toBeUndefined();
  expect(playDeck(refused, kept("1")).said["1"]?.problem).toBeUndefined();
});

test("before the first and behind the last there is nothing to step on", () => {
  expect(play(held("1"), back).at).toBe(0);
  const end = play(held("1"), skip, skip);
  expect(shown(end)).toBeUndefined();
  expect(shown(playDeck(end, held("1", "2")))).toBe("2");
});
