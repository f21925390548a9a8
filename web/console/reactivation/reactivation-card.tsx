import { Link } from "@tanstack/react-router";
import type { ReactivationRow } from "#contract/reactivations.ts";
import { formatInstant } from "#web/kit/format.ts";
import { useSpeech } from "#web/kit/words/language.tsx";
import { WorkFacts } from "../fieldwork/form-parts.tsx";
import { useAct } from "../fieldwork/use-act.ts";

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
        {row.isMine ? <span className="tag">{said.mine}</span> : null}
        {row.isOverdue ? <span className="tag tag-late">{said.late}</span> : null}
      </p>
      <WorkFacts rows={useClockRows(row)} />
      {row.isCalled ? <Called caseId={caseId} /> : null}
      <p>
        <Link to="/reaktivasi/$caseId" params={{ caseId }} data-row className="row-action">
          {said.open(name)}
        </Link>
      </p>
    </article>
  );
}

/** Where a case stands, as rows: the step, whose turn, until when, and why it waits. */
export function useClockRows(row: ReactivationRow): readonly (readonly [string, string])[] {
  const { words, language, say } = useSpeech();
  const said = words.reactivation;
  const { dueAt, reason, followUp } = row;
  return [
    [said.urgency, say(row.urgency)],
    [said.stepLabel, said.step(row.stepNo, say(row.stepWords))],
    ...(dueAt === undefined
      ? []
      : ([
          [said.turn, say(row.holder)],
          [said.due, formatInstant(dueAt, language)],
        ] as const)),
    ...(reason === undefined ? [] : [[said.why, say(reason)] as const]),
    ...(followUp === undefined ? [] : [[said.followUp, say(followUp)] as const]),
  ];
}

/** The officer's own office was called because a clock ran out. */
export function Called({ caseId }: { readonly caseId: string }) {
  const said = useSpeech().words.reactivation;
  const act = useAct("reactivations", said.seenSaved);
  return (
    <p className="case-called">
      {said.called}{" "}
      <button
        type="button"
        className="button"
        disabled={act.isSending}
        onClick={() => void act.send(`/reactivations/${caseId}/seen`, {})}
      >
        {said.seen}
      </button>
    </p>
  );
}
