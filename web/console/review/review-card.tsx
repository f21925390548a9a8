import { Link } from "@tanstack/react-router";
import type { ReviewRow } from "#contract/identity-reviews.ts";
import { formatCount, formatDay, formatInstant } from "#web/kit/format.ts";
import { useSpeech } from "#web/kit/words/language.tsx";
import { WorkFacts } from "../fieldwork/form-parts.tsx";
import { daysUntil } from "./days-until.ts";

/** Days before the end from which a card says so. */
const SOON = 7;

/** One pair of a list: whose records, what was said, by whom and why. */
export function ReviewCard({ row }: { readonly row: ReviewRow }) {
  const { words } = useSpeech();
  const { review, reviewList } = words;
  const { pairId, names, place, touchesBenefits, waitsUntil } = row;
  const [left, right] = names ?? [];
  const both =
    left === undefined || right === undefined ? reviewList.gone : review.pair(left, right);
  return (
    <article className="card work-card" aria-labelledby={`pair-${pairId}`}>
      <h2 id={`pair-${pairId}`}>{both}</h2>
      <p>
        {place === undefined ? null : `${place.village}, ${place.district} `}
        {touchesBenefits ? <span className="tag tag-review">{reviewList.touches}</span> : null}
        {waitsUntil !== undefined && daysUntil(waitsUntil) <= SOON ? (
          <span className="tag tag-soon">{reviewList.soon}</span>
        ) : null}
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
  const { verdict, by, isOwn, at, reason, decisionNo, inVersion, waitsUntil } = row;
  const own = by.length > 1 ? reviewList.ownAmong : ` ${reviewList.own}`;
  const who = `${by.map(say).join(", ")}${isOwn ? own : ""}`.trim();
  const rows: readonly (readonly [string, string])[] = [
    ...(verdict === undefined ? [] : [[reviewList.verdict, say(verdict)] as const]),
    ...(who === "" ? [] : [[reviewList.by, who] as const]),
    [reviewList.at, formatInstant(at, language)],
    ...(reason === undefined ? [] : [[reviewList.reason, reason] as const]),
    ...(waitsUntil === undefined
      ? []
      : [
          [
            reviewList.waitsUntil,
            reviewList.daysLeft(
              formatDay(waitsUntil, language),
              formatCount(daysUntil(waitsUntil), language),
            ),
          ] as const,
        ]),
    ...(decisionNo === undefined
      ? []
      : [[reviewList.inVersion, inVersion ?? reviewList.notBuilt] as const]),
  ];
  return <WorkFacts rows={rows} />;
}
