import { Link } from "@tanstack/react-router";
import type {
  ReviewEvent,
  ReviewPair,
  ReviewRelative,
  ReviewSide,
} from "#contract/identity-reviews.ts";
import { formatCount, formatDay, formatInstant } from "#web/kit/format.ts";
import { Part } from "#web/kit/page.tsx";
import { useNarrow } from "#web/kit/use-narrow.ts";
import { useSpeech } from "#web/kit/words/language.tsx";
import { useSitting } from "../officer.tsx";

/** Who else stands on each card, and what was decided before: context, not evidence. */
export function PairContext({ pair }: { readonly pair: ReviewPair }) {
  const { review } = useSpeech().words;
  const isNarrow = useNarrow();
  return (
    <Part id="context" title={review.context}>
      <div className="side-families">
        {pair.sides.map((side, i) => (
          <details key={side.recordKey} open={!isNarrow}>
            <summary>{review.record("AB"[i] ?? "")}</summary>
            <Family side={side} />
          </details>
        ))}
      </div>
      <h3>{review.history}</h3>
      <Events events={pair.history} />
      <h3>{review.ledger}</h3>
      <div className="side-families">
        {pair.sides.map((side, i) => (
          <details key={side.recordKey}>
            <summary>{review.record("AB"[i] ?? "")}</summary>
            <Ledger side={side} isBlind={pair.state === "open" || pair.state === "answered"} />
          </details>
        ))}
      </div>
    </Part>
  );
}

function Family({ side: { family, familyId } }: { readonly side: ReviewSide }) {
  const { review } = useSpeech().words;
  const { officer } = useSitting();
  return (
    <>
      {family.length === 0 ? <p className="soft">{review.noFamily}</p> : null}
      <ul className="relatives">
        {family.map((relative, place) => (
          // Two members of one card may be alike in all that is shown.
          // biome-ignore lint/suspicious/noArrayIndexKey: the list is never reordered
          <li key={place}>
            <Relative relative={relative} />
          </li>
        ))}
      </ul>
      {familyId === undefined || !officer.may.readFamilies ? null : (
        <Link to="/keluarga/$familyId" params={{ familyId }} className="row-action">
          {review.family}
        </Link>
      )}
    </>
  );
}

function Relative({ relative }: { readonly relative: ReviewRelative }) {
  const { words, language, say } = useSpeech();
  const { review } = words;
  const { name, sex, birthDate, relationship, isSelf, alsoOnOtherSide } = relative;
  const facts = [
    say(relationship),
    say(sex),
    ...(birthDate === undefined ? [] : [formatDay(birthDate, language)]),
  ];
  return (
    <>
      <strong>{name}</strong>
      {isSelf ? <span className="tag">{review.self}</span> : null}
      {alsoOnOtherSide ? <span className="tag tag-both">↔ {review.inBoth}</span> : null}
      <span className="soft"> {facts.join(" · ")}</span>
    </>
  );
}

/** What became of the person's number: made, joined, parted; by matching or by whose decision. */
function Ledger(given: { readonly side: ReviewSide; readonly isBlind: boolean }) {
  const { words, language, say } = useSpeech();
  const { review } = words;
  const { side, isBlind } = given;
  if (side.ledger.length === 0) {
    const isLater = isBlind && !side.isRegister;
    return <p className="soft">{isLater ? review.ledgerLater : review.noLedger}</p>;
  }
  return (
    <ol className="lines">
      {side.ledger.map(({ on, version, says, by, milliBits, isThisRecord }, place) => (
        // Several records may have come alike in one version.
        // biome-ignore lint/suspicious/noArrayIndexKey: the list is never reordered
        <li key={place}>
          {say(says)}
          {isThisRecord ? <span className="tag">{review.thisRecord}</span> : null}
          <span className="soft">
            {" "}
            {[
              formatDay(on, language),
              review.inVersion(version),
              say(by),
              ...(milliBits === undefined
                ? []
                : [review.bits(formatCount(Math.round(milliBits / 100) / 10, language))]),
            ].join(" · ")}
          </span>
        </li>
      ))}
    </ol>
  );
}

function Events({ events }: { readonly events: readonly ReviewEvent[] }) {
  const { words, language, say } = useSpeech();
  const { review } = words;
  if (events.length === 0) return <p className="soft">{review.noHistory}</p>;
  return (
    <ol className="lines">
      {events.map(({ at, says, reason, isOwn }) => (
        <li key={`${at} ${says.id}`}>
          {say(says)}
          {isOwn ? ` (${review.own})` : ""}
          {reason === undefined ? "" : `; ${review.because(reason)}`}
          <span className="soft"> {formatInstant(at, language)}</span>
        </li>
      ))}
    </ol>
  );
}
