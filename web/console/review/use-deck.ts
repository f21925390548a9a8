import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useReducer, useRef, useState } from "react";
import type {
  ClaimDraft,
  Claims,
  ReviewAnswerDraft,
  ReviewReceipt,
  ReviewUndoDraft,
} from "#contract/identity-reviews.ts";
import type { Problem } from "#contract/problem.ts";
import { ask, mintKey } from "#web/kit/ask.ts";
import { type Deck, EMPTY_DECK, playDeck, type Said, wantedClaims } from "./deck.ts";
import { keepPairReady } from "./use-pair.ts";

type Answered = { readonly names: string; readonly body: ReviewAnswerDraft };

export type DeckPlay = {
  readonly deck: Deck;
  /** False until the desk has said what waits. */
  readonly isReady: boolean;
  /** Why no further pairs could be had. */
  readonly problem: Problem | undefined;
  readonly step: (by: 1 | -1) => void;
  readonly say: (pairId: string, answer: Answered) => Promise<ReviewReceipt | undefined>;
  readonly sendAgain: (pairId: string) => Promise<ReviewReceipt | undefined>;
  /** Forgets an answer that the desk has not taken, and shows its pair again. */
  readonly giveUp: (pairId: string) => void;
  /** What the desk answered, or why not. */
  readonly undo: (pairId: string, reason: string) => Promise<Problem | ReviewReceipt>;
  readonly fill: () => void;
};

/** The reviewer's sitting: pairs are taken from the queue ahead of need, answers go out behind the screen. */
export function useDeck(): DeckPlay {
  const client = useQueryClient();
  const [deck, play] = useReducer(playDeck, EMPTY_DECK);
  const now = useRef(deck);
  now.current = deck;
  const { isReady, problem, fill } = useClaims(deck, (pairIds, later) =>
    play({ kind: "held", pairIds, later }),
  );
  const changed = useCallback(async () => {
    for (const list of ["reviews", "asked"]) {
      await client.invalidateQueries({ queryKey: [list] });
    }
  }, [client]);
  const send = useCallback(
    async (pairId: string, said: Said) => {
      play({ kind: "say", pairId, said });
      const answer = await ask<ReviewReceipt>(`/identity-reviews/${pairId}/answers`, {
        method: "POST",
        body: said.body,
        idempotencyKey: said.key,
      });
      if (!answer.ok) {
        play({ kind: "refused", pairId, problem: answer.problem });
        return undefined;
      }
      play({ kind: "kept", pairId, receipt: answer.value });
      client.removeQueries({ queryKey: ["review-pair", pairId] });
      void changed();
      return answer.value;
    },
    [client, changed],
  );
  const undo = useCallback(
    async (pairId: string, reason: string) => {
      const body: ReviewUndoDraft = { reason };
      const answer = await ask<ReviewReceipt>(`/identity-reviews/${pairId}/undo`, {
        method: "POST",
        body,
        idempotencyKey: mintKey(),
      });
      if (!answer.ok) return answer.problem;
      client.removeQueries({ queryKey: ["review-pair", pairId] });
      // What waits for a second person stays answered until that one has agreed.
      play(
        answer.value.waits
          ? { kind: "kept", pairId, receipt: answer.value }
          : { kind: "taken-back", pairId },
      );
      void changed();
      return answer.value;
    },
    [client, changed],
  );
  return {
    deck,
    isReady,
    problem,
    fill,
    step: (by) => play({ kind: "step", by }),
    say: (pairId, answered) => send(pairId, { ...answered, key: mintKey() }),
    sendAgain: async (pairId) => {
      const said = now.current.said[pairId];
      return said === undefined ? undefined : await send(pairId, said);
    },
    giveUp: (pairId) => {
      client.removeQueries({ queryKey: ["review-pair", pairId] });
      play({ kind: "taken-back", pairId });
    },
    undo,
  };
}

/** Asks for pairs whenever fewer lie ready than wanted, one question at a time, and reads them ahead. */
function useClaims(
  deck: Deck,
  onHeld: (pairIds: readonly string[], later: readonly string[]) => void,
) {
  const client = useQueryClient();
  const [isReady, setReady] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const asking = useRef(false);
  const missed = useRef(false);
  const [lookedAgain, lookAgain] = useReducer((times: number) => times + 1, 0);
  const now = useRef(deck);
  now.current = deck;
  const held = useRef(onHeld);
  held.current = onHeld;
  const fill = useCallback(async () => {
    const wanted = wantedClaims(now.current);
    if (wanted === undefined) return;
    if (asking.current) {
      missed.current = true;
      return;
    }
    [asking.current, missed.current] = [true, false];
    const { take, later } = wanted;
    const body: ClaimDraft = { take, ...(later.length === 0 ? {} : { later: [...later] }) };
    const answer = await ask<Claims>("/identity-reviews/claims", { method: "POST", body });
    asking.current = false;
    setReady(true);
    setProblem(answer.ok ? undefined : answer.problem);
    if (answer.ok)
      held.current(
        answer.value.items.map(({ pairId }) => pairId),
        later,
      );
    // The desk may have answered before it heard of what was said meanwhile.
    if (missed.current) lookAgain();
  }, []);
  const settled = Object.values(deck.said).filter(({ receipt }) => receipt !== undefined).length;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a step or an answer the desk has kept makes room
  useEffect(() => void fill(), [fill, deck.at, settled, lookedAgain]);
  const ahead = deck.order.slice(deck.at, deck.at + 3).join(" ");
  useEffect(() => {
    for (const pairId of ahead.split(" ")) {
      if (pairId !== "") keepPairReady(client, pairId);
    }
  }, [client, ahead]);
  return { isReady, problem, fill: () => void fill() };
}
