import { Link } from "@tanstack/react-router";
import type { ServiceFilter, ServiceRow } from "#contract/service-cases.ts";
import { Page } from "#web/kit/page.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { Called, useClockRows } from "../cases/case-parts.tsx";
import { WorkFacts } from "../fieldwork/form-parts.tsx";
import { StatedCards } from "../fieldwork/paged-cards.tsx";
import type { ServiceScreen } from "./service-screens.ts";

type Shown = NonNullable<ServiceFilter["show"]>;

/** Cases of one kind in the officer's region: first those whose next move is the officer's. */
export function ServiceList({
  screen,
  children,
}: {
  readonly screen: ServiceScreen;
  /** What stands above the list: opening one, for a kind that is opened from here. */
  readonly children?: React.ReactNode;
}) {
  const { words } = useSpeech();
  const said = words.services[screen.words];
  return (
    <Page title={said.title} lead={said.lead}>
      {children}
      <StatedCards<Shown, ServiceRow>
        legend={words.usulan.show}
        states={words.usulan.shown}
        first="mine"
        list={screen.path}
        pathOf={(show) => `/${screen.path}?limit=20&show=${show}`}
        empty={said.empty}
        keyOf={({ caseId }) => caseId}
      >
        {(row) => <Card screen={screen} row={row} />}
      </StatedCards>
    </Page>
  );
}

function Card({ screen, row }: { readonly screen: ServiceScreen; readonly row: ServiceRow }) {
  const { words, say } = useSpeech();
  const { caseId, name, place } = row;
  return (
    <article className="card work-card" aria-labelledby={`case-${caseId}`}>
      <h2 id={`case-${caseId}`}>{name}</h2>
      <p>
        {place.village}, {place.district} · {say(row.about)}
      </p>
      <p className="case-marks">
        <span className="tag">{say(row.stateWords)}</span>
        {row.isMine ? <span className="tag">{words.cases.mine}</span> : null}
        {row.isOverdue ? <span className="tag tag-late">{words.cases.late}</span> : null}
        {row.marks.map((mark) => (
          <span key={mark.id} className="tag tag-late">
            {say(mark)}
          </span>
        ))}
      </p>
      <WorkFacts rows={useClockRows(row, row.stepCount)} />
      {row.isCalled ? <Called list={screen.path} path={`/${screen.path}/${caseId}`} /> : null}
      <p>
        <Link to={screen.one} params={{ caseId }} data-row className="row-action">
          {words.services.open(name)}
        </Link>
      </p>
    </article>
  );
}
