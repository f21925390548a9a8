import { useState } from "react";
import type { RemovalCard as Card } from "#contract/removals.ts";
import { SHORTEST_REASON } from "#domain/quality-gate.ts";
import type { Words } from "#domain/words.ts";
import { formatCount, formatDay } from "#web/kit/format.ts";
import { useSpeech } from "#web/kit/words/language.tsx";
import { FoldedForm } from "../fieldwork/folded-form.tsx";
import { FamilyLink, Lines, WorkFacts } from "../fieldwork/form-parts.tsx";
import { useAct } from "../fieldwork/use-act.ts";
import { DeliveryForm } from "./delivery-form.tsx";
import { OnPhoneFolded } from "./on-phone-folded.tsx";

/** One removal: why, what protects, until when an answer counts, what was done, what may be done now. */
export function RemovalCard({ removal }: { readonly removal: Card }) {
  const { words, say } = useSpeech();
  const { removalId, headName, personName, place, acts, isMine, state } = removal;
  return (
    <article className="card work-card" aria-labelledby={`removal-${removalId}`}>
      <h2 id={`removal-${removalId}`}>
        {say(removal.programName)} · {personName ?? headName}
      </h2>
      <p>
        <span className="tag">{say(removal.stateWords)}</span>
      </p>
      <p>{say(removal.sentence)}</p>
      <OnPhoneFolded title={words.lookup.details} said={personName ?? headName}>
        <Facts removal={removal} />
        <p>
          <FamilyLink {...removal} /> · {place.village}, {place.district}
        </p>
        <History removal={removal} />
        {removal.delivery === undefined ? null : (
          <Letter removal={removal} delivery={removal.delivery} />
        )}
        {isMine && state.endsWith("-proposed") ? (
          <p className="soft">{words.removals.second}</p>
        ) : null}
        {acts.map((act) => (
          <ActForm key={act.act} removal={removal} act={act.act} title={act.words} />
        ))}
      </OnPhoneFolded>
    </article>
  );
}

function Facts({ removal }: { readonly removal: Card }) {
  const { words, say, language } = useSpeech();
  const said = words.removals;
  const { noticeOn, effectOn, protections, untold, delivery } = removal;
  const named = (list: readonly Words[]) => list.map((one) => say(one)).join(", ");
  const rows: (readonly [string, string])[] = [[said.cause, say(removal.causeWords)]];
  if (noticeOn !== undefined) rows.push([said.notice, formatDay(noticeOn, language)]);
  if (effectOn !== undefined) rows.push([said.effect, formatDay(effectOn, language)]);
  else if (delivery !== undefined) {
    const { missedVisits, missedOn } = delivery;
    const letter = words.notices;
    rows.push([letter.letter, letter.notBrought]);
    if (missedOn !== undefined)
      rows.push([
        letter.visits,
        letter.missed(formatCount(missedVisits, language), formatDay(missedOn, language)),
      ]);
    rows.push([said.effect, letter.effectAfter(formatCount(removal.replyDays, language))]);
  }
  if (protections.length > 0) rows.push([said.protects, named(protections)]);
  if (untold.length > 0) rows.push([said.untold, named(untold)]);
  return <WorkFacts rows={rows} />;
}

/** Letters of the village on paper, and how this family's was brought. */
function Letter({
  removal,
  delivery,
}: {
  readonly removal: Card;
  readonly delivery: NonNullable<Card["delivery"]>;
}) {
  const { notices } = useSpeech().words;
  const { place, noticeOn } = removal;
  if (delivery.ways.length === 0) return null;
  return (
    <>
      {noticeOn === undefined ? (
        <p>
          <a href={`/api/v1/removals/letters?village=${place.code}`} download>
            {notices.print}
            <span className="unseen"> {notices.printSaid(place.village)}</span>
          </a>
        </p>
      ) : null}
      <DeliveryForm removal={removal} delivery={delivery} />
    </>
  );
}

function History({ removal: { history } }: { readonly removal: Card }) {
  const { words, say, language } = useSpeech();
  const said = words.removals;
  if (history.length === 0) return null;
  return (
    <details>
      <summary>
        {said.history} ({history.length})
      </summary>
      {history.map(({ words: act, by, isMine, reason, at }) => (
        <blockquote key={at} className="gate-words">
          <p>
            <strong>{say(act)}.</strong> {reason}
          </p>
          <p className="soft">
            {said.by(isMine ? said.mine : (by ?? said.somebody), formatDay(at, language))}
          </p>
        </blockquote>
      ))}
    </details>
  );
}

function ActForm({
  removal,
  act,
  title,
}: {
  readonly removal: Card;
  readonly act: Card["acts"][number]["act"];
  readonly title: Words;
}) {
  const { words, say } = useSpeech();
  const said = words.removals;
  const [reason, setReason] = useState("");
  const sending = useAct("removals", said.saved);
  return (
    <FoldedForm
      title={say(title)}
      said={said.about(removal.personName ?? removal.headName, say(removal.programName))}
      act={sending}
      save={say(title)}
      onSend={() => sending.send(`/removals/${removal.removalId}/acts`, { act, reason })}
    >
      <Lines
        label={said.reason}
        hint={said.reasonHint}
        required
        minLength={SHORTEST_REASON}
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </FoldedForm>
  );
}
