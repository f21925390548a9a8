import { type FormEvent, useRef, useState } from "react";
import type { FamilySheet } from "#contract/family-sheet.ts";
import type { FindingReceipt } from "#contract/findings.ts";
import { FINDING_KINDS, FINDING_TERMS, type FindingKind } from "#domain/finding.ts";
import { Field } from "#web/kit/field.tsx";
import { Notice } from "#web/kit/notice.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { filled } from "../fieldwork/filled.ts";
import { Lines, Named, Refused } from "../fieldwork/form-parts.tsx";
import { dayHere } from "../fieldwork/today.ts";
import { useAct } from "../fieldwork/use-act.ts";
import { VillageField } from "../fieldwork/village-field.tsx";
import { CorrectionFields } from "./correction-fields.tsx";

/** Records what a visit established about the family on this sheet; a second person confirms it. */
export function RecordFinding({ sheet }: { readonly sheet: FamilySheet }) {
  const { words } = useSpeech();
  const said = words.recording;
  const [kind, setKind] = useState<FindingKind>();
  const [movedTo, setMovedTo] = useState<string>();
  const [isLost, setLost] = useState(false);
  const [isSaved, setSaved] = useState(false);
  const opened = useRef<HTMLDetailsElement>(null);
  const act = useAct("findings", said.saved);
  const send = async (form: HTMLFormElement) => {
    const body = { familyId: sheet.familyId, kind, ...readDraft(filled(form), kind, movedTo) };
    if ((await act.send<FindingReceipt>("/findings", body)) === undefined) return;
    form.reset();
    setKind(undefined);
    setSaved(true);
    if (opened.current !== null) opened.current.open = false;
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setSaved(false);
    const isPlaceMissing = kind === "moved" && movedTo === undefined;
    setLost(isPlaceMissing);
    if (!isPlaceMissing) void send(event.currentTarget);
  };
  return (
    <>
      {isSaved ? <Notice tone="good">{said.saved}</Notice> : null}
      <details className="work-register no-print" ref={opened}>
        <summary>{said.open}</summary>
        <form onSubmit={submit} className="work-form">
          <p className="soft">{said.lead}</p>
          <Refused problem={act.problem} />
          {isLost ? <Notice tone="wrong">{words.unidentified.villageWrong}</Notice> : null}
          <KindField kind={kind} onKind={setKind} />
          {kind === undefined ? null : <About sheet={sheet} kind={kind} onMovedTo={setMovedTo} />}
          <Field label={words.findings.on} name="observedOn" type="date" required max={dayHere()} />
          <Lines
            label={said.reason}
            hint={said.reasonHint}
            name="note"
            required
            minLength={5}
            maxLength={500}
          />
          <button type="submit" className="button button-main" disabled={act.isSending}>
            {said.save}
          </button>
        </form>
      </details>
    </>
  );
}

function readDraft(
  given: Readonly<Record<string, string>>,
  kind: FindingKind | undefined,
  movedTo: string | undefined,
) {
  const { observedOn, note, personId, variable, value } = given;
  return {
    observedOn,
    note,
    ...(personId === undefined || personId === "family" ? {} : { personId }),
    ...(kind === "correction" && variable !== undefined
      ? { correction: { variable, value: Number(value) } }
      : {}),
    ...(kind === "moved" && movedTo !== undefined ? { movedTo } : {}),
  };
}

function KindField({
  kind,
  onKind,
}: {
  readonly kind: FindingKind | undefined;
  readonly onKind: (kind: FindingKind | undefined) => void;
}) {
  const { words, say } = useSpeech();
  return (
    <>
      <Named
        label={words.recording.kind}
        first={words.accounts.choose}
        required
        value={kind ?? ""}
        onChange={({ target }) => onKind(FINDING_KINDS.find((one) => one === target.value))}
      >
        {FINDING_KINDS.map((one) => (
          <option key={one} value={one}>
            {say(FINDING_TERMS[one].words)}
          </option>
        ))}
      </Named>
      {kind === undefined ? null : <p aria-live="polite">{say(FINDING_TERMS[kind].sentence)}</p>}
    </>
  );
}

/** What a kind needs besides: the member, the fact and its value, or the new village. */
function About({
  sheet,
  kind,
  onMovedTo,
}: {
  readonly sheet: FamilySheet;
  readonly kind: FindingKind;
  readonly onMovedTo: (code: string | undefined) => void;
}) {
  const { words } = useSpeech();
  const { member, movedTo } = words.recording;
  if (kind === "moved") {
    const hint = words.unidentified.villageHint;
    return <VillageField label={movedTo} hint={hint} isAnywhere onChoose={onMovedTo} />;
  }
  if (kind === "correction") return <CorrectionFields sheet={sheet} />;
  if (FINDING_TERMS[kind].unit === "family") return null;
  return (
    <Named label={member} name="personId" first={words.accounts.choose} required>
      {sheet.members.map(({ personId, name }) => (
        <option key={personId} value={personId}>
          {name}
        </option>
      ))}
    </Named>
  );
}
