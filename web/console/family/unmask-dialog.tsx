import { type FormEvent, useEffect, useRef, useState } from "react";
import type { Unmasked } from "#contract/families.ts";
import type { Member } from "#contract/family-sheet.ts";
import type { Problem } from "#contract/problem.ts";
import { ask, mintKey } from "#web/kit/ask.ts";
import { Field } from "#web/kit/field.tsx";
import { Notice } from "#web/kit/notice.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { useSitting } from "../officer.tsx";

/** Shows the whole numbers of one person for as long as the dialog is open, against a recorded reason. */
export function UnmaskDialog({
  familyId,
  member,
  onClose,
}: {
  readonly familyId: string;
  readonly member: Member;
  readonly onClose: () => void;
}) {
  const { words } = useSpeech();
  const dialog = useRef<HTMLDialogElement>(null);
  const [numbers, setNumbers] = useState<Unmasked>();
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} aria-labelledby="unmask-title" onClose={onClose}>
      <h2 id="unmask-title">{words.family.unmaskTitle}</h2>
      <p>{member.name}</p>
      {numbers === undefined ? (
        <ReasonForm familyId={familyId} personId={member.personId} onNumbers={setNumbers} />
      ) : (
        <dl className="facts" aria-live="polite">
          <div className="fact">
            <dt>NIK</dt>
            <dd className="digits">{numbers.nik ?? "–"}</dd>
          </div>
          <div className="fact">
            <dt>{words.family.kk}</dt>
            <dd className="digits">{numbers.kk ?? "–"}</dd>
          </div>
        </dl>
      )}
      <button type="button" className="button" onClick={() => dialog.current?.close()}>
        {words.common.close}
      </button>
    </dialog>
  );
}

function ReasonForm({
  familyId,
  personId,
  onNumbers,
}: {
  readonly familyId: string;
  readonly personId: string;
  readonly onNumbers: (numbers: Unmasked) => void;
}) {
  const { words, language } = useSpeech();
  const { purpose } = useSitting();
  const [reason, setReason] = useState("");
  const [problem, setProblem] = useState<Problem>();
  const [key] = useState(mintKey);
  const send = async () => {
    const answer = await ask<Unmasked>(`/families/${familyId}/unmask`, {
      method: "POST",
      purpose,
      idempotencyKey: key,
      body: { personId, reason },
    });
    if (answer.ok) onNumbers(answer.value);
    else setProblem(answer.problem);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void send();
  };
  return (
    <form onSubmit={submit}>
      <p className="soft">{words.family.unmaskLead}</p>
      {problem === undefined ? null : (
        <Notice tone="wrong">{language === "id" ? problem.detail_id : problem.detail_en}</Notice>
      )}
      <Field
        label={words.family.reason}
        hint={words.family.reasonHint}
        minLength={5}
        maxLength={200}
        required
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <button type="submit" className="button button-main">
        {words.family.open}
      </button>
    </form>
  );
}
