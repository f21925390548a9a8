import type { ReviewAnswerDraft, ReviewReceipt } from "#contract/identity-reviews.ts";
import type { Problem } from "#contract/problem.ts";

/** What the reviewer said of one pair in this sitting, and whether the desk has it. */
export type Said = {
  /** Both names, for the lines that speak of the pair when it is off the screen. */
  readonly names: string;
  readonly body: ReviewAnswerDraft;
  /** The same key until the desk has answered, so that sending again acts once. */
  readonly key: string;
  readonly receipt?: ReviewReceipt;
  readonly problem?: Problem;
};

/** The pairs of this sitting in the order in which they are shown, and which one is on screen. */
export type Deck = {
  readonly order: readonly string[];
  readonly at: number;
  readonly said: Readonly<Record<string, Said>>;
  /** Pairs in the order of their answers; the last one is what Z takes back. */
  readonly trail: readonly string[];
};

export const EMPTY_DECK: Deck = { order: [], at: 0, said: {}, trail: [] };

/** How many pairs lie ready behind the one on screen, and how many one person may hold at once. */
const AHEAD = 2;
const HELD_AT_MOST = 5;

export type DeckAct =
  | {
      readonly kind: "held";
      readonly pairIds: readonly string[];
      readonly later: readonly string[];
    }
  | { readonly kind: "step"; readonly by: 1 | -1 }
  | { readonly kind: "say"; readonly pairId: string; readonly said: Said }
  | { readonly kind: "kept"; readonly pairId: string; readonly receipt: ReviewReceipt }
  | { readonly kind: "refused"; readonly pairId: string; readonly problem: Problem }
  | { readonly kind: "taken-back"; readonly pairId: string };

/** The deck after one act. An answer shows the next pair at once; the desk's word about it comes later. */
export function playDeck(deck: Deck, act: DeckAct): Deck {
  switch (act.kind) {
    case "held":
      return hold(deck, act.pairIds, act.later);
    case "step":
      return { ...deck, at: Math.min(Math.max(deck.at + act.by, 0), deck.order.length) };
    case "say":
      return {
        ...withSaid(deck, act.pairId, act.said),
        at: nextUnsaid(deck, act.pairId),
        trail: [...deck.trail.filter((id) => id !== act.pairId), act.pairId],
      };
    case "kept": {
      const said = deck.said[act.pairId];
      if (said === undefined) return deck;
      const { problem: _settled, ...rest } = said;
      return withSaid(deck, act.pairId, { ...rest, receipt: act.receipt });
    }
    case "refused": {
      const said = deck.said[act.pairId];
      return said === undefined
        ? deck
        : withSaid(deck, act.pairId, { ...said, problem: act.problem });
    }
    case "taken-back":
      return takeBack(deck, act.pairId);
    default:
      return act satisfies never;
  }
}

function withSaid(deck: Deck, pairId: string, said: Said): Deck {
  return { ...deck, said: { ...deck.said, [pairId]: said } };
}

function hold(deck: Deck, pairIds: readonly string[], later: readonly string[]): Deck {
  const kept = deck.order.filter((id) => !later.includes(id));
  const shown = deck.order[deck.at];
  const order = [...kept, ...pairIds.filter((id) => !kept.includes(id))];
  const at = shown === undefined ? kept.length : order.indexOf(shown);
  return { ...deck, order, at };
}

/** Behind the answered pair, the first that still waits; pairs skipped before it stay behind. */
function nextUnsaid({ order, said }: Deck, pairId: string): number {
  const from = order.indexOf(pairId) + 1;
  const found = order.slice(from).findIndex((id) => said[id] === undefined);
  return found === -1 ? order.length : from + found;
}

function takeBack(deck: Deck, pairId: string): Deck {
  const { [pairId]: _gone, ...said } = deck.said;
  return {
    ...deck,
    said,
    trail: deck.trail.filter((id) => id !== pairId),
    at: deck.order.indexOf(pairId),
  };
}

/** What to ask of the desk so that enough lies ready: nothing, or how many to hold and which to give back. */
export function wantedClaims({
  order,
  at,
  said,
}: Deck): { readonly take: number; readonly later: readonly string[] } | undefined {
  const unsaid = order.filter((id) => said[id] === undefined);
  const ready = order.slice(at).filter((id) => said[id] === undefined).length;
  const missing = 1 + AHEAD - ready;
  if (missing <= 0) return undefined;
  const over = Math.max(0, unsaid.length + missing - HELD_AT_MOST);
  const skipped = order.slice(0, at).filter((id) => said[id] === undefined);
  const later = skipped.slice(0, over);
  return { take: Math.min(HELD_AT_MOST, unsaid.length - later.length + missing), later };
}

/** Pairs that were passed over without an answer. */
export function skippedOf({ order, at, said }: Deck): readonly string[] {
  return order.slice(0, at).filter((id) => said[id] === undefined);
}

/** What Z takes back: the pair on screen if it was answered, else the last that was. */
export function undoableOf({ order, at, said, trail }: Deck): string | undefined {
  const shown = order[at];
  const canUndo = (id: string) => (said[id]?.receipt?.verdict ?? "undo") !== "undo";
  const answered = shown !== undefined && canUndo(shown) ? shown : undefined;
  return answered ?? trail.findLast(canUndo);
}
