import { type FormEvent, useRef, useState } from "react";
import type { Member } from "#contract/family-sheet.ts";
import type { Problem } from "#contract/problem.ts";
import type { VaultSheet } from "#contract/vault.ts";
import { ask } from "#web/kit/ask.ts";
import { Choice, Field } from "#web/kit/field.tsx";
import { formatDay } from "#web/kit/format.ts";
import { Notice } from "#web/kit/notice.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { Refused } from "../fieldwork/form-parts.tsx";
import { BasisChoice } from "./basis-choice.tsx";
import { VaultNoteForm } from "./vault-note-form.tsx";

/** On which law and for which case the vault of one member is opened. */
export type VaultKey = {
  readonly personId: string;
  readonly basis: string;
  readonly caseReference: string;
};

const NOTHING_CHOSEN: VaultKey = { personId: "", basis: "", caseReference: "" };

/** Asks for law and case first; what is shown goes away with the screen, or when something else is asked. */
export function VaultPart({ members }: { readonly members: readonly Member[] }) {
  const { words } = useSpeech();
  const [key, setKey] = useState(NOTHING_CHOSEN);
  // What comes late for another key is never shown under this one: it would be somebody else's.
  const standing = useRef(key);
  const [sheet, setSheet] = useState<VaultSheet>();
  const [problem, setProblem] = useState<Problem>();
  const change = (part: Partial<VaultKey>) => {
    standing.current = { ...key, ...part };
    setKey(standing.current);
    setSheet(undefined);
    setProblem(undefined);
  };
  const read = async (asked: VaultKey) => {
    if (asked !== standing.current) return;
    const { personId, ...body } = asked;
    const answer = await ask<VaultSheet>(`/persons/${personId}/vault/readings`, {
      method: "POST",
      body,
    });
    if (asked !== standing.current) return;
    setSheet(answer.ok ? answer.value : undefined);
    setProblem(answer.ok ? undefined : answer.problem);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void read(key);
  };
  const isReady = key.personId !== "" && key.basis !== "";
  const name = members.find(({ personId }) => personId === key.personId)?.name ?? "";
  return (
    <>
      <form onSubmit={submit} className="work-form">
        <Refused problem={problem} />
        <KeyFields members={members} value={key} onChange={change} />
        <button type="submit" className="button button-main" disabled={!isReady}>
          {words.protection.read}
        </button>
      </form>
      {sheet === undefined ? null : (
        <section
          className="work-card vault-open"
          aria-live="polite"
          aria-label={words.protection.given(name)}
        >
          <h3>{words.protection.given(name)}</h3>
          <Opened sheet={sheet} />
          <button type="button" className="button" onClick={() => setSheet(undefined)}>
            {words.protection.closeVault}
          </button>
          <VaultNoteForm vault={key} onSaved={() => void read(key)} />
        </section>
      )}
    </>
  );
}

function KeyFields({
  members,
  value,
  onChange,
}: {
  readonly members: readonly Member[];
  readonly value: VaultKey;
  readonly onChange: (part: Partial<VaultKey>) => void;
}) {
  const { words } = useSpeech();
  return (
    <>
      <Choice
        label={words.protection.person}
        value={value.personId}
        onChange={(personId) => onChange({ personId })}
      >
        <option value="">{words.protection.chooseOne}</option>
        {members.map(({ personId, name }) => (
          <option key={personId} value={personId}>
            {name}
          </option>
        ))}
      </Choice>
      <BasisChoice use="read" value={value.basis} onChange={(basis) => onChange({ basis })} />
      <Field
        label={words.protection.caseReference}
        hint={words.protection.referenceHint}
        required
        minLength={5}
        maxLength={200}
        autoComplete="off"
        value={value.caseReference}
        onChange={(event) => onChange({ caseReference: event.target.value })}
      />
    </>
  );
}

function Opened({ sheet: { facts, notes } }: { readonly sheet: VaultSheet }) {
  const { words, language, say } = useSpeech();
  if (facts.length + notes.length === 0) {
    return <Notice tone="good">{words.protection.nothing}</Notice>;
  }
  return (
    <>
      {facts.length === 0 ? null : (
        <>
          <h4>{words.protection.facts}</h4>
          <dl className="work-facts vault-facts">
            {facts.map(({ label, text }) => (
              <div key={label.id}>
                <dt>{say(label)}</dt>
                <dd>{say(text)}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
      {notes.length === 0 ? null : (
        <>
          <h4>{words.protection.notes}</h4>
          <ul className="work-history">
            {notes.map(({ noteId, category, text, legalBasis, recordedOn, eraseAfter }) => (
              <li key={noteId}>
                <strong>{say(category)}</strong>: {text}
                <p className="soft">
                  {legalBasis} · {formatDay(recordedOn, language)} ·{" "}
                  {words.protection.erased(formatDay(eraseAfter, language))}
                </p>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
