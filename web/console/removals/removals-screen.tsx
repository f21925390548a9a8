import type { RemovalCard as Card } from "#contract/removals.ts";
import { Page } from "#web/kit/page.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { StatedCards } from "../fieldwork/paged-cards.tsx";
import { useAsked } from "../officer.tsx";
import { GroupForm } from "./group-form.tsx";
import { RemovalCard } from "./removal-card.tsx";

/** Notices and reviews of one's region: who is to leave, until when they may answer, and what may be done. */
export function RemovalsScreen() {
  const { removals } = useSpeech().words;
  const open = useAsked<{ readonly items: readonly Card[] }>("/removals?limit=1");
  const mayDecide = open.data?.ok && open.data.value.items.some(({ acts }) => acts.length > 0);
  return (
    <Page title={removals.title} lead={removals.lead}>
      <StatedCards<keyof typeof removals.states, Card>
        legend={removals.show}
        states={removals.states}
        first="open"
        list="removals"
        pathOf={(state) => `/removals?limit=10&state=${state}`}
        empty={removals.empty}
        keyOf={({ removalId }) => removalId}
      >
        {(removal) => <RemovalCard removal={removal} />}
      </StatedCards>
      {mayDecide === true ? <GroupForm /> : null}
    </Page>
  );
}
