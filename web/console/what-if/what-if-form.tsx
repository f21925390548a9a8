import { useId } from "react";
import type { RegionFigure } from "#contract/home.ts";
import type { WhatIfTermsDraft } from "#contract/what-if.ts";
import { Choice, Field } from "#web/kit/field.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { Segments } from "../fieldwork/form-parts.tsx";

/** How far each line goes, and where it begins. */
const REACH = {
  percentile: { most: 100, first: 40 },
  decile: { most: 10, first: 4 },
  quota: { most: 1_000_000_000, first: 1000 },
} as const;

type Change = (terms: WhatIfTermsDraft) => void;

/** Program, region, line and money; every change is asked at once. */
export function WhatIfForm(given: {
  readonly regions: readonly Pick<RegionFigure, "code" | "name">[];
  readonly terms: WhatIfTermsDraft;
  readonly onChange: Change;
}) {
  const { words } = useSpeech();
  const said = words.whatIf;
  const { regions, terms, onChange } = given;
  return (
    <div className="what-if-form">
      <Choice
        label={said.program}
        value={terms.program}
        onChange={(program) => onChange({ ...terms, program })}
      >
        {Object.entries(said.programs).map(([id, name]) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Choice>
      <Choice
        label={said.area}
        value={terms.area}
        onChange={(area) => onChange({ ...terms, area })}
      >
        {regions.map(({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </Choice>
      <Segments
        legend={said.by}
        name="by"
        choices={said.byChoices}
        chosen={terms.by}
        onChoose={(by) => onChange({ ...terms, by, atMost: REACH[by].first })}
      />
      <Threshold terms={terms} onChange={onChange} />
      <Money
        terms={terms}
        onChange={onChange}
        of="flatRupiah"
        label={said.flat}
        hint={said.flatHint}
      />
      <Money
        terms={terms}
        onChange={onChange}
        of="budgetRupiah"
        label={said.budget}
        hint={said.budgetHint}
      />
      <Money
        terms={terms}
        onChange={onChange}
        of="administrationRupiah"
        label={said.administration}
        hint={said.administrationHint}
      />
    </div>
  );
}

/** A slider and a number for the same line: arrow keys move either. */
function Threshold({
  terms,
  onChange,
}: {
  readonly terms: WhatIfTermsDraft;
  readonly onChange: Change;
}) {
  const { words } = useSpeech();
  const said = words.whatIf;
  const id = useId();
  const { most } = REACH[terms.by];
  const move = (text: string) => {
    const atMost = Math.min(most, Math.max(0, Math.floor(Number(text) || 0)));
    onChange({ ...terms, atMost });
  };
  return (
    <div className="what-if-threshold">
      <Field
        label={said.threshold[terms.by]}
        type="number"
        min={0}
        max={most}
        value={terms.atMost}
        onChange={(event) => move(event.target.value)}
      />
      {terms.by === "quota" ? null : (
        <div className="field">
          <label htmlFor={id}>{said.slider}</label>
          <input
            id={id}
            type="range"
            min={0}
            max={most}
            value={terms.atMost}
            onChange={(event) => move(event.target.value)}
          />
        </div>
      )}
    </div>
  );
}

function Money(given: {
  readonly terms: WhatIfTermsDraft;
  readonly onChange: Change;
  readonly of: "flatRupiah" | "budgetRupiah" | "administrationRupiah";
  readonly label: string;
  readonly hint: string;
}) {
  const { terms, onChange, of, label, hint } = given;
  const change = (text: string) => {
    const { [of]: _, ...rest } = terms;
    const digits = text.replaceAll(/\D/g, "").slice(0, of === "budgetRupiah" ? 14 : 9);
    onChange(digits === "" ? rest : { ...rest, [of]: Number(digits) });
  };
  return (
    <Field
      label={label}
      hint={hint}
      inputMode="numeric"
      value={terms[of] ?? ""}
      onChange={(event) => change(event.target.value)}
    />
  );
}
