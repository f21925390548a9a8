import type { Decision, Member } from "#contract/family-sheet.ts";
import { formatRupiah } from "#web/kit/format.ts";
import { useSpeech } from "#web/kit/words/language.tsx";

const RULE_SIGN = { true: "✓", false: "×", unknown: "?" } as const;

/** What each program decided and why, rendered by the programs room the same way every time. */
export function Programs({
  decisions,
  members,
}: {
  readonly decisions: readonly Decision[];
  readonly members: readonly Member[];
}) {
  const { words } = useSpeech();
  if (decisions.length === 0) return <p className="soft">{words.common.none}</p>;
  const nameOf = (personId: string | undefined) =>
    members.find((member) => member.personId === personId)?.name;
  return (
    <ul className="decisions">
      {decisions.map((decision) => (
        <li key={`${decision.program} ${decision.personId ?? ""}`}>
          <DecisionCard decision={decision} personName={nameOf(decision.personId)} />
        </li>
      ))}
    </ul>
  );
}

function DecisionCard({
  decision,
  personName,
}: {
  readonly decision: Decision;
  readonly personName: string | undefined;
}) {
  const { words, language, say } = useSpeech();
  return (
    <article className="decision">
      <h3>
        {say(decision.name)}
        {personName === undefined ? "" : ` · ${personName}`}
        <span className={`tag tag-${decision.outcome}`}>{say(decision.outcomeWords)}</span>
      </h3>
      <p>{say(decision.sentence)}</p>
      {decision.amountRupiah === undefined ? null : (
        <p>
          {words.family.amount}: {formatRupiah(decision.amountRupiah, language)}
        </p>
      )}
      {decision.rules.length === 0 ? null : (
        <details>
          <summary>{words.family.rules}</summary>
          <ul className="rules">
            {decision.rules.map(({ words: rule, answer }) => (
              <li key={rule.id} className={`rule-${answer}`}>
                <span aria-hidden="true">{RULE_SIGN[answer]}</span> {say(rule)}{" "}
                <span className="soft">({ruleWord(answer, words.family)})</span>
              </li>
            ))}
          </ul>
        </details>
      )}
      {decision.legalBasis === undefined ? null : <p className="origin">{decision.legalBasis}</p>}
    </article>
  );
}

function ruleWord(
  answer: "true" | "false" | "unknown",
  words: { readonly ruleTrue: string; readonly ruleFalse: string; readonly ruleUnknown: string },
): string {
  return { true: words.ruleTrue, false: words.ruleFalse, unknown: words.ruleUnknown }[answer];
}
