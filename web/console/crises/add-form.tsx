import { type FormEvent, useRef, useState } from "react";
import type { CrisisAdded } from "#contract/crises.ts";
import { Field } from "#web/kit/field.tsx";
import { Notice } from "#web/kit/notice.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { filled } from "../fieldwork/filled.ts";
import { Refused } from "../fieldwork/form-parts.tsx";
import { useAct } from "../fieldwork/use-act.ts";
import { VillageField } from "../fieldwork/village-field.tsx";
import { useSitting } from "../officer.tsx";
import { useCrisisPurpose } from "./use-crisis.ts";

/** Somebody who is not on the list: a name and a village. Kept by no phone, for it holds a name. */
export function AddForm({ crisisNo }: { readonly crisisNo: string }) {
  const { crisis } = useSpeech().words;
  const { region } = useSitting().officer;
  const own = region.tier === "village" ? region.code : undefined;
  const [village, setVillage] = useState(own);
  const [from, setFrom] = useState<string>();
  const [isDisplaced, setDisplaced] = useState(false);
  const [isLost, setLost] = useState(false);
  const opened = useRef<HTMLDetailsElement>(null);
  const act = useAct("crises", crisis.saved, useCrisisPurpose());
  const add = async (form: HTMLFormElement) => {
    const { name, size } = filled(form);
    const more = isDisplaced && from !== undefined ? { from } : {};
    const body = { name, size: Number(size), village, ...more };
    if ((await act.send<CrisisAdded>(`/crises/${crisisNo}/rows`, body)) === undefined) return;
    form.reset();
    if (opened.current !== null) opened.current.open = false;
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const isMissing = village === undefined || (isDisplaced && from === undefined);
    setLost(isMissing);
    if (!isMissing) void add(event.currentTarget);
  };
  return (
    <details className="card work-register" ref={opened}>
      <summary>{crisis.add}</summary>
      <form onSubmit={submit} className="work-form">
        <p className="soft">{crisis.addLead}</p>
        <Refused problem={act.problem} />
        {isLost ? <Notice tone="wrong">{crisis.villageWrong}</Notice> : null}
        <Field
          label={crisis.personName}
          name="name"
          required
          minLength={2}
          maxLength={80}
          autoComplete="off"
        />
        <Field label={crisis.size} name="size" type="number" min={1} max={50} required />
        {own === undefined ? (
          <VillageField label={crisis.village} hint={crisis.villageHint} onChoose={setVillage} />
        ) : null}
        <label className="crisis-tick">
          <input
            type="checkbox"
            checked={isDisplaced}
            onChange={(event) => setDisplaced(event.target.checked)}
          />{" "}
          {crisis.comesFrom}
        </label>
        {isDisplaced ? (
          <VillageField
            label={crisis.from}
            hint={crisis.villageHint}
            isAnywhere
            onChoose={setFrom}
          />
        ) : null}
        <button type="submit" className="button button-main" disabled={act.isSending}>
          {crisis.save}
        </button>
      </form>
    </details>
  );
}
