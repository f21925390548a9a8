import type { CheckRow } from "#contract/evidence-checks.ts";
import { Page } from "#web/kit/page.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { CheckCard } from "./check-card.tsx";
import { StatedCards } from "./paged-cards.tsx";

/** Evidence that a person must look at: what is stated, by whom, when, how sure; decided with a reason. */
export function Checks() {
  const { checks } = useSpeech().words;
  return (
    <Page title={checks.title} lead={checks.lead}>
      <StatedCards<CheckRow["state"], CheckRow>
        legend={checks.show}
        states={checks.states}
        first="open"
        list="checks"
        pathOf={(state) => `/evidence-checks?limit=10&state=${state}`}
        empty={checks.empty}
        keyOf={({ checkId }) => checkId}
      >
        {(check) => <CheckCard check={check} />}
      </StatedCards>
    </Page>
  );
}
