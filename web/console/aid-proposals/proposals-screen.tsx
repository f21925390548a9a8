import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { AidProposalFilter, AidProposalRow } from "#contract/aid-proposals.ts";
import { Page } from "#web/kit/page.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { Called, useClockRows } from "../cases/case-parts.tsx";
import { WorkFacts } from "../fieldwork/form-parts.tsx";
import { StatedCards } from "../fieldwork/paged-cards.tsx";
import { useSitting } from "../officer.tsx";
import { BatchForm } from "./batch-form.tsx";

type Shown = NonNullable<AidProposalFilter["show"]>;

/** Proposals of the officer's region: first those whose next move is the officer's. */
export function AidProposals() {
  const { words } = useSpeech();
  const said = words.usulan;
  const { may } = useSitting().officer;
  const [chosen, setChosen] = useState<readonly AidProposalRow[]>([]);
  const toggle = (row: AidProposalRow) =>
    setChosen((before) =>
      before.some(({ caseId }) => caseId === row.caseId)
        ? before.filter(({ caseId }) => caseId !== row.caseId)
        : [...before, row],
    );
  return (
    <Page title={said.title} lead={said.lead}>
      <p className="case-marks">
        {may.takeProposals ? (
          <Link to="/usulan-bantuan/baru" className="button button-main">
            {said.take}
          </Link>
        ) : null}
        {may.holdDeliberations ? (
          <Link to="/usulan-bantuan/musyawarah" className="button">
            {said.deliberate}
          </Link>
        ) : null}
        <Link to="/usulan-bantuan/surat-musyawarah" className="button">
          {words.meetings.link}
        </Link>
      </p>
      <StatedCards<Shown, AidProposalRow>
        legend={said.show}
        states={said.shown}
        first="mine"
        list="aid-proposals"
        pathOf={(show) => `/aid-proposals?limit=20&show=${show}`}
        empty={said.empty}
        keyOf={({ caseId }) => caseId}
      >
        {(row) => (
          <ProposalCard
            row={row}
            isChosen={chosen.some(({ caseId }) => caseId === row.caseId)}
            onToggle={() => toggle(row)}
          />
        )}
      </StatedCards>
      {chosen.length === 0 ? null : <BatchForm chosen={chosen} onDone={() => setChosen([])} />}
    </Page>
  );
}

/** From verification on a step is passed for many at once; before it each case has its own evidence. */
const FIRST_IN_BULK = 4;

function ProposalCard({
  row,
  isChosen,
  onToggle,
}: {
  readonly row: AidProposalRow;
  readonly isChosen: boolean;
  readonly onToggle: () => void;
}) {
  const { words, say } = useSpeech();
  const said = words.usulan;
  const { caseId, name, place, rt, rw } = row;
  const isBulk = row.isMine && row.state !== "paused" && row.stepNo >= FIRST_IN_BULK;
  return (
    <article className="card work-card" aria-labelledby={`case-${caseId}`}>
      <h2 id={`case-${caseId}`}>{name}</h2>
      <p>
        {place.village}, {place.district}
        {rt === undefined || rw === undefined ? "" : ` · ${said.rtRw(rt, rw)}`}
      </p>
      <p className="case-marks">
        <span className="tag">{say(row.stateWords)}</span>
        {row.isMine ? <span className="tag">{words.cases.mine}</span> : null}
        {row.isOverdue ? <span className="tag tag-late">{words.cases.late}</span> : null}
        {row.isDiverted ? <span className="tag">{said.diverted}</span> : null}
      </p>
      <WorkFacts
        rows={[
          [said.asked, say(row.asked)],
          [said.proposer, say(row.proposer)],
          ...useClockRows(row, row.steps),
        ]}
      />
      {row.isCalled ? <Called list="aid-proposals" path={`/aid-proposals/${caseId}`} /> : null}
      {isBulk ? (
        <label className="tick">
          <input type="checkbox" checked={isChosen} onChange={onToggle} /> {said.batchPick(name)}
        </label>
      ) : null}
      <p>
        <Link to="/usulan-bantuan/$caseId" params={{ caseId }} data-row className="row-action">
          {said.open(name)}
        </Link>
      </p>
    </article>
  );
}
