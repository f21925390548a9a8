import { type ReactNode, useEffect, useRef } from "react";
import { formatCount } from "#web/kit/format.ts";
import { Loaded } from "#web/kit/loaded.tsx";
import { Notice } from "#web/kit/notice.tsx";
import { Page } from "#web/kit/page.tsx";
import { useShortcutsOn } from "#web/kit/shortcuts.ts";
import { useSpeech } from "#web/kit/words/language.tsx";
import { Refused } from "../fieldwork/form-parts.tsx";
import { DayLine } from "./day-line.tsx";
import { DecideBar } from "./decide-bar.tsx";
import { type Deck, skippedOf, undoableOf } from "./deck.ts";
import { NotKept } from "./not-kept.tsx";
import { PairGrounds } from "./pair-grounds.tsx";
import { PairSheet } from "./pair-sheet.tsx";
import { ReasonForm } from "./reason-form.tsx";
import { ReviewTabs } from "./review-tabs.tsx";
import { type DeckPlay, useDeck } from "./use-deck.ts";
import { usePair } from "./use-pair.ts";
import { type ReviewActs, useReviewActs } from "./use-review-acts.ts";

/** Pair after pair: two records, one question, the next already there. */
export function ReviewScreen() {
  const { review } = useSpeech().words;
  const play = useDeck();
  const { deck } = play;
  const pairId = deck.order[deck.at];
  const query = usePair(pairId);
  const pair = query.data?.ok ? query.data.value : undefined;
  const acts = useReviewActs(play, pair);
  return (
    <Page title={review.title} actions={<DayLine />}>
      <ReviewTabs />
      <NotKept play={play} />
      {pairId === undefined ? (
        <NothingOnScreen play={play} />
      ) : (
        <Loaded query={query}>
          {(loaded) => (
            <section
              className="card pair-card"
              aria-labelledby="pair-title"
              data-pair={loaded.pairId}
            >
              <PairSheet pair={loaded} takesFocus={deck.trail.length > 0 || deck.at > 0} />
            </section>
          )}
        </Loaded>
      )}
      <Desk deck={deck} acts={acts} mayAnswer={pair?.may.answer ?? false} />
      {pair === undefined ? null : <PairGrounds pair={pair} />}
    </Page>
  );
}

/** Where one decides: the buttons with their keys, or the reason that is asked, and what was said last. */
function Desk(given: {
  readonly deck: Deck;
  readonly acts: ReviewActs;
  readonly mayAnswer: boolean;
}) {
  const { review } = useSpeech().words;
  const { deck, acts, mayAnswer } = given;
  const shown = deck.order[deck.at];
  const undoable = undoableOf(deck);
  const keysAreOn = useShortcutsOn();
  if (deck.order.length === 0) return null;
  return (
    <div className="pair-desk">
      <Refused problem={acts.problem} />
      {acts.asking === undefined ? (
        <DecideBar
          mayAnswer={mayAnswer && shown !== undefined && deck.said[shown] === undefined}
          onVerdict={acts.verdict}
          onStep={acts.step}
          isFirst={deck.at === 0}
          isLast={shown === undefined}
          undoable={undoable === undefined ? undefined : deck.said[undoable]?.names}
          onUndo={acts.undo}
        />
      ) : (
        <Reason acts={acts} />
      )}
      <LastSaid deck={deck} />
      <p className="soft keys-line">{keysAreOn ? review.keysOn : review.keysOff}</p>
    </div>
  );
}

function Reason({ acts }: { readonly acts: ReviewActs }) {
  const { review } = useSpeech().words;
  const { asking, sendReason, cancel } = acts;
  if (asking === undefined) return null;
  if (asking.kind === "undo") {
    return (
      <ReasonForm
        title={review.undoOf(asking.names)}
        hint={review.undoHint}
        suggestion={review.slip}
        save={review.undo}
        onSend={sendReason}
        onCancel={cancel}
      />
    );
  }
  return (
    <ReasonForm
      title={review.whySame}
      hint={review.reasonHint}
      save={review.keep}
      onSend={sendReason}
      onCancel={cancel}
    />
  );
}

/** The answer to the pair on screen, or the last one that was given. */
function LastSaid({ deck }: { readonly deck: Deck }) {
  const { words, say } = useSpeech();
  const { review } = words;
  const shown = deck.order[deck.at];
  const pairId = shown !== undefined && deck.said[shown] !== undefined ? shown : deck.trail.at(-1);
  const said = pairId === undefined ? undefined : deck.said[pairId];
  if (said === undefined || said.problem !== undefined) return null;
  return (
    <p className="last-said">
      <strong>{said.names}</strong>:{" "}
      {said.receipt === undefined ? review.sending : say(said.receipt.says)}
    </p>
  );
}

function NothingOnScreen({ play }: { readonly play: DeckPlay }) {
  const { words, language } = useSpeech();
  const { review, common } = words;
  const skipped = skippedOf(play.deck).length;
  if (play.problem !== undefined) return <Refused problem={play.problem} />;
  if (!play.isReady) {
    return (
      <p className="busy" role="status">
        {common.loading}
      </p>
    );
  }
  return (
    <AtTheEnd>
      <Notice tone="good" title={review.empty}>
        <p>{skipped === 0 ? review.emptyNext : review.skipped(formatCount(skipped, language))}</p>
        <button type="button" className="button" onClick={play.fill}>
          {common.retry}
        </button>
      </Notice>
    </AtTheEnd>
  );
}

/** Takes the focus that the last pair had, so that its end is heard. */
function AtTheEnd({ children }: { readonly children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (document.activeElement === document.body) place.current?.focus();
  }, []);
  return (
    <div ref={place} tabIndex={-1}>
      {children}
    </div>
  );
}
