import { Link } from "@tanstack/react-router";
import type { ReactivationFilter, ReactivationRow } from "#contract/reactivations.ts";
import { Page } from "#web/kit/page.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { StatedCards } from "../fieldwork/paged-cards.tsx";
import { useSitting } from "../officer.tsx";
import { ReactivationCard } from "./reactivation-card.tsx";

type Shown = NonNullable<ReactivationFilter["show"]>;

/** Reactivations of the officer's region: first those whose next move is the officer's, whose clock ends first. */
export function Reactivations() {
  const { reactivation } = useSpeech().words;
  const { officer } = useSitting();
  const mayReport = officer.may.reportReactivations;
  return (
    <Page
      title={reactivation.title}
      lead={reactivation.lead}
      actions={
        mayReport ? (
          <Link to="/reaktivasi/baru" className="button">
            {reactivation.new}
          </Link>
        ) : undefined
      }
    >
      {mayReport ? <p className="soft">{reactivation.fromSheet}</p> : null}
      <StatedCards<Shown, ReactivationRow>
        legend={reactivation.show}
        states={reactivation.shown}
        first="mine"
        list="reactivations"
        pathOf={(show) => `/reactivations?limit=20&show=${show}`}
        empty={reactivation.empty}
        keyOf={({ caseId }) => caseId}
      >
        {(row) => <ReactivationCard row={row} />}
      </StatedCards>
    </Page>
  );
}
