import { Notice } from "#web/kit/notice.tsx";
import { remedyIn } from "#web/kit/remedy.ts";
import { useSpeech } from "#web/kit/words/language.tsx";
import type { DeckPlay } from "./use-deck.ts";

/** Answers that the desk has not taken: nothing is lost silently, each can be sent again or looked at. */
export function NotKept({ play }: { readonly play: DeckPlay }) {
  const { words, language } = useSpeech();
  const { review } = words;
  return Object.entries(play.deck.said).map(([pairId, { names, problem }]) =>
    problem === undefined ? null : (
      <Notice key={pairId} tone="wrong" title={review.notKept(names)}>
        <p>{language === "id" ? problem.detail_id : problem.detail_en}</p>
        <p className="soft">{remedyIn(problem, language)}</p>
        <p className="row">
          <button type="button" className="button" onClick={() => void play.sendAgain(pairId)}>
            {review.sendAgain}
          </button>
          <button type="button" className="button" onClick={() => play.giveUp(pairId)}>
            {review.goBack}
          </button>
        </p>
      </Notice>
    ),
  );
}
