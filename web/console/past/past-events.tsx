import type { PastEvent } from "#contract/family-as-of.ts";
import { formatInstant } from "#web/kit/format.ts";
import { useSpeech } from "#web/kit/words/language.tsx";

/** Lines of the case file, the oldest first. */
export function PastEvents({ events }: { readonly events: readonly PastEvent[] }) {
  const { words, say, language } = useSpeech();
  if (events.length === 0) return <p className="soft">{words.past.nothing}</p>;
  return (
    <ol className="past-events">
      {events.map(({ at, kind, words: what, about, personId }) => (
        <li key={`${at} ${kind} ${personId} ${about?.en}`}>
          <span className="soft">{formatInstant(at, language)}</span>
          <span>
            {say(what)}
            {about === undefined ? "" : `: ${say(about)}`}
            {personId === undefined ? "" : ` (${words.past.person(personId)})`}
          </span>
        </li>
      ))}
    </ol>
  );
}
