import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import type { CrisisReceipt } from "#contract/crises.ts";
import type { RuleFacts } from "#contract/reference.ts";
import { CRISIS_KIND_WORDS, CRISIS_PATTERN_WORDS } from "#domain/crisis.ts";
import { Field } from "#web/kit/field.tsx";
import { Loaded } from "#web/kit/loaded.tsx";
import { Notice } from "#web/kit/notice.tsx";
import { Page } from "#web/kit/page.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { ConditionFields, conditionOf, NO_CONDITION } from "../condition-fields.tsx";
import { filled } from "../fieldwork/filled.ts";
import { Named, Refused } from "../fieldwork/form-parts.tsx";
import { dayHere } from "../fieldwork/today.ts";
import { useAct } from "../fieldwork/use-act.ts";
import { useAsked } from "../officer.tsx";
import { PaperFields, StatusField } from "./crisis-steps.tsx";
import { ItemFields, itemsOf } from "./item-fields.tsx";
import { RegionPicker } from "./region-picker.tsx";
import { useCrisisPurpose } from "./use-crisis.ts";

/** What the form says, as the API reads it. */
function draftOf(form: HTMLFormElement, rule: object | undefined) {
  const { regions = "", pattern, upToDecile, budget, ...said } = filled(form);
  const { kind, name, status, paper, signedOn, startOn, endOn } = said;
  return {
    ...{ kind, name, status, paper, signedOn, startOn, endOn, items: itemsOf(said) },
    regions: regions.split(",").filter((code) => code !== ""),
    budgetRupiah: Number(budget),
    who: {
      pattern,
      ...(upToDecile === undefined ? {} : { upToDecile: Number(upToDecile) }),
      ...(rule === undefined ? {} : { rule }),
    },
  };
}

/** Declares an emergency: the act, the area, the days, who is listed, what is given. */
export function DeclareCrisis() {
  const { crisis } = useSpeech().words;
  const navigate = useNavigate();
  const act = useAct("crises", crisis.saved, useCrisisPurpose());
  const [rule, setRule] = useState<object>();
  const [isNowhere, setNowhere] = useState(false);
  const declare = async (form: HTMLFormElement) => {
    const draft = draftOf(form, rule);
    setNowhere(draft.regions.length === 0);
    if (draft.regions.length === 0) return;
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
        {isNowhere ? <Notice tone="wrong">{crisis.noRegion}</Notice> : null}
        <WhatFields />
        <PaperFields />
        <StatusField />
        <DayFields />
        <WhoFields onRule={setRule} />
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
      <RegionPicker />
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

function WhoFields({ onRule }: { readonly onRule: (rule: object | undefined) => void }) {
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
        onChange={(event) => {
          setPattern(event.target.value);
          onRule(undefined);
        }}
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
      {pattern === "rule" ? <RuleFields onRule={onRule} /> : null}
    </>
  );
}

/** One condition on one fact; longer ones come by the API. */
function RuleFields({ onRule }: { readonly onRule: (rule: object | undefined) => void }) {
  const { crisis } = useSpeech().words;
  const [typed, setTyped] = useState(NO_CONDITION);
  const query = useAsked<RuleFacts>("/rule-facts");
  return (
    <Loaded query={query}>
      {({ items }) => (
        <ConditionFields
          facts={items}
          typed={typed}
          none={crisis.choose}
          onType={(part) => {
            const next = { ...typed, ...part };
            setTyped(next);
            onRule(conditionOf(next, { unit: "family", facts: items }));
          }}
        />
      )}
    </Loaded>
  );
}
