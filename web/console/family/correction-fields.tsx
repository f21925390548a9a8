import { useState } from "react";
import type { FactGroup, FamilySheet } from "#contract/family-sheet.ts";
import { getCodeList, listCodes } from "#domain/codes/all-lists.ts";
import { STANDARD_EDITION } from "#domain/codes/code-list.ts";
import { getVariable } from "#domain/variables/catalogue.ts";
import type { Variable } from "#domain/variables/variable.ts";
import { Field } from "#web/kit/field.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { Named } from "../fieldwork/form-parts.tsx";

const FAMILY = "family";

/** Whose fact is wrong, which one, and what is right: the facts of this very sheet, in its own words. */
export function CorrectionFields({ sheet }: { readonly sheet: FamilySheet }) {
  const { words } = useSpeech();
  const { whose, wholeFamily } = words.recording;
  const [unit, setUnit] = useState("");
  const [variable, setVariable] = useState("");
  const member = sheet.members.find(({ personId }) => personId === unit);
  const groups = unit === FAMILY ? sheet.groups : (member?.groups ?? []);
  const choose = (chosen: string) => {
    setUnit(chosen);
    setVariable("");
  };
  return (
    <>
      <Named
        label={whose}
        name="personId"
        first={words.accounts.choose}
        required
        value={unit}
        onChange={({ target }) => choose(target.value)}
      >
        <option value={FAMILY}>{wholeFamily}</option>
        {sheet.members.map(({ personId, name }) => (
          <option key={personId} value={personId}>
            {name}
          </option>
        ))}
      </Named>
      {unit === "" ? null : <FactField groups={groups} chosen={variable} onChoose={setVariable} />}
      {variable === "" ? null : <ValueField key={variable} variable={getVariable(variable)} />}
    </>
  );
}

function FactField({
  groups,
  chosen,
  onChoose,
}: {
  readonly groups: readonly FactGroup[];
  readonly chosen: string;
  readonly onChoose: (variable: string) => void;
}) {
  const { words, say } = useSpeech();
  return (
    <Named
      label={words.recording.fact}
      name="variable"
      first={words.accounts.choose}
      required
      value={chosen}
      onChange={({ target }) => onChoose(target.value)}
    >
      {groups.map(({ group, words: named, facts }) => (
        <optgroup key={group} label={say(named)}>
          {facts
            .filter(({ variable }) => isCorrectable(getVariable(variable)))
            .map(({ variable, label, text }) => (
              <option key={variable} value={variable}>
                {say(label)} ({say(text)})
              </option>
            ))}
        </optgroup>
      ))}
    </Named>
  );
}

/** Answers that are several at once are corrected by a new visit with the whole form. */
const isCorrectable = ({ type }: Variable) =>
  type === "code" || type === "count" || type === "flag";

/** The right answer of one fact: one of its codes, or a number; `value` is what somebody has said already. */
export function ValueField({
  variable,
  label: given,
  value,
}: {
  readonly variable: Variable;
  readonly label?: string;
  readonly value?: number;
}) {
  const { words, language } = useSpeech();
  const { codeList, measure } = variable;
  const label = given ?? words.recording.value;
  const said = value === undefined ? {} : { defaultValue: String(value) };
  if (codeList === undefined) {
    const unit = measure === undefined ? "" : ` (${measure.replace("m2", "m²")})`;
    const number = { type: "number", required: true, min: 0, step: 1, ...said } as const;
    return <Field label={`${label}${unit}`} name="value" {...number} />;
  }
  const codes = listCodes(getCodeList(codeList), STANDARD_EDITION).filter(
    ({ standard }) => standard >= 0,
  );
  return (
    <Named label={label} name="value" first={words.accounts.choose} required {...said}>
      {codes.map((code) => (
        <option key={code.code} value={code.standard}>
          {language === "id" ? code.id_ID : code.en}
        </option>
      ))}
    </Named>
  );
}
