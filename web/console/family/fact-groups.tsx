import type { Fact, FactGroup } from "#contract/family-sheet.ts";
import { formatDay } from "#web/kit/format.ts";
import { useSpeech } from "#web/kit/words/language.tsx";

/** Facts as they were answered, each group with the source that won and its day. */
export function FactGroups({
  groups,
  level = 3,
}: {
  readonly groups: readonly FactGroup[];
  readonly level?: 3 | 4;
}) {
  const { say } = useSpeech();
  const Heading = `h${level}` as const;
  return (
    <div className="fact-groups">
      {groups.map((group) => (
        <div className="fact-group" key={group.group}>
          <Heading>{say(group.words)}</Heading>
          <Origin group={group} />
          <dl className="facts">
            {group.facts.map((fact) => (
              <FactRow key={fact.variable} fact={fact} />
            ))}
          </dl>
        </div>
      ))}
    </div>
  );
}

function Origin({ group }: { readonly group: FactGroup }) {
  const { words, language, say } = useSpeech();
  const source = group.source === undefined ? words.family.unknownSource : say(group.source);
  return (
    <p className="origin" title={group.reason === undefined ? undefined : say(group.reason)}>
      {group.asOf === undefined
        ? source
        : words.family.atSource(source, formatDay(group.asOf, language))}
      {group.reason === undefined ? null : <span className="unseen"> ({say(group.reason)})</span>}
    </p>
  );
}

/** Of one fact that another record answered than the rest of its group. */
function OwnOrigin({
  source,
  asOf,
}: {
  readonly source: string;
  readonly asOf: string | undefined;
}) {
  const { words, language } = useSpeech();
  const told =
    asOf === undefined ? source : words.family.atSource(source, formatDay(asOf, language));
  return <span className="soft"> ({told})</span>;
}

function FactRow({ fact }: { readonly fact: Fact }) {
  const { words, say } = useSpeech();
  return (
    <div className={fact.absent === undefined ? "fact" : "fact fact-absent"}>
      <dt>{say(fact.label)}</dt>
      <dd>
        {say(fact.text)}
        {fact.corrected ? <span className="tag">{words.family.corrected}</span> : null}
        {fact.source === undefined ? null : (
          <OwnOrigin source={say(fact.source)} asOf={fact.asOf} />
        )}
      </dd>
    </div>
  );
}
