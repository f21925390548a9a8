import type { CaseStepLine } from "#contract/cases.ts";
import { Breaking } from "#web/kit/breaking.tsx";
import { formatDay, formatInstant } from "#web/kit/format.ts";
import { useSpeech } from "#web/kit/words/language.tsx";

const SIGN = { done: "✓", now: "●", ahead: "○" } as const;

/** The steps as a line from top to bottom; sign and word say where the case is, colour only helps. */
export function CaseSteps({ steps }: { readonly steps: readonly CaseStepLine[] }) {
  const { words, language, say } = useSpeech();
  const said = words.cases;
  return (
    <ol className="case-steps">
      {steps.map(({ no, words: name, holder, state, at, reference, referenceOn }) => (
        <li
          key={no}
          className={`case-step-${state}`}
          aria-current={state === "now" ? "step" : undefined}
        >
          <span className="case-sign" aria-hidden="true">
            {SIGN[state]}
          </span>
          <div>
            <p className="case-step-name">
              {no}. {say(name)} <span className="tag">{said[state]}</span>
            </p>
            <p className="soft">
              {say(holder)}
              {at === undefined ? "" : ` · ${formatInstant(at, language)}`}
            </p>
            {reference === undefined || referenceOn === undefined ? null : (
              <p className="soft">
                <Breaking text={reference} /> · {formatDay(referenceOn, language)}
              </p>
            )}
          </div>
        </li>
      ))}
    </ol>
  );
}
