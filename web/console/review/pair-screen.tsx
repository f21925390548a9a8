import { Link, useParams } from "@tanstack/react-router";
import type { ReviewPair } from "#contract/identity-reviews.ts";
import { Loaded } from "#web/kit/loaded.tsx";
import { Page } from "#web/kit/page.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { PairActs } from "./pair-acts.tsx";
import { PairGrounds } from "./pair-grounds.tsx";
import { PairSheet } from "./pair-sheet.tsx";
import { ReviewTabs } from "./review-tabs.tsx";
import { usePair } from "./use-pair.ts";

/** One pair by itself: to confirm, to settle, to undo, or only to look at. */
export function PairScreen() {
  const { pairId } = useParams({ from: "/inside/telaah/pasangan/$pairId" });
  return <Loaded query={usePair(pairId)}>{(pair) => <OnePair pair={pair} />}</Loaded>;
}

function OnePair({ pair }: { readonly pair: ReviewPair }) {
  const { reviewList } = useSpeech().words;
  const isWaiting = pair.state === "second" || pair.state === "undo-second";
  return (
    <Page title={reviewList.single}>
      <ReviewTabs />
      <section className="card pair-card" aria-labelledby="pair-title" data-pair={pair.pairId}>
        <PairSheet pair={pair} takesFocus={false} />
      </section>
      <PairActs pair={pair} />
      <PairGrounds pair={pair} />
      <p>
        <Link to={isWaiting ? "/telaah/menunggu" : "/telaah/keputusan"} className="row-action">
          {reviewList.back}
        </Link>
      </p>
    </Page>
  );
}
