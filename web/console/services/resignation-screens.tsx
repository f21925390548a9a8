import { useNavigate, useParams } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import type { CaseReceipt, CaseTurn } from "#contract/cases.ts";
import type { FamilySheet } from "#contract/family-sheet.ts";
import type { ServiceCase } from "#contract/service-cases.ts";
import { MEETING_PLACE_WORDS, MEETING_PLACES, RESIGNABLE_PROGRAMS } from "#domain/resignation.ts";
import { Field } from "#web/kit/field.tsx";
import { Loaded } from "#web/kit/loaded.tsx";
import { Notice } from "#web/kit/notice.tsx";
import { Page } from "#web/kit/page.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { filled } from "../fieldwork/filled.ts";
import { Named, Refused } from "../fieldwork/form-parts.tsx";
import { dayHere } from "../fieldwork/today.ts";
import { useAct } from "../fieldwork/use-act.ts";
import { useAsked } from "../officer.tsx";
import { ServiceCaseScreen } from "./service-case.tsx";
import { ServiceList } from "./service-list.tsx";
import { SERVICE_SCREENS } from "./service-screens.ts";

/** Resignations of the officer's region. */
export function Resignations() {
  return <ServiceList screen={SERVICE_SCREENS.resignations} />;
}

/** One resignation: whom the officers met, and until when the family has to think. */
export function ResignationScreen() {
  const { caseId } = useParams({ from: "/inside/mundur/$caseId" });
  return (
    <ServiceCaseScreen
      screen={SERVICE_SCREENS.resignations}
      caseId={caseId}
      bodyOf={bodyOf}
      fields={(turn, found) => <Meeting turn={turn} found={found} />}
    />
  );
}

/** What a form gave, as the server is told of it: a meeting, where one was noted. */
const bodyOf = ({ personId, at, on, papers, ...given }: Readonly<Record<string, string>>) =>
  personId === undefined
    ? given
    : { ...given, meeting: { personId, at, on, sawPapers: papers !== undefined } };

function Meeting({ turn, found }: { readonly turn: CaseTurn; readonly found: ServiceCase }) {
  const { words, say } = useSpeech();
  const said = words.services.resignations;
  if (turn.act !== "pass" || found.people === undefined) return null;
  const isAgain = found.people.some(({ wasMet }) => wasMet);
  const others = found.people.filter(({ wasMet }) => !wasMet);
  const offered = isAgain && others.length > 0 ? others : found.people;
  return (
    <fieldset>
      <legend>{isAgain ? said.metAgain : said.met}</legend>
      {isAgain && others.length > 0 ? <p className="soft">{said.another}</p> : null}
      <Named label={said.who} name="personId" first={words.cases.choose} required defaultValue="">
        {offered.map(({ personId, name }) => (
          <option key={personId} value={personId}>
            {name}
          </option>
        ))}
      </Named>
      <div className="filters">
        <Named label={said.where} name="at" first={words.cases.choose} required defaultValue="">
          {MEETING_PLACES.map((one) => (
            <option key={one} value={one}>
              {say(MEETING_PLACE_WORDS[one])}
            </option>
          ))}
        </Named>
        <Field
          label={said.on}
          name="on"
          type="date"
          required
          max={dayHere()}
          defaultValue={dayHere()}
        />
      </div>
      <label className="tick">
        <input type="checkbox" name="papers" required /> {said.papers}
      </label>
    </fieldset>
  );
}

/** Takes a resignation from a family's sheet: it asks at the counter, and nothing ends by it. */
export function ResignFamily() {
  const said = useSpeech().words.services.resignations;
  const { familyId } = useParams({ from: "/inside/keluarga/$familyId/mundur" });
  const query = useAsked<FamilySheet>(`/families/${familyId}`);
  return (
    <Page title={said.take} lead={said.takeLead}>
      <Notice tone="attention">{said.pressed}</Notice>
      <Loaded query={query}>{(sheet) => <TakeForm sheet={sheet} />}</Loaded>
    </Page>
  );
}

function TakeForm({ sheet }: { readonly sheet: FamilySheet }) {
  const { words, say } = useSpeech();
  const said = words.services.resignations;
  const navigate = useNavigate();
  const act = useAct("resignations", said.opened);
  const [isNone, setNone] = useState(false);
  const { familyId, headName, programs } = sheet;
  const held = programs.filter(({ outcome }) => outcome === "recipient" || outcome === "review");
  const names = new Map(held.map(({ program, name }) => [program, name]));
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = filled(event.currentTarget);
    const chosen = RESIGNABLE_PROGRAMS.filter((program) => given[program] !== undefined);
    setNone(chosen.length === 0);
    if (chosen.length === 0) return;
    const made = await act.send<CaseReceipt>("/resignations", { familyId, programs: chosen });
    if (made !== undefined)
      await navigate({ to: "/mundur/$caseId", params: { caseId: made.caseId } });
  };
  return (
    <form onSubmit={(event) => void submit(event)} className="card work-form case-form">
      <Refused problem={act.problem} />
      {isNone ? <Notice tone="wrong">{said.chooseFirst}</Notice> : null}
      <fieldset>
        <legend>{said.which(headName)}</legend>
        {RESIGNABLE_PROGRAMS.map((program) => {
          const name = names.get(program);
          return name === undefined ? null : (
            <label key={program} className="tick">
              <input type="checkbox" name={program} /> {say(name)}
            </label>
          );
        })}
      </fieldset>
      <button type="submit" className="button button-main" disabled={act.isSending}>
        {said.send}
      </button>
    </form>
  );
}
