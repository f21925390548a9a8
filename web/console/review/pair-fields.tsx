import type { ReviewPair, ReviewSide } from "#contract/identity-reviews.ts";
import type { ReviewCompared } from "#contract/review-weights.ts";
import { AgreementSign } from "#web/kit/agreement-sign.tsx";
import { formatDay } from "#web/kit/format.ts";
import { useSpeech } from "#web/kit/words/language.tsx";
import { differingLetters } from "./differing-letters.ts";
import { MarkedValue } from "./marked-value.tsx";

/** Two records side by side, field by field; on a phone both values stand under each other. */
export function PairFields({ pair }: { readonly pair: ReviewPair }) {
  const { review } = useSpeech().words;
  const [left, right] = pair.sides;
  return (
    <table className="pair-table">
      <caption className="unseen">{review.compared}</caption>
      <thead>
        <tr>
          <th scope="col">{review.field}</th>
          <th scope="col">{review.comparison}</th>
          <SideHead letter="A" side={left} />
          <SideHead letter="B" side={right} />
        </tr>
      </thead>
      <tbody>
        {pair.fields.map((compared) => (
          <FieldRow key={compared.field} compared={compared} />
        ))}
        <AidRow sides={pair.sides} />
      </tbody>
    </table>
  );
}

function SideHead({
  letter,
  side,
}: {
  readonly letter: string;
  readonly side: ReviewSide | undefined;
}) {
  const { words, language, say } = useSpeech();
  const { review } = words;
  if (side === undefined) return null;
  const asOf = review.asOf(formatDay(side.asOf, language));
  return (
    <th scope="col" className="side-head">
      <span className="side-letter">{review.record(letter)}</span>
      <strong>{say(side.source)}</strong>
      <span className="soft">{side.isRegister ? `${review.register}, ${asOf}` : asOf}</span>
    </th>
  );
}

function FieldRow({ compared }: { readonly compared: ReviewCompared }) {
  const { say } = useSpeech();
  const { words, answer, says } = compared;
  const written = (side: "left" | "right") => {
    const value = compared[side];
    return value === undefined ? "" : writeValue(compared.field, say(value));
  };
  const [left, right] = [written("left"), written("right")];
  const isMarked = answer === "near" || answer === "different";
  const marked = isMarked
    ? differingLetters(left, right)
    : { left: [{ text: left, differs: false }], right: [{ text: right, differs: false }] };
  // On a phone one value that both records carry is said once.
  const isEqual = answer === "same" && left === right;
  const isNumber = compared.field === "nik" || compared.field === "kk";
  return (
    <tr className={isEqual ? "level-same is-equal" : `level-${answer}`}>
      <th scope="row">{say(words)}</th>
      <td className="level">
        <span className="level-line">
          <AgreementSign level={answer} /> <span>{say(says)}</span>
        </span>
      </td>
      {(["left", "right"] as const).map((side, i) => (
        <td key={side} data-letter={"AB"[i]} className={isNumber ? "value digits" : "value"}>
          {compared[side] === undefined ? <Absent /> : <MarkedValue runs={marked[side]} />}
        </td>
      ))}
    </tr>
  );
}

/** As it is read on a card: days as they stand on the KTP, day first. */
function writeValue(field: ReviewCompared["field"], value: string): string {
  const day = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value);
  return field === "birth-date" && day !== null ? `${day[3]}-${day[2]}-${day[1]}` : value;
}

function Absent() {
  const { review } = useSpeech().words;
  return <span className="soft">{review.absent}</span>;
}

/** What hangs on each record: not compared, but good to know. */
function AidRow({ sides }: { readonly sides: readonly ReviewSide[] }) {
  const { words, say } = useSpeech();
  if (sides.every(({ receives }) => receives.length === 0)) return null;
  return (
    <tr className="level-aside">
      <th scope="row">{words.review.receives}</th>
      <td className="level" />
      {sides.map(({ recordKey, receives }, i) => (
        <td key={recordKey} data-letter={"AB"[i]} className="value">
          {receives.length === 0 ? <Absent /> : receives.map(say).join(", ")}
        </td>
      ))}
    </tr>
  );
}
