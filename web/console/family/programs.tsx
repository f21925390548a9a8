import type { Decision, Member, RuleFact } from "#contract/family-sheet.ts";
import { formatDay, formatRupiah } from "#web/kit/format.ts";
import { Notice } from "#web/kit/notice.tsx";
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
          <DecisionCard decision={decision} nameOf={nameOf} />
        </li>
      ))}
    </ul>
  );
}

type NameOf = (personId: string | undefined) => string | undefined;

function DecisionCard({
  decision,
  nameOf,
}: {
  readonly decision: Decision;
  readonly nameOf: NameOf;
}) {
  const { words, language, say } = useSpeech();
  const personName = nameOf(decision.personId);
  return (
    <article className="decision">
      <h3>
        {say(decision.name)}
        {personName === undefined ? "" : ` · ${personName}`}
        <span className={`tag tag-${decision.outcome}`}>{say(decision.outcomeWords)}</span>
      </h3>
      <p>{say(decision.sentence)}</p>
      <p className="soft">{say(decision.standing.words)}</p>
      {decision.removal === undefined ? null : (
        <Notice tone="attention">{say(decision.removal)}</Notice>
      )}
      {decision.nearCut === undefined ? null : (
        <Notice tone="attention">{say(decision.nearCut)}</Notice>
      )}
      {decision.remedy === undefined ? null : <p>{say(decision.remedy)}</p>}
      {decision.amountRupiah === undefined ? null : (
        <p>
          {words.family.amount}: {formatRupiah(decision.amountRupiah, language)}
        </p>
      )}
      {decision.rules.length === 0 ? null : (
        <details>
          <summary>{words.family.rules}</summary>
          <ul className="rules">
            {decision.rules.map((rule) => (
              <RuleLine key={rule.words.id} rule={rule} nameOf={nameOf} />
            ))}
          </ul>
        </details>
      )}
      {decision.legalBasis === undefined ? null : <p className="origin">{decision.legalBasis}</p>}
    </article>
  );
}

/** One rule as it was answered, the facts behind it, and whether they have changed since. */
function RuleLine({
  rule: { words: says, answer, decides, changed, facts },
  nameOf,
}: {
  readonly rule: Decision["rules"][number];
  readonly nameOf: NameOf;
}) {
  const { words, say } = useSpeech();
  return (
    <li className={`rule-${answer}`}>
      <span aria-hidden="true">{RULE_SIGN[answer]}</span>{" "}
      {decides ? <strong>{say(says)}</strong> : say(says)}{" "}
      <span className="soft">({ruleWord(answer, words.family)})</span>
      {changed ? <span className="tag"> {words.family.ruleChanged}</span> : null}
      {facts.length === 0 ? null : (
        <ul className="rule-facts">
          {facts.map((fact) => (
            <FactLine
              key={`${fact.personId ?? ""} ${fact.label.id}`}
              fact={fact}
              name={nameOf(fact.personId)}
            />
          ))}
        </ul>
      )}
    </li>
  );
}

function FactLine({
  fact: { label, text, source, asOf },
  name,
}: {
  readonly fact: RuleFact;
  readonly name: string | undefined;
}) {
  const { language, say } = useSpeech();
  const origin = [
    ...(source === undefined ? [] : [say(source)]),
    ...(asOf === undefined ? [] : [formatDay(asOf, language)]),
  ].join(", ");
  return (
    <li>
      {name === undefined ? "" : `${name}: `}
      {say(label)}: {say(text)} {origin === "" ? null : <span className="soft">({origin})</span>}
    </li>
  );
}

function ruleWord(
  answer: "true" | "false" | "unknown",
  words: { readonly ruleTrue: string; readonly ruleFalse: string; readonly ruleUnknown: string },
): string {
  return { true: words.ruleTrue, false: words.ruleFalse, unknown: words.ruleUnknown }[answer];
}
