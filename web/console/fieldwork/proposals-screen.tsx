import type { ProposalFilter, ProposalRow } from "#contract/correction-proposals.ts";
import { Page } from "#web/kit/page.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { StatedCards } from "./paged-cards.tsx";
import { ProposalCard } from "./proposal-card.tsx";

type State = NonNullable<ProposalFilter["state"]>;

/** What families say of facts of their own explanation: recorded as a finding, or refused with a reason that they read. */
export function Proposals() {
  const { proposals } = useSpeech().words;
  return (
    <Page title={proposals.title} lead={proposals.lead}>
      <StatedCards<State, ProposalRow>
        legend={proposals.show}
        states={proposals.states}
        first="open"
        list="proposals"
        pathOf={(state) => `/correction-proposals?limit=10&state=${state}`}
        empty={proposals.empty}
        keyOf={({ proposalId }) => proposalId}
      >
        {(proposal) => <ProposalCard proposal={proposal} />}
      </StatedCards>
    </Page>
  );
}
