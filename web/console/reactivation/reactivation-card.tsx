import { Link } from "@tanstack/react-router";
import type { ReactivationRow } from "#contract/reactivations.ts";
import { REACTIVATION_STEPS } from "#domain/reactivation-procedure.ts";
import { useSpeech } from "#web/kit/words/language.tsx";
import { Called, useClockRows } from "../cases/case-parts.tsx";
import { WorkFacts } from "../fieldwork/form-parts.tsx";

/** One case of the list: where it stands, whose turn it is, until when. */
export function ReactivationCard({ row }: { readonly row: ReactivationRow }) {
  const { words, say } = useSpeech();
  const said = words.reactivation;
  const { caseId, name, place } = row;
  return (
    <article className="card work-card" aria-labelledby={`case-${caseId}`}>
      <h2 id={`case-${caseId}`}>{name}</h2>
      <p>
        {place.village}, {place.district} · {say(row.path)}
      </p>
      <p className="case-marks">
        <span className="tag">{say(row.stateWords)}</span>
        {row.isMine ? <span className="tag">{words.cases.mine}</span> : null}
        {row.isOverdue ? <span className="tag tag-late">{words.cases.late}</span> : null}
      </p>
      <WorkFacts rows={useReactivationRows(row)} />
      {row.isCalled ? <Called list="reactivations" path={`/reactivations/${caseId}`} /> : null}
      <p>
        <Link to="/reaktivasi/$caseId" params={{ caseId }} data-row className="row-action">
          {said.open(name)}
        </Link>
      </p>
    </article>
  );
}

/** The case's urgency, where it stands, and what is due after it. */
export function useReactivationRows(row: ReactivationRow): readonly (readonly [string, string])[] {
  const { words, say } = useSpeech();
  const said = words.reactivation;
  const { followUp } = row;
  return [
    [said.urgency, say(row.urgency)],
    ...useClockRows(row, REACTIVATION_STEPS.length),
    ...(followUp === undefined ? [] : [[said.followUp, say(followUp)] as const]),
  ];
}
