import { useState } from "react";
import type { FindingCard as Card } from "#contract/findings.ts";
import { Page } from "#web/kit/page.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { FindingCard } from "./finding-card.tsx";
import { Segments } from "./form-parts.tsx";
import { PagedCards } from "./paged-cards.tsx";

/** What visits established: confirmed by a second person, answered when a version waits. */
export function FindingsScreen() {
  const { words } = useSpeech();
  const [state, setState] = useState<Card["state"]>("recorded");
  return (
    <Page title={words.findings.title} lead={words.findings.lead}>
      <Segments
        legend={words.findings.show}
        name="state"
        choices={words.findings.states}
        chosen={state}
        onChoose={setState}
      />
      <PagedCards<Card>
        list="findings"
        path={`/findings?limit=10&state=${state}`}
        empty={words.findings.empty}
        keyOf={({ findingId }) => findingId}
      >
        {(finding) => <FindingCard finding={finding} />}
      </PagedCards>
    </Page>
  );
}
