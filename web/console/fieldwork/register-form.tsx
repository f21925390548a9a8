import { type FormEvent, useRef, useState } from "react";
import { INSTITUTION_TERMS } from "#domain/institution.ts";
import { Field } from "#web/kit/field.tsx";
import { Notice } from "#web/kit/notice.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { useSitting } from "../officer.tsx";
import { filled } from "./filled.ts";
import { Lines, Named, Refused } from "./form-parts.tsx";
import { dayHere } from "./today.ts";
import { useAct } from "./use-act.ts";
import { VillageField } from "./village-field.tsx";

/** Registers somebody who was met without NIK or KK: what is known, and nothing made up. */
export function RegisterForm() {
  const { words } = useSpeech();
  const { officer } = useSitting();
  const ownVillage = officer.region.tier === "village" ? officer.region.code : undefined;
  const [village, setVillage] = useState(ownVillage);
  const [isLost, setLost] = useState(false);
  const [isSaved, setSaved] = useState(false);
  const opened = useRef<HTMLDetailsElement>(null);
  const act = useAct("unidentified", words.unidentified.saved);
  const send = async (form: HTMLFormElement) => {
    const { birthYear, ...given } = filled(form);
    const year = birthYear === undefined ? {} : { birthYearEstimate: Number(birthYear) };
    const body = { ...given, ...year, villageCode: village };
    if ((await act.send("/unidentified-persons", body)) === undefined) return;
    form.reset();
    setSaved(true);
    if (opened.current !== null) opened.current.open = false;
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setLost(village === undefined);
    if (village !== undefined) void send(event.currentTarget);
  };
  return (
    <details className="card work-register" ref={opened}>
      <summary>{words.unidentified.register}</summary>
      <form onSubmit={submit} className="work-form">
        <p className="soft">{words.unidentified.registerLead}</p>
        <Refused problem={act.problem} />
        {isLost ? <Notice tone="wrong">{words.unidentified.villageWrong}</Notice> : null}
        {isSaved ? <Notice tone="good">{words.unidentified.saved}</Notice> : null}
        {ownVillage === undefined ? (
          <VillageField
            label={words.unidentified.village}
            hint={words.unidentified.villageHint}
            onChoose={setVillage}
          />
        ) : null}
        <DraftFields />
        <button type="submit" className="button button-main" disabled={act.isSending}>
          {words.unidentified.save}
        </button>
      </form>
    </details>
  );
}

function DraftFields() {
  const { words } = useSpeech();
  const said = words.unidentified;
  return (
    <>
      <Lines
        label={said.description}
        hint={said.descriptionHint}
        name="description"
        required
        minLength={5}
        maxLength={500}
      />
      <div className="filters">
        <Field label={said.foundOn} name="foundOn" type="date" required max={dayHere()} />
        <Field label={said.name} name="name" maxLength={100} autoComplete="off" />
        <Named label={said.sex} name="sex" first={said.unknown}>
          <option value="male">{said.male}</option>
          <option value="female">{said.female}</option>
        </Named>
        <Field label={said.birthYear} name="birthYear" type="number" min={1900} max={2100} />
        <Institution />
      </div>
    </>
  );
}

function Institution() {
  const { words, say } = useSpeech();
  const carers = Object.entries(INSTITUTION_TERMS).filter(
    ([code, { kind }]) => code === "kemensos" || kind === "local-government" || kind === "village",
  );
  return (
    <Named
      label={words.unidentified.institution}
      name="institution"
      first={words.unidentified.unknown}
    >
      {carers.map(([code, terms]) => (
        <option key={code} value={code}>
          {say(terms.words)}
        </option>
      ))}
    </Named>
  );
}
