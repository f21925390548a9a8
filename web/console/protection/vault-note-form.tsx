import { type FormEvent, useState } from "react";
import { VAULT_CATEGORIES, VAULT_WORDS } from "#domain/vault.ts";
import { Choice, Field } from "#web/kit/field.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { Lines, Refused } from "../fieldwork/form-parts.tsx";
import { dayHere } from "../fieldwork/today.ts";
import { useAct } from "../fieldwork/use-act.ts";
import type { VaultKey } from "./vault-part.tsx";

/** Adds a sealed note under the law and case with which the vault was opened. */
export function VaultNoteForm({
  vault: { personId, basis, caseReference },
  onSaved,
}: {
  readonly vault: VaultKey;
  readonly onSaved: () => void;
}) {
  const { words, say } = useSpeech();
  const [category, setCategory] = useState("");
  const [text, setText] = useState("");
  const [eraseAfter, setEraseAfter] = useState("");
  const act = useAct("vault", words.protection.recorded);
  const send = async () => {
    const draft = { category, basis, caseReference, text, eraseAfter };
    if (!(await act.send(`/persons/${personId}/vault/notes`, draft))) return;
    setText("");
    onSaved();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void send();
  };
  return (
    <details>
      <summary>{words.protection.record}</summary>
      <form onSubmit={submit} className="work-form">
        <Refused problem={act.problem} />
        <Choice label={words.protection.category} value={category} onChange={setCategory}>
          <option value="">{words.protection.chooseOne}</option>
          {VAULT_CATEGORIES.map((code) => (
            <option key={code} value={code}>
              {say(VAULT_WORDS[code])}
            </option>
          ))}
        </Choice>
        <Lines
          label={words.protection.text}
          hint={words.protection.textHint}
          required
          minLength={3}
          maxLength={2000}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <Field
          label={words.protection.eraseAfter}
          hint={words.protection.eraseHint}
          type="date"
          required
          min={dayHere()}
          value={eraseAfter}
          onChange={(event) => setEraseAfter(event.target.value)}
        />
        <button
          type="submit"
          className="button button-main"
          disabled={act.isSending || category === ""}
        >
          {words.protection.recordSave}
        </button>
      </form>
    </details>
  );
}
