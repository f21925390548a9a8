import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import type { CrisisReceipt } from "#contract/crises.ts";
import { CRISIS_KIND_WORDS, CRISIS_PATTERN_WORDS } from "#domain/crisis.ts";
import { Field } from "#web/kit/field.tsx";
import { Notice } from "#web/kit/notice.tsx";
import { Page } from "#web/kit/page.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { filled } from "../fieldwork/filled.ts";
import { Lines, Named, Refused } from "../fieldwork/form-parts.tsx";
import { dayHere } from "../fieldwork/today.ts";
import { useAct } from "../fieldwork/use-act.ts";
import { useSitting } from "../officer.tsx";
import { PaperFields, StatusField } from "./crisis-steps.tsx";
import { ItemFields, itemsOf } from "./item-fields.tsx";
import { useCrisisPurpose } from "./use-crisis.ts";

/** What the form says, as the API reads it; undefined where a rule cannot be read. */
function draftOf(form: HTMLFormElement): object | undefined {
  const { regions = "", pattern, upToDecile, rule, budget, ...said } = filled(form);
  try {
    const items = itemsOf(said);
    const { kind, name, status, paper, signedOn, startOn, endOn } = said;
    return {
      ...{ kind, name, status, paper, signedOn, startOn, endOn, items },
      regions: regions.split(/[\s,]+/).filter((code) => code !== ""),
      budgetRupiah: Number(budget),
      who: {
        pattern,
        ...(upToDecile === undefined ? {} : { upToDecile: Number(upToDecile) }),
        ...(rule === undefined ? {} : { rule: JSON.parse(rule) as unknown }),
      },
    };
  } catch {
    return undefined;
  }
}

/** Declares an emergency: the act, the area, the days, who is listed, what is given. */
export function DeclareCrisis() {
  const { crisis } = useSpeech().words;
  const navigate = useNavigate();
  const act = useAct("crises", crisis.saved, useCrisisPurpose());
  const [isWrong, setWrong] = useState(false);
  const declare = async (form: HTMLFormElement) => {
    const draft = draftOf(form);
    setWrong(draft === undefined);
    if (draft === undefined) return;
    const answer = await act.send<CrisisReceipt>("/crises", draft);
    if (answer !== undefined)
      await navigate({ to: "/darurat/$crisisNo", params: { crisisNo: answer.crisisNo } });
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    void declare(event.currentTarget);
  };
  return (
    <Page title={crisis.declare} lead={crisis.declareLead}>
      <form onSubmit={submit} className="work-form plan-begin">
        <Refused problem={act.problem} />
        {isWrong ? <Notice tone="wrong">{crisis.ruleWrong}</Notice> : null}
        <WhatFields />
        <PaperFields />
        <StatusField />
        <DayFields />
        <WhoFields />
        <ItemFields />
        <Field label={crisis.budget} name="budget" type="number" min={1} required />
        <button type="submit" className="button button-main" disabled={act.isSending}>
          {crisis.declare}
        </button>
      </form>
    </Page>
  );
}

function WhatFields() {
  const { words, say } = useSpeech();
  const { crisis } = words;
  const { code } = useSitting().officer.region;
  return (
    <>
      <Named label={crisis.kind} name="kind" first={crisis.choose} required>
        {Object.entries(CRISIS_KIND_WORDS).map(([each, name]) => (
          <option key={each} value={each}>
            {say(name)}
          </option>
        ))}
      </Named>
      <Field
        label={crisis.name}
        hint={crisis.nameHint}
        name="name"
        required
        minLength={3}
        maxLength={80}
        autoComplete="off"
      />
      <Field
        label={crisis.regions}
        hint={crisis.regionsHint}
        name="regions"
        required
        defaultValue={code === "ID" ? "" : code}
        pattern="[0-9, ]{2,400}"
        autoComplete="off"
      />
    </>
  );
}

function DayFields() {
  const { crisis } = useSpeech().words;
  const today = dayHere();
  return (
    <div className="filters">
      <Field
        label={crisis.startOn}
        name="startOn"
        type="date"
        required
        max={today}
        defaultValue={today}
      />
      <Field label={crisis.endOn} name="endOn" type="date" required min={today} />
    </div>
  );
}

function WhoFields() {
  const { words, say } = useSpeech();
  const { crisis } = words;
  const [pattern, setPattern] = useState("everybody");
  return (
    <>
      <Named
        label={crisis.who}
        name="pattern"
        first={crisis.choose}
        required
        value={pattern}
        onChange={(event) => setPattern(event.target.value)}
      >
        {Object.entries(CRISIS_PATTERN_WORDS).map(([code, name]) => (
          <option key={code} value={code}>
            {say(name)}
          </option>
        ))}
      </Named>
      {pattern === "deciles" ? (
        <Field label={crisis.upTo} name="upToDecile" type="number" min={1} max={10} required />
      ) : null}
      {pattern === "rule" ? (
        <Lines
          label={crisis.rule}
          hint={crisis.ruleHint}
          name="rule"
          required
          defaultValue={'{"fact": "floor_area", "between": [1, 40]}'}
        />
      ) : null}
    </>
  );
}
