import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from "react";
import { Field } from "#web/kit/field.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";

/** One line of reason, ready to type: Enter sends it, Escape lets it be. */
export function ReasonForm(given: {
  readonly title: string;
  readonly hint: string;
  /** Offered and selected, so that typing replaces it. */
  readonly suggestion?: string;
  readonly save: string;
  readonly onSend: (reason: string) => void;
  readonly onCancel: () => void;
}) {
  const { words } = useSpeech();
  const { title, hint, suggestion = "", save, onSend, onCancel } = given;
  const [reason, setReason] = useState(suggestion);
  const line = useRef<HTMLInputElement>(null);
  useEffect(() => {
    line.current?.focus();
    line.current?.select();
  }, []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSend(reason.trim());
  };
  const leave = (event: KeyboardEvent) => {
    if (event.key === "Escape") onCancel();
  };
  return (
    <form className="reason-form" onSubmit={submit} onKeyDown={leave}>
      <p className="notice-title">{title}</p>
      <Field
        label={words.review.reason}
        hint={hint}
        inputRef={line}
        required
        minLength={5}
        maxLength={500}
        autoComplete="off"
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <p className="row">
        <button type="submit" className="button button-main">
          {save}
        </button>
        <button type="button" className="button" onClick={onCancel}>
          {words.review.cancel}
        </button>
      </p>
    </form>
  );
}
