import type { ReviewPair } from "#contract/identity-reviews.ts";
import { PairContext } from "./pair-context.tsx";
import { PairWeights } from "./pair-weights.tsx";

/** What lies beneath two records: why they are asked, who else stands on the cards, what happened before. */
export function PairGrounds({ pair }: { readonly pair: ReviewPair }) {
  return (
    <div className="columns">
      <div>
        <PairWeights waterfall={pair.waterfall} />
      </div>
      <div>
        <PairContext pair={pair} />
      </div>
    </div>
  );
}
