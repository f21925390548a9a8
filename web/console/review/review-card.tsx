import { Link } from "@tanstack/react-router";
import type { ReviewRow } from "#contract/identity-reviews.ts";
import { formatInstant } from "#web/kit/format.ts";
import { useSpeech } from "#web/kit/words/language.tsx";
import { WorkFacts } from "../fieldwork/form-parts.tsx";

/** One pair of a list: whose records, what was said, by whom and why. */
export function ReviewCard({ row }: { readonly row: ReviewRow }) {
  const { words } = useSpeech();
  const { review, reviewList } = words;
  const { pairId, names, place, touchesBenefits } = row;
  const [left, right] = names ?? [];
  const both =
    left === undefined || right === undefined ? reviewList.gone : review.pair(left, right);
  return (
    <article className="card work-card" aria-labelledby={`pair-${pairId}`}>
      <h2 id={`pair-${pairId}`}>{both}</h2>
      <p>
        {place === undefined ? null : `${place.village}, ${place.district} `}
        {touchesBenefits ? <span className="tag tag-review">{reviewList.touches}</span> : null}
      </p>
      <RowFacts row={row} />
      {names === undefined ? null : (
        <p>
          <Link to="/telaah/pasangan/$pairId" params={{ pairId }} data-row className="row-action">
            {reviewList.look(both)}
          </Link>
        </p>
      )}
    </article>
  );
}

function RowFacts({ row }: { readonly row: ReviewRow }) {
  const { words, language, say } = useSpeech();
  const { reviewList } = words;
  const { verdict, by, isOwn, at, reason, decisionNo, inVersion } = row;
  const own = by.length > 1 ? reviewList.ownAmong : ` ${reviewList.own}`;
  const who = `${by.map(say).join(", ")}${isOwn ? own : ""}`.trim();
  const rows: readonly (readonly [string, string])[] = [
    ...(verdict === undefined ? [] : [[reviewList.verdict, say(verdict)] as const]),
    ...(who === "" ? [] : [[reviewList.by, who] as const]),
    [reviewList.at, formatInstant(at, language)],
    ...(reason === undefined ? [] : [[reviewList.reason, reason] as const]),
    ...(decisionNo === undefined
      ? []
      : [[reviewList.inVersion, inVersion ?? reviewList.notBuilt] as const]),
  ];
  return <WorkFacts rows={rows} />;
}
