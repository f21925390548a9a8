import { useEffect, useRef } from "react";
import type { ReviewPair } from "#contract/identity-reviews.ts";
import { Notice } from "#web/kit/notice.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { PairFields } from "./pair-fields.tsx";
import { namesOf } from "./use-pair.ts";

const TITLE = "pair-title";

/** Back to the pair on screen, where a form that had the focus goes away. */
export function focusPair(): void {
  document.getElementById(TITLE)?.focus();
}

/** Both names in one phrase, as headings, buttons and announcements say them. */
export function useNames(): (pair: ReviewPair) => string {
  const { review } = useSpeech().words;
  return (pair) => {
    const [left, right] = namesOf(pair);
    return review.pair(left ?? review.noName, right ?? review.noName);
  };
}

/** The two records with why they are asked and what to take care of; takes the focus when the pair changes. */
export function PairSheet({
  pair,
  takesFocus,
}: {
  readonly pair: ReviewPair;
  readonly takesFocus: boolean;
}) {
  const { words, say } = useSpeech();
  const { review } = words;
  const names = useNames();
  const heading = useRef<HTMLHeadingElement>(null);
  const { pairId, traps, touchesBenefits, whyNow } = pair;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another pair is another page
  useEffect(() => {
    if (takesFocus) heading.current?.focus();
  }, [pairId, takesFocus]);
  return (
    <>
      <h2 id={TITLE} ref={heading} tabIndex={-1}>
        {names(pair)}
      </h2>
      <p className="soft">{say(whyNow)}</p>
      {traps.length === 0 ? null : (
        <Notice tone="attention" title={review.traps}>
          <ul>
            {traps.map((trap) => (
              <li key={trap.id}>{say(trap)}</li>
            ))}
          </ul>
        </Notice>
      )}
      {touchesBenefits ? <Notice>{review.touches}</Notice> : null}
      <PairFields pair={pair} />
    </>
  );
}
