import { useState } from "react";
import type { ReviewFilter, ReviewRow } from "#contract/identity-reviews.ts";
import { Page } from "#web/kit/page.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { Segments } from "../fieldwork/form-parts.tsx";
import { PagedCards } from "../fieldwork/paged-cards.tsx";
import { inRegion, RegionChoice } from "../region-choice.tsx";
import { ReviewCard } from "./review-card.tsx";
import { ReviewTabs } from "./review-tabs.tsx";

type State = NonNullable<ReviewFilter["state"]>;

const DECIDED = ["mine", "decided", "undone", "set-aside"] as const;
const WAITING = ["second", "undo-second", "senior"] as const;

/** What was answered and decided: to look at again, and to undo. */
export function DecidedScreen() {
  const { decidedTitle, decidedLead } = useSpeech().words.reviewList;
  return <ReviewList title={decidedTitle} lead={decidedLead} states={DECIDED} />;
}

/** What waits for a second person or a settler. */
export function WaitingScreen() {
  const { waitingTitle, waitingLead } = useSpeech().words.reviewList;
  return <ReviewList title={waitingTitle} lead={waitingLead} states={WAITING} />;
}

function ReviewList<Shown extends State>(given: {
  readonly title: string;
  readonly lead: string;
  readonly states: readonly [Shown, ...Shown[]];
}) {
  const { reviewList } = useSpeech().words;
  const { title, lead, states } = given;
  const [state, setState] = useState<Shown>(states[0]);
  const [region, setRegion] = useState("");
  const choices = Object.fromEntries(
    states.map((each) => [each, reviewList.states[each]]),
  ) as Record<Shown, string>;
  return (
    <Page title={title} lead={lead}>
      <ReviewTabs />
      <Segments
        legend={reviewList.show}
        name="state"
        choices={choices}
        chosen={state}
        onChoose={setState}
      />
      <div className="list-region">
        <RegionChoice value={region} onChange={setRegion} />
      </div>
      <p className="soft">{reviewList.explain[state]}</p>
      <PagedCards<ReviewRow>
        list="reviews"
        path={`/identity-reviews?limit=20&state=${state}${inRegion(region)}`}
        empty={reviewList.empty}
        keyOf={({ pairId, at }) => `${pairId} ${at}`}
      >
        {(row) => <ReviewCard row={row} />}
      </PagedCards>
    </Page>
  );
}
