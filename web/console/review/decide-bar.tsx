import type { ReviewVerdict } from "#contract/identity-reviews.ts";
import { useSpeech } from "#web/kit/words/language.tsx";
import { ActButton } from "./act-button.tsx";

/** The keys of a review, the same on the buttons and in the help. */
export const VERDICT_KEYS = { same: "Y", different: "N", unsure: "U" } as const;

/** Answers and ways through the queue; what cannot be done now stays in its place, switched off. */
export function DecideBar(given: {
  readonly mayAnswer: boolean;
  readonly onVerdict: (verdict: ReviewVerdict) => void;
  readonly onStep: (by: 1 | -1) => void;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly undoable: string | undefined;
  readonly onUndo: () => void;
}) {
  const { words } = useSpeech();
  const { review } = words;
  const { mayAnswer, onVerdict, onStep, isFirst, isLast, undoable, onUndo } = given;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would promise inputs; these are acts
    <div className="decide-bar" role="group" aria-label={review.decide}>
      <div className="decide-verdicts">
        {(Object.keys(VERDICT_KEYS) as ReviewVerdict[]).map((verdict) => (
          <ActButton
            key={verdict}
            letter={VERDICT_KEYS[verdict]}
            label={review.verdicts[verdict]}
            className={`button verdict verdict-${verdict}`}
            isOff={!mayAnswer}
            onAct={() => onVerdict(verdict)}
          />
        ))}
      </div>
      <div className="decide-ways">
        <ActButton letter="K" label={review.previous} isOff={isFirst} onAct={() => onStep(-1)} />
        <ActButton letter="J" label={review.next} isOff={isLast} onAct={() => onStep(1)} />
        <ActButton
          letter="Z"
          label={review.undo}
          said={undoable}
          isOff={undoable === undefined}
          onAct={onUndo}
        />
      </div>
    </div>
  );
}
