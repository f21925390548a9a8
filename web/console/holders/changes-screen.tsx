import { Link } from "@tanstack/react-router";
import type { HolderChangeFilter, HolderChangeRow } from "#contract/holder-changes.ts";
import { HOLDER_STEPS } from "#domain/holder-procedure.ts";
import { Page } from "#web/kit/page.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { Called, useClockRows } from "../cases/case-parts.tsx";
import { WorkFacts } from "../fieldwork/form-parts.tsx";
import { StatedCards } from "../fieldwork/paged-cards.tsx";
import { useSitting } from "../officer.tsx";

type Shown = NonNullable<HolderChangeFilter["show"]>;

/** Changes of card holder in the officer's region: first those whose next move is the officer's. */
export function HolderChanges() {
  const said = useSpeech().words.holders;
  const { officer } = useSitting();
  return (
    <Page title={said.title} lead={said.lead}>
      {officer.may.proposeHolders ? <p className="soft">{said.fromSheet}</p> : null}
      <StatedCards<Shown, HolderChangeRow>
        legend={said.show}
        states={said.shown}
        first="mine"
        list="holder-changes"
        pathOf={(show) => `/holder-changes?limit=20&show=${show}`}
        empty={said.empty}
        keyOf={({ caseId }) => caseId}
      >
        {(row) => <ChangeCard row={row} />}
      </StatedCards>
    </Page>
  );
}

function ChangeCard({ row }: { readonly row: HolderChangeRow }) {
  const { words, say } = useSpeech();
  const said = words.holders;
  const { caseId, name, place } = row;
  return (
    <article className="card work-card" aria-labelledby={`case-${caseId}`}>
      <h2 id={`case-${caseId}`}>{name}</h2>
      <p>
        {place.village}, {place.district} · {say(row.cause)}
      </p>
      <p className="case-marks">
        <span className="tag">{say(row.stateWords)}</span>
        {row.isMine ? <span className="tag">{words.cases.mine}</span> : null}
        {row.isOverdue ? <span className="tag tag-late">{words.cases.late}</span> : null}
      </p>
      <WorkFacts
        rows={[
          [said.programs, row.programs.map(say).join(", ")],
          ...useClockRows(row, HOLDER_STEPS.length),
        ]}
      />
      {row.isCalled ? <Called list="holder-changes" path={`/holder-changes/${caseId}`} /> : null}
      <p>
        <Link to="/ganti-pengurus/$caseId" params={{ caseId }} data-row className="row-action">
          {said.open(name)}
        </Link>
      </p>
    </article>
  );
}
