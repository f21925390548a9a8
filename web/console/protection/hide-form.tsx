import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import type { FamilySheet } from "#contract/family-sheet.ts";
import { SUPPRESSION_GROUNDS, SUPPRESSION_WORDS } from "#domain/vault.ts";
import { Choice, Field } from "#web/kit/field.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { Refused } from "../fieldwork/form-parts.tsx";
import { dayHere } from "../fieldwork/today.ts";
import { useAct } from "../fieldwork/use-act.ts";
import { BasisChoice } from "./basis-choice.tsx";

const FAMILY = "family";

/** Hides a member, or the family with everybody in it; it works as soon as it is sent. */
export function HideForm({ sheet }: { readonly sheet: FamilySheet }) {
  const { words } = useSpeech();
  const navigate = useNavigate();
  const [whom, setWhom] = useState("");
  const [ground, setGround] = useState("");
  const [basis, setBasis] = useState("");
  const [reference, setReference] = useState("");
  const [reviewOn, setReviewOn] = useState("");
  const act = useAct("suppressions", words.protection.hidden);
  const send = async () => {
    const unit = whom === FAMILY ? "family" : "person";
    const unitId = whom === FAMILY ? sheet.familyId : whom;
    const draft = { unit, unitId, ground, basis, reference, reviewOn };
    if (await act.send("/suppressions", draft)) await navigate({ to: "/perlindungan" });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void send();
  };
  return (
    <form onSubmit={submit} className="work-form">
      <Refused problem={act.problem} />
      <Whom sheet={sheet} value={whom} onChange={setWhom} />
      <Grounds value={ground} onChange={setGround} />
      <BasisChoice use="hide" value={basis} onChange={setBasis} />
      <Field
        label={words.protection.reference}
        hint={words.protection.referenceHint}
        required
        minLength={5}
        maxLength={200}
        autoComplete="off"
        value={reference}
        onChange={(event) => setReference(event.target.value)}
      />
      <Field
        label={words.protection.reviewOn}
        hint={words.protection.reviewHint}
        type="date"
        required
        min={dayHere()}
        value={reviewOn}
        onChange={(event) => setReviewOn(event.target.value)}
      />
      <button
        type="submit"
        className="button button-main"
        disabled={act.isSending || [whom, ground, basis].includes("")}
      >
        {words.protection.hideSave}
      </button>
    </form>
  );
}

type ChoiceProps = { readonly value: string; readonly onChange: (value: string) => void };

function Whom({ sheet, ...choice }: ChoiceProps & { readonly sheet: FamilySheet }) {
  const { words } = useSpeech();
  return (
    <Choice label={words.protection.whom} {...choice}>
      <option value="">{words.protection.chooseOne}</option>
      {sheet.members.map(({ personId, name }) => (
        <option key={personId} value={personId}>
          {name}
        </option>
      ))}
      <option value={FAMILY}>{words.protection.wholeFamily}</option>
    </Choice>
  );
}

function Grounds(choice: ChoiceProps) {
  const { words, say } = useSpeech();
  return (
    <Choice label={words.protection.ground} {...choice}>
      <option value="">{words.protection.chooseOne}</option>
      {SUPPRESSION_GROUNDS.map((code) => (
        <option key={code} value={code}>
          {say(SUPPRESSION_WORDS[code])}
        </option>
      ))}
    </Choice>
  );
}
