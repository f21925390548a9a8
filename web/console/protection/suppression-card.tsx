import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { SuppressionCard as Card } from "#contract/suppressions.ts";
import { Field } from "#web/kit/field.tsx";
import { formatCount, formatDay } from "#web/kit/format.ts";
import { useSpeech } from "#web/kit/words/language.tsx";
import { FoldedForm } from "../fieldwork/folded-form.tsx";
import { ReasonLines, Refused, WorkFacts } from "../fieldwork/form-parts.tsx";
import { dayHere } from "../fieldwork/today.ts";
import { useAct } from "../fieldwork/use-act.ts";
import { useSitting } from "../officer.tsx";

/** One order in force: whom it protects, why (where this officer may know), and what may follow. */
export function SuppressionCard({ card }: { readonly card: Card }) {
  const { words } = useSpeech();
  const { suppressionId, unit, name, familyId, place } = card;
  const said = unit === "family" ? words.protection.family(name) : name;
  return (
    <article className="card work-card" aria-labelledby={`suppression-${suppressionId}`}>
      <h2 id={`suppression-${suppressionId}`}>{said}</h2>
      <p>
        {place.village}, {place.district}
      </p>
      <Facts card={card} />
      {familyId === undefined ? null : (
        <p>
          <Link to="/perlindungan/$familyId" params={{ familyId }}>
            {words.protection.open(said)}
          </Link>
        </p>
      )}
      {card.release === undefined ? <AskForm card={card} said={said} /> : <Asked card={card} />}
      <KeepForm card={card} said={said} />
    </article>
  );
}

function Facts({ card }: { readonly card: Card }) {
  const { words, language, say } = useSpeech();
  const { ordered, review, late, protects, persons, why, basis, reference } = words.protection;
  const isLate = card.reviewOn <= dayHere();
  const rows: (readonly [string, string])[] = [
    [ordered, formatDay(card.orderedOn, language)],
    [review, `${formatDay(card.reviewOn, language)}${isLate ? ` · ${late}` : ""}`],
    [protects, persons(formatCount(card.persons, language))],
  ];
  if (card.why !== undefined) {
    rows.push([why, say(card.why.words)], [basis, card.why.legalBasis]);
    rows.push([reference, card.why.reference]);
  }
  return <WorkFacts rows={rows} />;
}

/** What one person asked for waits for another who may end it. */
function Asked({ card }: { readonly card: Card }) {
  const { words } = useSpeech();
  const { officer } = useSitting();
  const act = useAct("suppressions", words.protection.released);
  const mayEnd = officer.may.releaseSuppressions && card.release?.isMine === false;
  return (
    <>
      <p>
        <span className="tag">{words.protection.asked}</span> {card.release?.reason}
      </p>
      <Refused problem={act.problem} />
      {card.release?.isMine === true ? <p className="soft">{words.protection.mine}</p> : null}
      {mayEnd ? (
        <>
          <p className="soft">{words.protection.releaseLead}</p>
          <button
            type="button"
            className="button button-main"
            disabled={act.isSending}
            onClick={() => void act.send(stepsOf(card), { step: "release" })}
          >
            {words.protection.release}
          </button>
        </>
      ) : null}
    </>
  );
}

const stepsOf = ({ suppressionId }: Card): string => `/suppressions/${suppressionId}/steps`;

type StepProps = { readonly card: Card; readonly said: string };

function AskForm({ card, said }: StepProps) {
  const { words } = useSpeech();
  const [reason, setReason] = useState("");
  const act = useAct("suppressions", words.protection.askSaved);
  return (
    <FoldedForm
      title={words.protection.ask}
      said={said}
      act={act}
      save={words.protection.askSave}
      onSend={() => act.send(stepsOf(card), { step: "ask-release", reason })}
    >
      <p className="soft">{words.protection.askLead}</p>
      <ReasonLines
        label={words.protection.reason}
        hint={words.protection.reasonHint}
        value={reason}
        onChange={setReason}
      />
    </FoldedForm>
  );
}

function KeepForm({ card, said }: StepProps) {
  const { words } = useSpeech();
  const [reviewOn, setReviewOn] = useState("");
  const act = useAct("suppressions", words.protection.kept);
  return (
    <FoldedForm
      title={words.protection.keep}
      said={said}
      act={act}
      save={words.protection.keepSave}
      onSend={() => act.send(stepsOf(card), { step: "keep", reviewOn })}
    >
      <Field
        label={words.protection.reviewOn}
        hint={words.protection.reviewHint}
        type="date"
        required
        min={dayHere()}
        value={reviewOn}
        onChange={(event) => setReviewOn(event.target.value)}
      />
    </FoldedForm>
  );
}
