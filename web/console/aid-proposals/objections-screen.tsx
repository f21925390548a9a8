import { Link } from "@tanstack/react-router";
import type { ObjectionFilter, ObjectionRow } from "#contract/objections.ts";
import { OBJECTION_STEPS } from "#domain/objection-procedure.ts";
import { Page } from "#web/kit/page.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { Called, useClockRows } from "../cases/case-parts.tsx";
import { WorkFacts } from "../fieldwork/form-parts.tsx";
import { StatedCards } from "../fieldwork/paged-cards.tsx";

type Shown = NonNullable<ObjectionFilter["show"]>;

/** Objections of the officer's region: first those whose next move is the officer's. Never who objects. */
export function Objections() {
  const { words } = useSpeech();
  const said = words.sanggah;
  return (
    <Page title={said.title} lead={said.lead}>
      <StatedCards<Shown, ObjectionRow>
        legend={words.usulan.show}
        states={words.usulan.shown}
        first="mine"
        list="objections"
        pathOf={(show) => `/objections?limit=20&show=${show}`}
        empty={said.empty}
        keyOf={({ caseId }) => caseId}
      >
        {(row) => <ObjectionCard row={row} />}
      </StatedCards>
    </Page>
  );
}

function ObjectionCard({ row }: { readonly row: ObjectionRow }) {
  const { words, say } = useSpeech();
  const said = words.sanggah;
  const { caseId, name, place, rt, rw } = row;
  return (
    <article className="card work-card" aria-labelledby={`case-${caseId}`}>
      <h2 id={`case-${caseId}`}>{name}</h2>
      <p>
        {place.village}, {place.district}
        {rt === undefined || rw === undefined ? "" : ` · ${words.usulan.rtRw(rt, rw)}`}
      </p>
      <p className="case-marks">
        <span className="tag">{say(row.stateWords)}</span>
        {row.isMine ? <span className="tag">{words.cases.mine}</span> : null}
        {row.isOverdue ? <span className="tag tag-late">{words.cases.late}</span> : null}
        {row.isCluster ? <span className="tag tag-late">{said.cluster}</span> : null}
      </p>
      <WorkFacts
        rows={[
          [said.program, say(row.program)],
          [said.questioned, row.grounds.map(say).join(", ")],
          ...useClockRows(row, OBJECTION_STEPS.length),
        ]}
      />
      {row.isCalled ? <Called list="objections" path={`/objections/${caseId}`} /> : null}
      <p>
        <Link to="/sanggah/$caseId" params={{ caseId }} data-row className="row-action">
          {said.open(name)}
        </Link>
      </p>
    </article>
  );
}
