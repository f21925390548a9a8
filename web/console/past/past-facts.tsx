import type { PastFact, PastGroup } from "#contract/family-as-of.ts";
import type { FamilySheet } from "#contract/family-sheet.ts";
import { formatDay } from "#web/kit/format.ts";
import { useSpeech } from "#web/kit/words/language.tsx";

type Said = FamilySheet["members"][number]["relationship"];

/** What today's sheet says, where that is something else. */
export function NowMark({ now }: { readonly now: Said | undefined }) {
  const { words, say } = useSpeech();
  if (now === undefined) return null;
  return <mark className="past-now">{words.past.nowIs(say(now))}</mark>;
}

/** Facts as they were said then, each with its source; those that differ today are marked. */
export function PastFacts({
  groups,
  level = 3,
}: {
  readonly groups: readonly PastGroup[];
  readonly level?: 3 | 4;
}) {
  const { words, say, language } = useSpeech();
  const Heading = `h${level}` as const;
  return (
    <div className="fact-groups">
      {groups.map((group) => (
        <div className="fact-group" key={group.group}>
          <Heading>{say(group.words)}</Heading>
          <p className="origin">
            {group.source === undefined ? words.family.unknownSource : say(group.source)}
            {group.asOf === undefined ? "" : `, ${formatDay(group.asOf, language)}`}
          </p>
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

function FactRow({ fact }: { readonly fact: PastFact }) {
  const { words, say } = useSpeech();
  const changed = fact.now === undefined ? "" : " past-differs";
  return (
    <div className={`fact${fact.absent === undefined ? "" : " fact-absent"}${changed}`}>
      <dt>{say(fact.label)}</dt>
      <dd>
        {say(fact.text)}
        {fact.versionSaid === undefined ? null : (
          <span className="past-said">{words.past.versionSaid(say(fact.versionSaid))}</span>
        )}
        <NowMark now={fact.now} />
      </dd>
    </div>
  );
}
