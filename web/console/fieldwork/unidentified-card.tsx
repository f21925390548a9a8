import { Link } from "@tanstack/react-router";
import type { UnidentifiedRow } from "#contract/unidentified.ts";
import { formatCount, formatDay } from "#web/kit/format.ts";
import { useSpeech } from "#web/kit/words/language.tsx";
import { FollowForm } from "./follow-form.tsx";

/** One person without NIK: who they seem to be, how the clock stands, what happened, what comes next. */
export function UnidentifiedCard({ person }: { readonly person: UnidentifiedRow }) {
  const { words, language, say } = useSpeech();
  const { unnamed, found, at, bornAbout, history, family } = words.unidentified;
  const about = [
    person.sex === undefined ? "" : say(person.sex),
    person.birthYearEstimate === undefined ? "" : bornAbout(person.birthYearEstimate),
    person.description ?? "",
  ].filter((part) => part !== "");
  const isWaiting = person.state !== "promoted" && person.state !== "closed";
  return (
    <article className="card work-card" aria-labelledby={`person-${person.unidentifiedId}`}>
      <h2 id={`person-${person.unidentifiedId}`}>{person.name ?? unnamed}</h2>
      <Clock person={person} />
      <p>{about.join(" · ")}</p>
      <p className="soft">
        {found(formatDay(person.foundOn, language))}, {person.place.village},{" "}
        {person.place.district}
        {person.institution === undefined ? "" : ` (${at(say(person.institution))})`}
      </p>
      {person.familyId === undefined ? null : (
        <p>
          <Link to="/keluarga/$familyId" params={{ familyId: person.familyId }}>
            {family}
          </Link>
        </p>
      )}
      <details>
        <summary>
          {history}
          <span className="unseen"> {person.name ?? person.description}</span>
        </summary>
        <History person={person} />
      </details>
      {isWaiting ? <FollowForm person={person} /> : null}
    </article>
  );
}

function Clock({ person }: { readonly person: UnidentifiedRow }) {
  const { words, language, say } = useSpeech();
  const { notReferred, referredTo, due } = words.unidentified;
  const tone = person.state === "overdue" ? "tag tag-late" : "tag";
  return (
    <p className="work-clock">
      <span className={tone}>{say(person.words)}</span>{" "}
      {person.state === "found" ? notReferred : null}
      {person.dueOn === undefined ? null : (
        <>
          {referredTo(person.referredTo ?? "Dukcapil")} · {due(formatDay(person.dueOn, language))}
          {", "}
          <Left days={person.daysLeft ?? 0} />
        </>
      )}
    </p>
  );
}

/** How the clock stands, in days. */
function Left({ days }: { readonly days: number }) {
  const { words, language } = useSpeech();
  const { left, late, today } = words.unidentified;
  const count = formatCount(Math.abs(days), language);
  return <strong>{days === 0 ? today : days < 0 ? late(count) : left(count)}</strong>;
}

function History({ person }: { readonly person: UnidentifiedRow }) {
  const { language, say } = useSpeech();
  return (
    <ol className="work-history">
      {person.events.map((event, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: history is only added to, so places never change
        <li key={place}>
          <strong>{say(event.words)}</strong> · {formatDay(event.on, language)}
          {event.note === undefined ? "" : `: ${event.note}`}
        </li>
      ))}
    </ol>
  );
}
