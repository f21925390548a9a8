import { Link, useParams } from "@tanstack/react-router";
import type { ReviewPair } from "#contract/identity-reviews.ts";
import { Loaded } from "#web/kit/loaded.tsx";
import { Page } from "#web/kit/page.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { PairContext } from "./pair-context.tsx";
import { PairForms } from "./pair-forms.tsx";
import { PairSheet } from "./pair-sheet.tsx";
import { PairWeights } from "./pair-weights.tsx";
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
      <section className="card pair-card" aria-labelledby="pair-title">
        <PairSheet pair={pair} takesFocus={false} />
      </section>
      <PairForms pair={pair} />
      <div className="columns">
        <div>
          <PairWeights waterfall={pair.waterfall} />
        </div>
        <div>
          <PairContext pair={pair} />
        </div>
      </div>
      <p>
        <Link to={isWaiting ? "/telaah/menunggu" : "/telaah/keputusan"} className="row-action">
          {reviewList.back}
        </Link>
      </p>
    </Page>
  );
}
