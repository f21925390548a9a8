import { Link } from "@tanstack/react-router";
import type { Visit } from "#contract/visit-plan.ts";
import { formatCount, formatDay } from "#web/kit/format.ts";
import { useSpeech } from "#web/kit/words/language.tsx";

/** The doors of one day, in the order of walking; on paper each has room for a word. */
export function VisitDay({
  day,
  visits,
}: {
  readonly day: number;
  readonly visits: readonly Visit[];
}) {
  const { words, language } = useSpeech();
  const title = words.visits.day(formatCount(day, language));
  return (
    <section className="visit-day" aria-label={title}>
      <h3>{title}</h3>
      <ol className="visits" start={visits[0]?.nth}>
        {visits.map((visit) => (
          <Door key={visit.familyId} visit={visit} />
        ))}
      </ol>
    </section>
  );
}

function Door({ visit }: { readonly visit: Visit }) {
  const { words, language } = useSpeech();
  const said = words.visits;
  const { rt, rw, address, visitedOn } = visit;
  const street = rt === undefined && rw === undefined ? "" : said.street(rt ?? "–", rw ?? "–");
  return (
    <li className="visit" value={visit.nth}>
      <span className="visit-box" aria-hidden="true" />
      <Link
        to="/keluarga/$familyId"
        params={{ familyId: visit.familyId }}
        className="visit-words"
        data-row
      >
        <strong>
          {formatCount(visit.nth, language)}. {visit.headName}
        </strong>
        <span>
          {[address ?? said.noAddress, street].filter(Boolean).join(", ")}
          {" · "}
          {said.members(formatCount(visit.size, language))}
        </span>
        {visitedOn === undefined ? null : (
          <span className="visit-done">✓ {said.visited(formatDay(visitedOn, language))}</span>
        )}
      </Link>
      <span className="visit-note">{said.note}</span>
    </li>
  );
}
