import type { FindingCard as Card } from "#contract/findings.ts";
import { Page } from "#web/kit/page.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { FindingCard } from "./finding-card.tsx";
import { StatedCards } from "./paged-cards.tsx";

/** What visits established: confirmed by a second person, answered when a version waits. */
export function FindingsScreen() {
  const { findings } = useSpeech().words;
  return (
    <Page title={findings.title} lead={findings.lead}>
      <StatedCards<Card["state"], Card>
        legend={findings.show}
        states={findings.states}
        first="recorded"
        list="findings"
        pathOf={(state) => `/findings?limit=10&state=${state}`}
        empty={findings.empty}
        keyOf={({ findingId }) => findingId}
      >
        {(finding) => <FindingCard finding={finding} />}
      </StatedCards>
    </Page>
  );
}
