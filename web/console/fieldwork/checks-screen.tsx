import type { CheckFilter, CheckRow } from "#contract/evidence-checks.ts";
import { Page } from "#web/kit/page.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { CheckCard } from "./check-card.tsx";
import { StatedCards } from "./paged-cards.tsx";

type Stand = NonNullable<CheckFilter["state"]>;

/** Evidence that a person must look at: what is stated, by whom, when, how sure; decided with a reason. */
export const Checks = () => <ChecksFrom first="open" />;

/** The same, beginning with what one person confirmed and a second must say too. */
export const AwaitingChecks = () => <ChecksFrom first="awaits-second" />;

function ChecksFrom({ first }: { readonly first: Stand }) {
  const { checks } = useSpeech().words;
  return (
    <Page title={checks.title} lead={checks.lead}>
      <StatedCards<Stand, CheckRow>
        legend={checks.show}
        states={checks.states}
        first={first}
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
