import { useEffect, useMemo, useRef, useState } from "react";
import type { ReviewPair, ReviewVerdict } from "#contract/identity-reviews.ts";
import type { Problem } from "#contract/problem.ts";
import { useAnnounce } from "#web/kit/announce.tsx";
import { useShortcuts } from "#web/kit/shortcuts.ts";
import { useSpeech } from "#web/kit/words/language.tsx";
import { undoableOf } from "./deck.ts";
import { secondsBetween } from "./pace.ts";
import { focusPair, useNames } from "./pair-sheet.tsx";
import type { DeckPlay } from "./use-deck.ts";

/** A reason that is being asked: for a merge that touches aid, or for taking an answer back. */
export type Asking =
  | { readonly kind: "reason"; readonly verdict: ReviewVerdict }
  | { readonly kind: "undo"; readonly pairId: string; readonly names: string };

export type ReviewActs = {
  readonly asking: Asking | undefined;
  readonly problem: Problem | undefined;
  readonly verdict: (verdict: ReviewVerdict) => void;
  readonly step: (by: 1 | -1) => void;
  readonly undo: () => void;
  readonly sendReason: (reason: string) => void;
  readonly cancel: () => void;
};

/** What the keys and the buttons do with the pair on screen. */
export function useReviewActs(play: DeckPlay, pair: ReviewPair | undefined): ReviewActs {
  const { language } = useSpeech();
  const names = useNames();
  const announce = useAnnounce();
  const [asking, setAsking] = useState<Asking>();
  const [problem, setProblem] = useState<Problem>();
  const shownSince = useShownSince(pair?.pairId);
  const { deck } = play;
  const shown = pair?.pairId;

  const send = async (verdict: ReviewVerdict, reason?: string) => {
    if (pair === undefined) return;
    setAsking(undefined);
    setProblem(undefined);
    const seconds = secondsBetween(shownSince(), performance.now());
    const body = { verdict, seconds, ...(reason === undefined ? {} : { reason }) };
    const receipt = await play.say(pair.pairId, { names: names(pair), body });
    if (receipt !== undefined) announce(receipt.says[language]);
  };
  const verdict = (said: ReviewVerdict) => {
    if (pair === undefined || !pair.may.answer || deck.said[pair.pairId] !== undefined) return;
    if (said === "same" && pair.touchesBenefits) setAsking({ kind: "reason", verdict: said });
    else void send(said);
  };
  const takeBack = async (pairId: string, reason: string) => {
    const answer = await play.undo(pairId, reason);
    focusPair();
    setAsking(undefined);
    setProblem("code" in answer ? answer : undefined);
    if (!("code" in answer)) announce(answer.says[language]);
  };
  const undo = () => {
    const pairId = undoableOf(deck);
    const said = pairId === undefined ? undefined : deck.said[pairId];
    if (pairId !== undefined && said !== undefined) {
      setAsking({ kind: "undo", pairId, names: said.names });
    }
  };
  const step = (by: 1 | -1) => {
    setAsking(undefined);
    play.step(by);
  };
  const sendReason = (reason: string) => {
    if (asking?.kind === "reason") void send(asking.verdict, reason);
    if (asking?.kind === "undo") void takeBack(asking.pairId, reason);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: the question belongs to the pair on screen
  useEffect(() => setAsking(undefined), [shown]);
  useKeys({ verdict, step, undo });
  const cancel = () => {
    focusPair();
    setAsking(undefined);
  };
  return { asking, problem, verdict, step, undo, sendReason, cancel };
}

type Keyed = Pick<ReviewActs, "verdict" | "step" | "undo">;

/** The letters of the review; they are heard once, whatever the acts behind them have become. */
function useKeys(acts: Keyed): void {
  const now = useRef(acts);
  now.current = acts;
  const keys = useMemo(
    () => ({
      j: () => now.current.step(1),
      k: () => now.current.step(-1),
      y: () => now.current.verdict("same"),
      n: () => now.current.verdict("different"),
      u: () => now.current.verdict("unsure"),
      z: () => now.current.undo(),
    }),
    [],
  );
  useShortcuts(keys);
}

/** When this pair came on screen, by a clock that nobody sets. */
function useShownSince(pairId: string | undefined): () => number {
  const since = useRef({ pairId, at: performance.now() });
  if (since.current.pairId !== pairId) since.current = { pairId, at: performance.now() };
  return () => since.current.at;
}
