import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { Field } from "#web/kit/field.tsx";
import { Part } from "#web/kit/page.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { useSitting } from "../officer.tsx";

/** The way from the bench to one family's score, for those who weigh scores and open no sheets. */
export function FindScore() {
  const { words } = useSpeech();
  const said = words.weighing;
  const { officer } = useSitting();
  const navigate = useNavigate();
  const [familyId, setFamilyId] = useState("");
  if (!officer.may.readWeights) return null;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    void navigate({ to: "/keluarga/$familyId/skor", params: { familyId } });
  };
  return (
    <Part id="score" title={said.find} lead={said.findLead}>
      <form onSubmit={submit} className="question">
        <Field
          label={said.number}
          required
          inputMode="numeric"
          pattern="[1-9][0-9]{0,14}"
          maxLength={15}
          value={familyId}
          onChange={(event) => setFamilyId(event.target.value.trim())}
        />
        <button type="submit" className="button button-main">
          {said.show}
        </button>
      </form>
    </Part>
  );
}
