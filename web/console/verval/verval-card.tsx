import { useState } from "react";
import type { VervalCard as Card, VervalRounds } from "#contract/verval.ts";
import { Field } from "#web/kit/field.tsx";
import { formatCount, formatDay } from "#web/kit/format.ts";
import { useSpeech } from "#web/kit/words/language.tsx";
import { filled } from "../fieldwork/filled.ts";
import { FoldedForm } from "../fieldwork/folded-form.tsx";
import { FamilyLink, Named, Refused } from "../fieldwork/form-parts.tsx";
import { dayHere } from "../fieldwork/today.ts";
import { useAct } from "../fieldwork/use-act.ts";
import { VillageField } from "../fieldwork/village-field.tsx";

type Props = {
  readonly card: Card;
  readonly roundNo: string;
  readonly list: string;
  readonly reasons: VervalRounds["reasons"];
};

/** One name: where it stands; one press where all is as listed, a form for the rest. */
export function VervalCard({ card, roundNo, list, reasons }: Props) {
  const { words, say, language } = useSpeech();
  const { verval } = words;
  const { familyId, headName, place, stateWords, reasonWords, next, seenOn, tries } = card;
  const act = useAct(list, verval.sent);
  const path = `/verval-rounds/${roundNo}/rows/${familyId}/answers`;
  const isOpen = card.state === "waiting" || card.state === "not-met";
  return (
    <article className="card work-card" aria-labelledby={`name-${familyId}`}>
      <h2 id={`name-${familyId}`}>{headName}</h2>
      <p>
        <span className="tag">{say(stateWords)}</span>
        {reasonWords === undefined ? null : <span className="tag">{say(reasonWords)}</span>}
        {tries > 0 ? (
          <span className="tag tag-soon">{verval.tries(formatCount(tries, language))}</span>
        ) : null}
      </p>
      <p className="soft">
        {place.village}, {place.district}
        {seenOn === undefined ? "" : ` · ${formatDay(seenOn, language)}`}
        {card.offeredOn === undefined
          ? ""
          : ` · ${verval.offered}: ${formatDay(card.offeredOn, language)}`}
      </p>
      {next === undefined ? null : <p>{say(next)}</p>}
      <p>
        <FamilyLink {...card} />
      </p>
      {card.mayAnswer && isOpen ? (
        <>
          <Refused problem={act.problem} />
          <button
            type="button"
            className="button button-main"
            disabled={act.isSending}
            onClick={() => void act.send(path, { reason: "active", seenOn: dayHere() })}
          >
            {verval.here}
            <span className="unseen"> {verval.about(headName)}</span>
          </button>
        </>
      ) : null}
      {card.mayAnswer ? <AnswerForm card={card} path={path} list={list} reasons={reasons} /> : null}
    </article>
  );
}

function AnswerForm({
  card,
  path,
  list,
  reasons,
}: Pick<Props, "card" | "list" | "reasons"> & { readonly path: string }) {
  const { words, say } = useSpeech();
  const { verval, accounts } = words;
  const [reason, setReason] = useState("");
  const [movedTo, setMovedTo] = useState<string>();
  const act = useAct(list, verval.sent);
  const needs = reasons.find((one) => one.reason === reason)?.needs;
  const send = async (form: HTMLFormElement) =>
    await act.send(path, {
      ...filled(form),
      reason,
      ...(needs === "village" && movedTo !== undefined ? { movedTo } : {}),
    });
  return (
    <FoldedForm
      title={card.state === "waiting" ? verval.answer : verval.answerAgain}
      said={verval.about(card.headName)}
      act={act}
      save={verval.send}
      onSend={send}
    >
      <Named
        label={verval.reason}
        first={accounts.choose}
        required
        value={reason}
        onChange={({ target }) => setReason(target.value)}
      >
        {reasons
          .filter((one) => one.reason !== "active")
          .map((one) => (
            <option key={one.reason} value={one.reason}>
              {say(one.words)}
            </option>
          ))}
      </Named>
      {needs === "person" ? (
        <Named label={verval.member} name="personId" first={accounts.choose} required>
          {card.members.map(({ personId, name }) => (
            <option key={personId} value={personId}>
              {name}
            </option>
          ))}
        </Named>
      ) : null}
      {needs === "village" ? (
        <VillageField
          label={verval.movedTo}
          hint={verval.movedHint}
          isAnywhere
          onChoose={setMovedTo}
        />
      ) : null}
      {needs === "appointment" ? (
        <Field label={verval.offered} name="offeredOn" type="date" required min={dayHere()} />
      ) : null}
      <Field
        label={verval.on}
        name="seenOn"
        type="date"
        required
        max={dayHere()}
        defaultValue={dayHere()}
      />
      {needs === "person" || needs === "village" || reason === "well-off" ? (
        <Field label={verval.note} name="note" maxLength={200} />
      ) : null}
    </FoldedForm>
  );
}
