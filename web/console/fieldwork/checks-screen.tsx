import { useState } from "react";
import type { CheckRow } from "#contract/evidence-checks.ts";
import { Page } from "#web/kit/page.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { CheckCard } from "./check-card.tsx";
import { Segments } from "./form-parts.tsx";
import { PagedCards } from "./paged-cards.tsx";

/** Evidence that a person must look at: what is stated, by whom, when, how sure; decided with a reason. */
export function Checks() {
  const { words } = useSpeech();
  const [state, setState] = useState<CheckRow["state"]>("open");
  return (
    <Page title={words.checks.title} lead={words.checks.lead}>
      <Segments
        legend={words.checks.show}
        name="state"
        choices={words.checks.states}
        chosen={state}
        onChoose={setState}
      />
      <PagedCards<CheckRow>
        list="checks"
        path={`/evidence-checks?limit=10&state=${state}`}
        empty={words.checks.empty}
        keyOf={({ checkId }) => checkId}
      >
        {(check) => <CheckCard check={check} />}
      </PagedCards>
    </Page>
  );
}
